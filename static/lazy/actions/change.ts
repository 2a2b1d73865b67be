import { isMine, mayEdit, moderates } from "../../page.ts";
import { edit, openVersions } from "../../room/edit.ts";
import { remove, restore } from "../delete.ts";
import { type Action, isDeleted } from "./action.ts";

/** Milliseconds in which a deletion may be taken back. */
const undoMilliseconds = 60_000;

const change: Action = {
  name: "edit",
  label: "actions.edit",
  icon: "pencil",
  act: (item) => void edit(item),
};
const versions: Action = {
  name: "versions",
  label: "actions.versions",
  icon: "clock",
  act: (item) => void openVersions(item),
};
const deletion: Action = {
  name: "delete",
  label: "actions.delete",
  icon: "trash",
  dangerous: true,
  act: (item) => void remove(item),
};
const restoration: Action = {
  name: "restore",
  label: "actions.undo",
  icon: "arrow-path",
  act: (item) => void restore(item),
};

const isFresh = ({ dataset }: HTMLElement) =>
  Date.now() - Date.parse(dataset.deleted ?? "") < undoMilliseconds;

/** Whoever deleted it: a moderator, where it says so, else its sender. */
const mayRestore = (item: HTMLElement) =>
  isFresh(item) && (item.querySelector("[data-removed]") ? moderates() : isMine(item));

export function changeActions(item: HTMLElement): Action[] {
  const mine = isMine(item);
  if (isDeleted(item)) return mayRestore(item) ? [restoration] : [];
  const edited = item.querySelector(".edited") ? [versions] : [];
  return [...(mayEdit(item) ? [change] : []), ...edited, ...(mine || moderates() ? [deletion] : [])];
}
