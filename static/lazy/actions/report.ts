import { isMine } from "../../page.ts";
import { type Action, isDeleted } from "./action.ts";

const report: Action = {
  name: "report",
  label: "moderation.report",
  icon: "flag",
  act: (item) => void import("../report.tsx").then(({ openReport }) => openReport(item)),
};

export const reportActions = (item: HTMLElement): Action[] =>
  isMine(item) || isDeleted(item) || item.hasAttribute("data-system") ? [] : [report];
