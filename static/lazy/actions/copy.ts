import { canCopy, copyLink, copyText } from "../../room/copy.ts";
import { type Action, isDeleted } from "./action.ts";

const text: Action = {
  name: "text",
  label: "actions.copyText",
  icon: "clipboard-document",
  act: (item) => void copyText(item),
};
const link: Action = {
  name: "link",
  label: "actions.copyLink",
  icon: "link",
  act: (item) => void copyLink(item),
};

export const copyActions = (item: HTMLElement): Action[] =>
  canCopy() ? [...(isDeleted(item) ? [] : [text]), link] : [];
