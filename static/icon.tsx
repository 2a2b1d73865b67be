import type { IconName } from "../views/icon-names.ts";

export type { IconName };

/** One of the page's icons by its name, as views/icons.tsx draws it. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class={`icon icon-${name}`} aria-hidden="true">
    <use href={`#icon-${name}`} />
  </svg>
);
