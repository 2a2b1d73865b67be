import { isMine } from "../../page.ts";
import { edit, remove } from "../../room/edit.tsx";
import { type Action, isDeleted } from "./action.ts";

const change: Action = { name: "edit", label: "actions.edit", icon: "pencil", act: edit };
const deletion: Action = {
  name: "delete",
  label: "actions.delete",
  icon: "trash",
  dangerous: true,
  act: remove,
};

export const changeActions = (item: HTMLElement): Action[] =>
  isMine(item) && !isDeleted(item) ? [change, deletion] : [];
