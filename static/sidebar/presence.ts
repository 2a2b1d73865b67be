import { t } from "../words.ts";

let online: Set<string> | undefined;

function paintDot(dot: HTMLElement): void {
  const here = online?.has(dot.dataset.presence ?? "") ?? false;
  dot.toggleAttribute("data-online", here);
  const words = dot.querySelector(".visually-hidden");
  if (words) words.textContent = here ? t("shell.online") : "";
}

const dots = () => document.querySelectorAll<HTMLElement>("[data-presence]");

/** A page that was put in may name people as online who were strangers when the list of them came. */
export function adoptPresence(): void {
  if (!online) return;
  for (const { dataset } of dots()) if (dataset.online !== undefined) online.add(dataset.presence ?? "");
  dots().forEach(paintDot);
}

export function setOnline(userIds: Iterable<string>): void {
  online = new Set(userIds);
  dots().forEach(paintDot);
}

export function setPresence(userId: string, here: boolean): void {
  online ??= new Set();
  if (here) online.add(userId);
  else online.delete(userId);
  document.querySelectorAll<HTMLElement>(`[data-presence="${CSS.escape(userId)}"]`).forEach(paintDot);
}
