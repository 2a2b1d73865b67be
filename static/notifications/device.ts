import { currentRoomId } from "../page.ts";
import { openThread } from "../room/thread.ts";

const granted = () => "Notification" in globalThis && Notification.permission === "granted";

/** Whoever signs out here is told nothing here any more; a server that does not answer must not keep them. */
async function turnOffAnd(leave: () => void): Promise<void> {
  const { turnOff } = await import("../lazy/push.ts");
  await Promise.race([turnOff().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 1000))]);
  leave();
}

type Asked = { type?: string; roomId?: string; threadRootId?: string };

/** The service worker asks whether the message is before the person already (static/worker/push.ts). */
function answer({ data, ports: [port] }: MessageEvent<Asked>): void {
  if (data.type !== "showing") return;
  const isShown = data.threadRootId ? data.threadRootId === openThread() : data.roomId === currentRoomId();
  port?.postMessage(document.hasFocus() && isShown);
}

/** Keeps the server told of this device, and ends that with the session. */
export function watchDevice(): void {
  if ("serviceWorker" in navigator) navigator.serviceWorker.addEventListener("message", answer);
  if (granted()) void import("../lazy/push.ts").then(({ keepTold }) => keepTold()).catch(() => undefined);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!granted() || !(form instanceof HTMLFormElement) || !form.matches('[action="/sign-out"]')) return;
    event.preventDefault();
    void turnOffAnd(() => form.submit());
  });
}
