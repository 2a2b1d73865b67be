let online: Set<string> | undefined;

function paintDot(dot: HTMLElement): void {
  const here = online?.has(dot.dataset.presence ?? "") ?? false;
  dot.toggleAttribute("data-online", here);
  const words = dot.querySelector(".visually-hidden");
  if (words) words.textContent = here ? "online" : "offline";
}

/** Brings every presence dot up to date. Until the first word from the server, the page as it came stands. */
export function paintPresence(): void {
  if (online) document.querySelectorAll<HTMLElement>("[data-presence]").forEach(paintDot);
}

export function setOnline(userIds: Iterable<string>): void {
  online = new Set(userIds);
  paintPresence();
}

export function setPresence(userId: string, here: boolean): void {
  online ??= new Set();
  if (here) online.add(userId);
  else online.delete(userId);
  document.querySelectorAll<HTMLElement>(`[data-presence="${CSS.escape(userId)}"]`).forEach(paintDot);
}
