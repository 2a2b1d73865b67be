import type { IconName } from "./icon-names.ts";
import type { Html } from "./jsx/html.ts";

const mark = (
  <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
    <path
      class="mark-flame"
      d="M17.6 2.5c1.2 5.2 9.4 8.2 9.4 16.4A11 11 0 0 1 5 18.6c0-4 2-6.6 4.1-8.9.3 2.4 1.3 3.9 2.7 4.6-.4-4.6 1.6-9.3 5.8-11.8Z"
    />
    <circle class="mark-light" cx="16" cy="20.5" r="4.5" />
  </svg>
);

/** The mark: a will-o'-the-wisp, one flame leaning on its own light. */
export const Mark = () => mark;

const drawn = new Map<string, Html>();

function draw(name: IconName, classes: string): Html {
  return (
    <svg class={classes} aria-hidden="true">
      <use href={`#icon-${name}`} />
    </svg>
  );
}

/** One of the page's icons (`assets.icons` brings their shapes), as large as its style sheet says. Says nothing: a label stands beside it. */
export function Icon({ name, class: classes }: { name: IconName; class?: string }): Html {
  const all = classes ? `icon icon-${name} ${classes}` : `icon icon-${name}`;
  const known = drawn.get(all) ?? draw(name, all);
  drawn.set(all, known);
  return known;
}
