import { type Action, isDeleted } from "./action.ts";

const who: Action = {
  name: "reactors",
  label: "reactions.who",
  icon: "users",
  act: (item) => void import("../who-reacted.tsx").then(({ openReactors }) => openReactors(item)),
};

/** Pointing at an emoji says who used it, and a finger cannot point. */
export const reactActions = (item: HTMLElement): Action[] =>
  !isDeleted(item) && item.querySelector(".reaction") ? [who] : [];
