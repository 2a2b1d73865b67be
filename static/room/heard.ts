import { locale, t } from "../words.ts";

const gatherMilliseconds = 1500;
const longestText = 140;

let waiting: { name: string; text: string }[] = [];
let timer: number | undefined;

const textOf = (item: HTMLElement, selector: string) =>
  item.querySelector(selector)?.textContent?.trim() ?? "";

/** One is read out; of several, only how many and whose. */
function sentence(): string {
  const [first] = waiting;
  if (waiting.length === 1 && first) return `${first.name}: ${first.text.slice(0, longestText)}`;
  const names = [...new Set(waiting.map(({ name }) => name))];
  const people = new Intl.ListFormat(locale).format(names.slice(0, 4));
  return t("messages.heard", { count: waiting.length, people });
}

function say(): void {
  timer = undefined;
  const region = document.getElementById("heard");
  if (region) region.textContent = sentence();
  waiting = [];
}

/** Tells whoever listens rather than looks of another's message, together with those that come close upon it. */
export function heard(item: HTMLElement): void {
  if (waiting.length < 1000)
    waiting.push({ name: textOf(item, ".message-sender"), text: textOf(item, ".message-content") });
  timer ??= setTimeout(say, gatherMilliseconds);
}

/** Another room is on show. */
export function hearNothing(): void {
  clearTimeout(timer);
  timer = undefined;
  waiting = [];
}
