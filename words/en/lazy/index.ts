import { actions } from "./actions.ts";
import { moderation } from "./moderation.ts";
import { people } from "./people.ts";
import { reactions } from "./reactions.ts";
import { threads } from "./threads.ts";
import { later } from "./later.ts";
import { notes } from "./notes.ts";
import { slow } from "./slow.ts";
import { common } from "./common.ts";
import { composer } from "./composer.ts";
import { messages } from "./messages.ts";
import { notifications } from "./notifications.ts";
import { palette } from "./palette.ts";
import { shell } from "./shell.ts";

export const lazy = {
  ...actions,
  ...notes,
  ...slow,
  ...moderation,
  ...people,
  ...reactions,
  ...threads,
  ...later,
  ...common,
  ...composer,
  ...messages,
  ...notifications,
  ...palette,
  ...shell,
};
