import { actions } from "./actions.ts";
import { moderation } from "./moderation.ts";
import { reactions } from "./reactions.ts";

export const lazy = {
  ...actions,
  ...moderation,
  ...reactions,
};
