import type { Edit, Selected } from "./edits.ts";

export const selectionOf = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Selected => ({
  value,
  start: selectionStart,
  end: selectionEnd,
});

/** Types it as a person would, so that undo takes it back; `setRangeText` would forget what could be undone. */
export function apply(field: HTMLTextAreaElement, edit: Edit): void {
  const { from, to, text, start, end } = edit;
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (!done) {
    field.setRangeText(text, from, to, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  field.setSelectionRange(start, end);
}

/** Puts a text in the place of what is selected, with the caret after it. */
export function insert(field: HTMLTextAreaElement, text: string): void {
  const { selectionStart: from, selectionEnd: to } = field;
  const end = from + text.length;
  apply(field, { from, to, text, start: end, end });
}
