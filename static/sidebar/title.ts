/** The tab: its title says how much calls the person, its icon whether there is anything new. */

let plain = document.title;
let mark = "";
let lit = false;

const icon = () => document.querySelector<HTMLLinkElement>('link[rel="icon"][data-unread]');

function paintIcon(news: boolean): void {
  const link = icon();
  if (!link || news === lit) return;
  lit = news;
  const other = link.dataset.unread ?? "";
  link.dataset.unread = link.getAttribute("href") ?? "";
  link.href = other;
}

let badged: number | undefined;

/** On the icon of the installed app. */
function paintAppIcon(calls: number): void {
  if (calls === badged || !("setAppBadge" in navigator)) return;
  badged = calls;
  void navigator.setAppBadge(calls).catch(() => undefined);
}

function write(): void {
  const title = mark + plain;
  if (document.title !== title) document.title = title;
}

/** `calls`: mentions, direct messages and what else the person wants to be told of; `news`: whether anything is unread. */
export function paintTitle(calls: number, news: boolean): void {
  mark = calls > 0 ? `(${calls}) ` : news ? "• " : "";
  write();
  paintIcon(news);
  paintAppIcon(calls);
}

/** Takes the title of the page that was put in as the one to count in front of. */
export function adoptTitle(): void {
  plain = document.title.replace(/^(\(\d+\)|•) /, "");
  write();
}
