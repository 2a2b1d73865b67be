/** What runs beside the page: keeps the app and the rooms that were read last, for when there is no network. */
import {
  dropPage,
  fetchPage,
  forgetPages,
  isRoom,
  keptPage,
  lastRoom,
  partFor,
  renewPage,
  replacePage,
  visit,
} from "./pages.ts";
import { watchPush } from "./push.ts";
import { dropOldShell, fileFor, keepOfflinePage, keepShell, offlinePage } from "./shell.ts";

declare const self: ServiceWorkerGlobalScope;

/** How long somebody waits for a page that is also kept. */
const patienceMilliseconds = 3000;
const gone = new Set([502, 503, 504]);
const entrances = new Set(["/sign-in", "/sign-up"]);
const leaving = new Set(["/sign-out", "/api/auth/logout"]);

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

// Files are named by their content, and asked for by name where they are not: a page of the version before goes on.
self.addEventListener("activate", (event) => {
  event.waitUntil(
    Promise.all([dropOldShell(), self.registration.navigationPreload?.enable(), self.clients.claim()]),
  );
});

watchPush(self);

/** Rejects when it takes too long and there is something to show instead. */
async function inTime(answer: Promise<Response>, hasOther: boolean): Promise<Response> {
  if (!hasOther) return answer;
  const { promise, reject } = Promise.withResolvers<Response>();
  const timer = setTimeout(() => reject(new Error("too slow")), patienceMilliseconds);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** From the network; else as it was kept, where it was. */
async function page(event: FetchEvent, url: URL, kept: Response | undefined): Promise<Response> {
  const preloaded = (event.preloadResponse ?? Promise.resolve()) as Promise<Response | undefined>;
  const asked = preloaded.then((response) => response ?? fetch(event.request));
  const answer = isRoom(url) ? stored(event, asked) : asked;
  try {
    const response = await inTime(answer, kept !== undefined);
    return kept && gone.has(response.status) ? kept : response;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** What is kept of a room may be older than the sidebar of the page that stands, which then stays as it is. */
async function withoutSidebar(url: URL): Promise<Response | undefined> {
  const kept = await keptPage(url);
  if (!kept) return undefined;
  const { headers } = kept;
  return new Response((await kept.text()).replace('id="sidebar"', ""), { headers });
}

async function stored(event: FetchEvent, asked: Promise<Response>): Promise<Response> {
  const [response, kept] = await fetchPage(event.request, asked);
  event.waitUntil(kept);
  return response;
}

/** Whoever opens the app without a network stands where they were last. */
async function withoutNetwork({ pathname }: URL): Promise<Response> {
  const last = pathname === "/" || pathname === "/home" ? await lastRoom() : undefined;
  return last === undefined ? offlinePage() : Response.redirect(last, 302);
}

/** A page of the entrance is shown to nobody who is signed in: then it redirects. */
async function navigate(event: FetchEvent, url: URL): Promise<Response> {
  try {
    const kept = isRoom(url) ? await keptPage(url) : undefined;
    const response = await page(event, url, kept);
    if (entrances.has(url.pathname) && response.status === 200) await forgetPages();
    return response;
  } catch {
    return withoutNetwork(url);
  }
}

const pane = async (event: FetchEvent, url: URL) => page(event, url, await withoutSidebar(url));

async function leave({ request }: FetchEvent): Promise<Response> {
  await forgetPages();
  return fetch(request);
}

function answerTo(event: FetchEvent, url: URL): Promise<Response> | undefined {
  const { request } = event;
  if (request.method === "POST" && leaving.has(url.pathname)) return leave(event);
  if (request.method !== "GET") return undefined;
  if (url.pathname.startsWith("/static/")) return fileFor(request);
  if (url.pathname.startsWith("/viewers/")) return partFor(request);
  if (request.mode === "navigate") return navigate(event, url);
  return isRoom(url) && request.headers.has("hx-request") ? pane(event, url) : undefined;
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const answer = url.origin === location.origin ? answerTo(event, url) : undefined;
  if (answer) event.respondWith(answer);
});

const acts: Record<string, (url: URL) => Promise<void>> = {
  drop: dropPage,
  renew: renewPage,
  replace: replacePage,
  visit,
};

/** What the page says (static/offline.ts). */
self.addEventListener("message", (event) => {
  const { type, path = "" } = event.data as { type?: string; path?: string };
  const url = new URL(path, location.href);
  const work = type === "language" ? keepOfflinePage() : isRoom(url) && acts[type ?? ""]?.(url);
  if (work) event.waitUntil(work.catch(() => undefined));
});
