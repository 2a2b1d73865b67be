import { actions } from "./actions.ts";
import { moderation } from "./moderation.ts";
import { reactions } from "./reactions.ts";
import { threads } from "./threads.ts";

export const lazy = {
  ...actions,
  ...moderation,
  ...reactions,
  ...threads,
};
