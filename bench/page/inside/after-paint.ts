/** Resolves in the first task after the next frame was put together: what is in the document now is on its way to the screen. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => resolve());
    port1.start();
    requestAnimationFrame(() => port2.postMessage(undefined));
  });
}
