import { editLast } from "../room/edit.ts";
import { apply, selectionOf } from "./apply.ts";
import { continueList, insideFence } from "./edits.ts";
import { formatByKey } from "./formatting.ts";

type Press = KeyboardEvent & { currentTarget: HTMLTextAreaElement };

/** On a touch keyboard Enter is the only way to a new line. */
const entersSend = () => !matchMedia("(hover: none) and (pointer: coarse)").matches;

/** Safari ends an input method's composition before it tells of the Enter that did. */
const isComposing = ({ isComposing: composing, keyCode }: Press) => composing || keyCode === 229;

function enter(event: Press): void {
  const field = event.currentTarget;
  const selected = selectionOf(field);
  const sends = entersSend() && !event.shiftKey && !insideFence(selected);
  const edit = sends ? undefined : continueList(selected);
  if (edit) apply(field, edit);
  if (sends && field.value.trim()) field.form?.requestSubmit();
  if (sends || edit) event.preventDefault();
}

/** The list that a composer writes below. */
const listOf = (field: HTMLElement) => field.closest(".thread")?.querySelector("#replies") ?? undefined;

/** What a key does in the composer, once the completion has had its look at it. */
export function pressed(event: Press): void {
  const field = event.currentTarget;
  if (isComposing(event)) return;
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.altKey) return enter(event);
  const done =
    event.key === "ArrowUp" && field.value === "" && !event.altKey
      ? editLast(listOf(field))
      : formatByKey(field, event);
  if (done) event.preventDefault();
}
