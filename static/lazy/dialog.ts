import { type ComponentChild, render } from "preact";

/** Shows something in a modal dialog of its own, which is gone when it is closed; says how to close it. */
export function showDialog(
  name: string,
  label: string,
  draw: (close: () => void) => ComponentChild,
  closed: () => void = () => undefined,
): void {
  const dialog = document.createElement("dialog");
  const close = () => dialog.close();
  dialog.className = name;
  dialog.setAttribute("aria-label", label);
  dialog.addEventListener("close", () => {
    render(null, dialog);
    dialog.remove();
    closed();
  });
  // Only what is beside the dialog's own box is its backdrop.
  dialog.addEventListener("pointerdown", ({ target }) => target === dialog && close());
  document.body.append(dialog);
  render(draw(close), dialog);
  dialog.showModal();
}
