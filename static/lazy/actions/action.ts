import type { BrowserKey } from "../../../words/index.ts";
import type { IconName } from "../../icon.tsx";

/** Something that can be done with a message. */
export type Action = {
  name: string;
  label: BrowserKey;
  icon: IconName;
  /** It takes something from people: drawn as a warning. */
  dangerous?: boolean;
  act: (item: HTMLElement) => void;
};

export const isDeleted = (item: HTMLElement): boolean => item.hasAttribute("data-deleted");
export const messageIdOf = (item: HTMLElement): string => item.id.replace(/^(message|reply)-/, "");
