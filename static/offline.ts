import { currentRoomId } from "./page.ts";

const languageKey = "wisp-offline-language";

/** Has the worker keep the room on show: `visit` as the one that was read last, `renew` as it is now. */
function tell(type: "visit" | "renew"): void {
  const roomId = currentRoomId();
  if (roomId) navigator.serviceWorker.controller?.postMessage({ type, path: `/rooms/${roomId}` });
}

/** A room is on show that was not before. */
export function offlineVisit(): void {
  if ("serviceWorker" in navigator) tell("visit");
}

/** What a kept page of a room shows was deleted, or is not theirs any more: it goes, and the one on show is kept anew. */
export function keptIsOld(roomId: string): void {
  if (!("serviceWorker" in navigator)) return;
  const type = roomId === currentRoomId() ? "replace" : "drop";
  navigator.serviceWorker.controller?.postMessage({ type, path: `/rooms/${roomId}` });
}

/** The page that is shown where none is kept was drawn for whoever was there when the worker came. */
function renewLanguage(): void {
  const { lang } = document.documentElement;
  if (localStorage.getItem(languageKey) === lang) return;
  navigator.serviceWorker.controller?.postMessage({ type: "language" });
  localStorage.setItem(languageKey, lang);
}

function controlled(): void {
  tell("visit");
  renewLanguage();
}

async function start(): Promise<void> {
  await navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" });
  // The first worker takes over this page, which it has not seen come.
  if (!navigator.serviceWorker.controller)
    navigator.serviceWorker.addEventListener("controllerchange", controlled, { once: true });
  else renewLanguage();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") tell("renew");
  });
}

/** Registers the service worker once the page has nothing better to do. Plain http has none. */
export function watchOffline(): void {
  if (!("serviceWorker" in navigator)) return;
  const begin = () => void start().catch(() => undefined);
  if ("requestIdleCallback" in globalThis) requestIdleCallback(begin, { timeout: 10_000 });
  else setTimeout(begin, 3000);
}
