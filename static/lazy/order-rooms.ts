import { request } from "../live/api.ts";
import { announce } from "./announce.ts";
import { roomLink } from "../page.ts";
import { stand } from "../sidebar/standing.ts";
import { refreshSidebar } from "../sidebar/refresh.ts";
import { notice } from "../state.ts";
import { t } from "./words.ts";

const itemOf = (link: Element) => link.closest("li") ?? link;
const sectionOf = (item: Element) => item.closest<HTMLElement>(".fold");
const idsIn = (section: Element) =>
  [...section.querySelectorAll<HTMLElement>("[data-room-id]")].map(({ dataset }) => dataset.roomId ?? "");

function failed(problem: unknown): void {
  notice.value = problem instanceof Error ? problem.message : String(problem);
  refreshSidebar();
}

/** Several steps in a section are one change. */
const settleMilliseconds = 300;
const settling = new Map<string, ReturnType<typeof setTimeout>>();

/** One that another follows before it was settled is never heard of again. */
function settled(section: string, roomIds: string[]): Promise<unknown> {
  clearTimeout(settling.get(section));
  const { promise, resolve } = Promise.withResolvers<unknown>();
  settling.set(
    section,
    setTimeout(() => resolve(request("PUT", "/api/rooms/order", { roomIds })), settleMilliseconds),
  );
  return promise;
}

/** Moves only what stands elsewhere: what moves loses the focus. */
function arrange(section: string, roomIds: string[]): void {
  const list = document.querySelector(`#sidebar [data-section="${section}"] > .room-list`);
  if (!list || idsIn(list).join() === roomIds.join()) return;
  const focused = document.activeElement;
  list.append(...roomIds.flatMap((id) => roomLink(id)?.closest("li") ?? []));
  if (focused instanceof HTMLElement && list.contains(focused)) focused.focus();
}

/** Keeps a section as it is now, once what has to come `first` is done. */
function store(section: HTMLElement | null, first?: Promise<unknown>): void {
  if (!section) return;
  const { section: name = "" } = section.dataset;
  const roomIds = idsIn(section);
  const taken = first ? first.then(() => settled(name, roomIds)) : settled(name, roomIds);
  stand(`order of ${name}`, () => arrange(name, roomIds), taken).catch(failed);
}

function tell(link: HTMLElement): void {
  const ids = idsIn(sectionOf(link) ?? link);
  const place = ids.indexOf(link.dataset.roomId ?? "") + 1;
  const room = link.querySelector(".room-title")?.textContent ?? "";
  announce(t("shell.moved", { room, place, count: ids.length }));
}

/** One step up or down in its section. */
export function moveBy(link: HTMLElement, step: -1 | 1): void {
  const item = itemOf(link);
  if (step < 0) item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
  link.focus();
  tell(link);
  store(sectionOf(item));
}

/** The list item under the pointer, where the dragged one may stand: in its own section, or among the starred or back out. */
function neighbour(event: DragEvent, home: string): Element | undefined {
  const over = (event.target as Element).closest(".fold li");
  const section = over && sectionOf(over)?.dataset.section;
  return section === home || section === "starred" ? (over ?? undefined) : undefined;
}

function put(item: Element, over: Element, event: DragEvent): void {
  const { top, height } = over.getBoundingClientRect();
  if (event.clientY < top + height / 2) over.before(item);
  else over.after(item);
}

/** Where it stood is kept, for a drag that is given up. */
export function drag(link: HTMLAnchorElement): void {
  const item = itemOf(link);
  const from = sectionOf(item);
  const next = item.nextElementSibling;
  const parent = item.parentElement;
  const home = link.dataset.kind === "direct" ? "direct" : "rooms";
  const over = (event: DragEvent) => {
    const other = neighbour(event, home);
    if (!other) return;
    event.preventDefault();
    if (other !== item) put(item, other, event);
  };
  const drop = (event: DragEvent) => event.preventDefault();
  const end = (event: DragEvent) => {
    document.removeEventListener("dragover", over);
    document.removeEventListener("drop", drop);
    item.classList.remove("dragged");
    if (event.dataTransfer?.dropEffect === "none") parent?.insertBefore(item, next);
    else dropped(link, from);
  };
  item.classList.add("dragged");
  document.addEventListener("dragover", over);
  document.addEventListener("drop", drop);
  document.addEventListener("dragend", end, { once: true });
}

/** In another section it is starred, or is no longer: that comes first, since it takes its place from it. */
function dropped(link: HTMLElement, from: HTMLElement | null): void {
  const section = sectionOf(link);
  tell(link);
  if (section === from) return store(section);
  const starred = section?.dataset.section === "starred";
  store(section, request("PATCH", `/api/rooms/${link.dataset.roomId}/membership`, { starred }));
}
