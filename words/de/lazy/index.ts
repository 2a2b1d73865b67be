import { actions } from "./actions.ts";

export const lazy = {
  ...actions,
};
