import { type ComponentChild, render } from "preact";

const hovering = matchMedia("(hover: hover)");
const gapPixels = 8;

/** At the end of the message's first line, and within the window. */
function place(menu: HTMLElement, item: HTMLElement): void {
  const { top, left, right } = item.getBoundingClientRect();
  const most = innerHeight - menu.offsetHeight - gapPixels;
  const x = document.dir === "rtl" ? left + gapPixels : right - menu.offsetWidth - gapPixels;
  menu.style.setProperty("top", `${Math.max(gapPixels, Math.min(top + gapPixels, most))}px`);
  menu.style.setProperty("left", `${Math.max(gapPixels, x)}px`);
}

/** The finger that opened it has yet to be lifted, wherever that may be: it presses nothing. A tap beside it closes it. */
function closeBeside(sheet: HTMLDialogElement): void {
  let touched = hovering.matches;
  const touch = () => (touched = true);
  sheet.addEventListener("pointerdown", touch);
  sheet.addEventListener("keydown", touch);
  sheet.addEventListener(
    "click",
    (event) => {
      if (!touched) event.stopPropagation();
      else if (event.target === sheet) sheet.close();
    },
    true,
  );
}

/** Shows something about a message: in a sheet from below where a finger is all one has, else in a menu beside it. */
export function showBeside(
  item: HTMLElement,
  label: string,
  draw: (close: () => void) => ComponentChild,
): void {
  const sheet = document.createElement("dialog");
  sheet.className = hovering.matches ? "menu" : "sheet";
  sheet.ariaLabel = label;
  render(
    draw(() => sheet.close()),
    sheet,
  );
  sheet.addEventListener("close", () => {
    render(null, sheet);
    sheet.remove();
  });
  closeBeside(sheet);
  document.body.append(sheet);
  if (!hovering.matches) navigator.vibrate?.(10);
  sheet.showModal();
  if (hovering.matches) place(sheet, item);
}
