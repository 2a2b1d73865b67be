import { prefer } from "./live/preferences.ts";

const looks = ["theme", "contrast", "accent"] as const;

/** A look that is chosen in the form `data-looks` is put on at once, and kept; a form without scripts posts itself. */
export function watchLooks(): void {
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || !field.form?.matches("[data-looks]")) return;
    const name = looks.find((each) => each === field.name);
    if (!name) return;
    document.documentElement.dataset[name] = field.value;
    // What could not be kept now is kept by the button.
    prefer({ [name]: field.value }).catch(() => undefined);
  });
}
