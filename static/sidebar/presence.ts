import { t } from "../words.ts";

let online: Set<string> | undefined;
/** Who went, and when that was heard: milliseconds, as `performance.now` has them. */
const wentAt = new Map<string, number>();

function paintDot(dot: HTMLElement): void {
  const here = online?.has(dot.dataset.presence ?? "") ?? false;
  dot.toggleAttribute("data-online", here);
  const words = dot.querySelector(".visually-hidden");
  if (words) words.textContent = here ? t("shell.online") : "";
}

const dots = () => document.querySelectorAll<HTMLElement>("[data-presence]");

/**
 * A page that was put in may name people as online who were strangers when the list of them came; but who went after it had
 * been asked for is not back by that.
 */
export function adoptPresence(askedAt: number): void {
  if (!online) return;
  for (const { dataset } of dots()) {
    const { presence: userId = "" } = dataset;
    if (dataset.online !== undefined && askedAt >= (wentAt.get(userId) ?? 0)) online.add(userId);
  }
  dots().forEach(paintDot);
}

export function setOnline(userIds: Iterable<string>): void {
  const before = online ?? new Set();
  online = new Set(userIds);
  for (const userId of before.difference(online)) wentAt.set(userId, performance.now());
  dots().forEach(paintDot);
}

export function setPresence(userId: string, here: boolean): void {
  online ??= new Set();
  if (here) online.add(userId);
  else online.delete(userId);
  if (here) wentAt.delete(userId);
  else wentAt.set(userId, performance.now());
  document.querySelectorAll<HTMLElement>(`[data-presence="${CSS.escape(userId)}"]`).forEach(paintDot);
}
