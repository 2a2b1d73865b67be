import { common } from "./common.ts";
import { shell } from "./shell.ts";
import { messages } from "./messages.ts";
import { composer } from "./composer.ts";
import { connection } from "./connection.ts";

export const live = {
  ...common,
  ...shell,
  ...messages,
  ...composer,
  ...connection,
};
