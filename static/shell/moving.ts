import { roomLink } from "../page.ts";
import { connection } from "../state.ts";

/** Going from room to room: begun as the button goes down, shown as soon as it is known, and never a blank pane. */

/** Longer than this and something has to be seen to happen. */
const patienceMilliseconds = 150;
/** What was fetched ahead and not gone to within this time is forgotten. */
const freshMilliseconds = 3000;

type Context = {
  target?: Element;
  sourceElement?: Element;
  request: { action: string; method: string; signal: AbortSignal; headers: Record<string, string> };
  /** Milliseconds, as `performance.now` has them: what comes was drawn after that. */
  askedAt?: number;
  fetch?: (path: string, request: Context["request"]) => Promise<Response>;
};
const contextOf = (event: Event) => (event as CustomEvent<{ ctx: Context }>).detail.ctx;
const isMove = ({ target, request }: Context) => target?.id === "main" && request.method === "GET";

let ahead: { path: string; at: number; response: Promise<Response> } | undefined;

/**
 * What stands around a room is known while the connection stands, since all that changes it is told: only the pane is
 * sent then, a third of the page and nothing to compare.
 */
const kept = { "wisp-shell": "kept" };

function keepShell({ request }: Context): void {
  const [, roomId = ""] = /^\/rooms\/([^/?]+)$/.exec(request.action) ?? [];
  if (connection.peek() === "online" && roomLink(roomId)) Object.assign(request.headers, kept);
}

/** As htmx would ask for it. */
const headers = {
  "HX-Request": "true",
  "HX-Boosted": "true",
  "HX-Target": "main#main",
  "HX-Request-Type": "full",
  Accept: "text/html",
};

/** A click is some 80 ms long, in which the room can be on its way. A finger may only want to scroll. */
function fetchAhead(event: PointerEvent): void {
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const link = (event.target as Element).closest<HTMLAnchorElement>("#sidebar a[data-room-id]");
  if (!link || !plain || event.pointerType === "touch") return;
  const path = link.pathname;
  const request = {
    action: path,
    method: "GET",
    headers: { ...headers },
    signal: AbortSignal.timeout(15_000),
  };
  keepShell({ request });
  const response = fetch(path, request);
  response.catch(() => undefined);
  ahead = { path, at: event.timeStamp, response };
}

function takeAhead(context: Context): void {
  const known = ahead;
  ahead = undefined;
  if (!known || known.path !== context.request.action) return;
  if (performance.now() - known.at > freshMilliseconds) return;
  context.askedAt = known.at;
  context.fetch = (path, request) =>
    untilAborted(
      known.response.catch(() => fetch(path, request as RequestInit)),
      request.signal,
    );
}

function untilAborted(response: Promise<Response>, signal: AbortSignal): Promise<Response> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("replaced", "AbortError")));
  });
  return Promise.race([response, aborted]);
}

/**
 * A move that came in while another had been chosen already has put in another pane: that one makes way now. What the page
 * fetches by itself is dropped with the pane that it was for.
 */
function aimAnew(context: Context): void {
  const { target, sourceElement } = context;
  if (target?.isConnected !== false || sourceElement === document.documentElement) return;
  context.target = document.getElementById("main") ?? target;
}

/** Where one goes is marked before it is there. */
function mark(path: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("#sidebar a.room-link")) {
    if (link.pathname === path) link.ariaCurrent = "page";
    else link.removeAttribute("aria-current");
  }
}

function skeleton(): HTMLElement {
  const box = document.createElement("div");
  box.className = "skeleton";
  box.setAttribute("aria-hidden", "true");
  for (let row = 0; row < 7; row += 1)
    box.append(document.createElement("i"), document.createElement("b"), document.createElement("span"));
  return box;
}

let waiting: ReturnType<typeof setTimeout> | undefined;

function begin(context: Context): void {
  clearTimeout(waiting);
  mark(context.request.action.split(/[?#]/)[0] ?? "");
  waiting = setTimeout(() => {
    const main = document.getElementById("main");
    main?.setAttribute("aria-busy", "true");
    if (main?.dataset.pane === "room" && !main.querySelector(".skeleton")) main.append(skeleton());
  }, patienceMilliseconds);
}

/** Also where it came to nothing, and one is still where one was. */
function end(): void {
  clearTimeout(waiting);
  const main = document.getElementById("main");
  main?.removeAttribute("aria-busy");
  main?.querySelector(".skeleton")?.remove();
  mark(location.pathname.replace(/\/(members|threads\/[^/]+)$/, ""));
}

export function watchMoving(): void {
  document.addEventListener("pointerdown", fetchAhead);
  document.addEventListener("htmx:before:request", (event) => {
    const context = contextOf(event);
    context.askedAt = performance.now();
    if (!isMove(context)) return;
    keepShell(context);
    takeAhead(context);
    begin(context);
  });
  document.addEventListener("htmx:after:request", (event) => {
    if (isMove(contextOf(event))) aimAnew(contextOf(event));
  });
  document.addEventListener("htmx:finally:request", (event) => {
    if (isMove(contextOf(event))) end();
  });
}
