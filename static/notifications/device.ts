const granted = () => "Notification" in globalThis && Notification.permission === "granted";

/** Whoever signs out here is told nothing here any more; a server that does not answer must not keep them. */
async function turnOffAnd(leave: () => void): Promise<void> {
  const { turnOff } = await import("../lazy/push.ts");
  await Promise.race([turnOff().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 1000))]);
  leave();
}

/** Keeps the server told of this device, and ends that with the session. */
export function watchDevice(): void {
  if (granted()) void import("../lazy/push.ts").then(({ keepTold }) => keepTold()).catch(() => undefined);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!granted() || !(form instanceof HTMLFormElement) || !form.matches('[action="/sign-out"]')) return;
    event.preventDefault();
    void turnOffAnd(() => form.submit());
  });
}
