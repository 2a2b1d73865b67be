import type { Action } from "./action.ts";
import { answerActions } from "./answer.ts";
import { changeActions } from "./change.ts";
import { copyActions } from "./copy.ts";
import { keepingActions } from "./keeping.ts";
import { reactActions } from "./react.ts";
import { reportActions } from "./report.ts";

/** All that the viewer may do with a message, in the order of the menu. */
export const actionsOf = (item: HTMLElement): Action[] => [
  ...[reactActions, answerActions, keepingActions, copyActions, changeActions, reportActions].flatMap((of) =>
    of(item),
  ),
];
