import { actions } from "./actions.ts";
import { moderation } from "./moderation.ts";
import { people } from "./people.ts";
import { reactions } from "./reactions.ts";
import { threads } from "./threads.ts";
import { later } from "./later.ts";

export const lazy = {
  ...actions,
  ...moderation,
  ...people,
  ...reactions,
  ...threads,
  ...later,
};
