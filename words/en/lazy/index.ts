import { actions } from "./actions.ts";
import { moderation } from "./moderation.ts";
import { people } from "./people.ts";
import { reactions } from "./reactions.ts";
import { threads } from "./threads.ts";
import { later } from "./later.ts";
import { notes } from "./notes.ts";
import { slow } from "./slow.ts";

export const lazy = {
  ...actions,
  ...notes,
  ...slow,
  ...moderation,
  ...people,
  ...reactions,
  ...threads,
  ...later,
};
