/** Who has read up to where: small faces at the message up to which each other member has. */
import type { Receipt, User } from "../../src/lib/contract/objects.ts";
import { request } from "../live/api.ts";
import { currentRoomId, isMine, numberOf, roomPane, viewer } from "../page.ts";
import { locale, t } from "../words.ts";
import { initials, hue } from "./identity.ts";
import { messages } from "./messages.ts";

const mostFaces = 5;
const mostNamed = 10;

let known = new Map<string, Receipt>();
let roomId: string | undefined;
/** Too many for the server to say: then nobody is asked for. */
let crowded = false;
let painting: number | undefined;

/** Whether the room on show is one whose members see who has read. */
export const hasReceipts = () => known.size > 0 && roomId === currentRoomId();

type Reached = Map<HTMLElement, Receipt[]>;

/** The last message of `items`, which ascend, that stands at or above a sequence. */
function messageAt(items: HTMLElement[], sequence: number): HTMLElement | undefined {
  let [from, to] = [0, items.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (numberOf(items[middle]?.dataset.sequence) <= sequence) from = middle + 1;
    else to = middle;
  }
  return items[from - 1];
}

function reached(items: HTMLElement[]): Reached {
  const found: Reached = new Map();
  for (const receipt of known.values()) {
    const item = messageAt(items, receipt.lastReadSequence);
    if (item) found.set(item, [...(found.get(item) ?? []), receipt]);
  }
  return found;
}

function face({ userId, displayName, avatarUrl }: Receipt): HTMLElement {
  const made = document.createElement("span");
  made.className = "avatar";
  made.dataset.hue = String(hue(userId));
  if (!avatarUrl) made.textContent = initials(displayName);
  else made.appendChild(document.createElement("img")).src = avatarUrl;
  return made;
}

function names(people: Receipt[]): string {
  const named = people.slice(0, mostNamed).map(({ displayName }) => displayName);
  const others = people.length - named.length;
  return new Intl.ListFormat(locale).format(
    others > 0 ? [...named, t("messages.others", { count: others })] : named,
  );
}

function faces(people: Receipt[]): HTMLElement[] {
  const shown = people.slice(0, mostFaces).map(face);
  const more = document.createElement("span");
  more.className = "receipts-more";
  more.textContent = `+${people.length - mostFaces}`;
  return people.length > mostFaces ? [...shown, more] : shown;
}

function host(item: HTMLElement): HTMLElement {
  const found = item.querySelector<HTMLElement>(":scope > .receipts");
  if (found) return found;
  const made = item.appendChild(document.createElement("span"));
  made.className = "receipts";
  made.role = "img";
  return made;
}

/** Draws only what is not drawn: most that is told moves one face. */
function paint(
  item: HTMLElement,
  key: string,
  label: string,
  content: () => (HTMLElement | SVGElement)[],
): void {
  const place = host(item);
  if (place.dataset.key === key) return;
  place.dataset.key = key;
  place.ariaLabel = place.title = label;
  place.replaceChildren(...content());
}

function tick(): SVGElement[] {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.classList.add("icon", "icon-check");
  svg.ariaHidden = "true";
  svg
    .appendChild(document.createElementNS("http://www.w3.org/2000/svg", "use"))
    .setAttribute("href", "#icon-check");
  return [svg];
}

/** In a direct room one wants to know of one's last word whether it has come, also before it is read. */
function delivered(items: HTMLElement[]): HTMLElement | undefined {
  if (roomPane()?.dataset.kind !== "direct") return undefined;
  const last = items.at(-1);
  const arrived = [...known.values()].every(
    ({ lastDeliveredSequence }) => lastDeliveredSequence >= numberOf(last?.dataset.sequence),
  );
  return last && isMine(last) && arrived ? last : undefined;
}

function paintAll(): void {
  painting = undefined;
  const items = hasReceipts() ? messages() : [];
  const found = reached(items);
  for (const [item, people] of found)
    paint(
      item,
      people.map(({ userId, displayName, avatarUrl }) => [userId, displayName, avatarUrl]).join(),
      t("messages.readBy", { people: names(people) }),
      () => faces(people),
    );
  const ticked = delivered(items);
  if (ticked && !found.has(ticked)) paint(ticked, "tick", t("messages.delivered"), tick);
  for (const old of document.querySelectorAll("#messages .receipts"))
    if (old.parentElement !== ticked && !found.has(old.parentElement as HTMLElement)) old.remove();
}

/** Something about the list or its readers has changed: draws once a frame, however much it was. */
export function receiptsMoved(): void {
  if (known.size > 0) painting ??= requestAnimationFrame(paintAll);
}

/** A member has read, or was sent, up to a message; what is said late is old news. */
export function receiptCame(room: string, userId: string, upTo: { read?: number; sent?: number }): void {
  if (room !== roomId || crowded || userId === viewer().userId) return;
  const receipt = known.get(userId);
  if (!receipt) return askSoon();
  const { read = 0, sent = read } = upTo;
  receipt.lastReadSequence = Math.max(receipt.lastReadSequence, read);
  receipt.lastDeliveredSequence = Math.max(receipt.lastDeliveredSequence, sent);
  receiptsMoved();
}

/** A member is called otherwise, or has another picture. */
export function readerChanged({ id, displayName, avatarUrl }: User): void {
  const receipt = known.get(id);
  if (!receipt) return;
  Object.assign(receipt, { displayName, avatarUrl });
  receiptsMoved();
}

const askMilliseconds = 500;
let asking: number | undefined;

/** Somebody has joined. */
function askSoon(): void {
  asking ??= setTimeout(() => {
    asking = undefined;
    void showReceipts();
  }, askMilliseconds);
}

/** What was heard while the answer was on its way is newer: both numbers only rise. */
function furthest(receipt: Receipt, heard = receipt): Receipt {
  return {
    ...receipt,
    lastReadSequence: Math.max(receipt.lastReadSequence, heard.lastReadSequence),
    lastDeliveredSequence: Math.max(receipt.lastDeliveredSequence, heard.lastDeliveredSequence),
  };
}

/** Asks how far everybody is in the room on show; what was missed while one was away comes so too. */
export async function showReceipts(): Promise<void> {
  const asked = currentRoomId();
  if (asked !== roomId) known = new Map();
  roomId = asked;
  if (!asked) return;
  const answer = await request("GET", `/api/rooms/${asked}/receipts`).catch(() => undefined);
  if (!answer || asked !== roomId) return;
  const { receipts } = answer as { receipts: Receipt[] };
  // One is a member oneself.
  crowded = receipts.length === 0;
  const others = receipts.filter(({ userId }) => userId !== viewer().userId);
  known = new Map(others.map((receipt) => [receipt.userId, furthest(receipt, known.get(receipt.userId))]));
  receiptsMoved();
}
