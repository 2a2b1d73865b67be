import { actions } from "./actions.ts";
import { moderation } from "./moderation.ts";

export const lazy = {
  ...actions,
  ...moderation,
};
