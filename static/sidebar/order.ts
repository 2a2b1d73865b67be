/** Rooms are put in order by dragging them or, on a focused one, by Alt+Shift and an arrow. How is loaded when it is first done. */
const orderable = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLAnchorElement>("#sidebar .fold a[data-room-id]") : null;

const steps: Record<string, -1 | 1> = { ArrowUp: -1, ArrowDown: 1 };

function pressed(event: KeyboardEvent): void {
  const link = orderable(event.target);
  const step = steps[event.key];
  if (!link || !step || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void import("../lazy/order-rooms.ts").then(({ moveBy }) => moveBy(link, step));
}

export function watchOrder(): void {
  document.addEventListener("keydown", pressed, { capture: true });
  document.addEventListener("dragstart", (event) => {
    const link = orderable(event.target);
    if (link) void import("../lazy/order-rooms.ts").then(({ drag }) => drag(link));
  });
}
