import type { Child } from "./jsx/html.ts";

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

function icon(name: string, shape: Child) {
  const drawn = (
    <svg class={`icon icon-${name}`} viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      {shape}
    </svg>
  );
  return () => drawn;
}

export const Back = icon("back", <path d="M12.5 4.5 7 10l5.5 5.5" />);
export const Plus = icon("plus", <path d="M10 4v12M4 10h12" />);
export const Lock = icon("lock", <path d="M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9" />);
export const Hash = icon("hash", <path d="M8 3.5 6.5 16.5M13.5 3.5 12 16.5M3.5 7.5h13.5M3 12.5h13.5" />);
export const Send = icon("send", <path d="M10 16.5v-13M4.5 9 10 3.5 15.5 9" />);
export const Search = icon(
  "search",
  <path d="M13 13l4 4M14.5 8.75a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0Z" />,
);
export const Leave = icon("leave", <path d="M8 3.5H4v13h4M8 10h9M13.5 6.5 17 10l-3.5 3.5" />);
export const Compass = icon(
  "compass",
  <path d="M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0ZM13 7l-1.7 4.3L7 13l1.7-4.3z" />,
);
export const People = icon(
  "people",
  <path d="M10.5 6.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM2 16.5c0-3 2.4-4.75 5.5-4.75s5.5 1.75 5.5 4.75M13 4a3 3 0 0 1 0 5.2M15 12.2c2 .7 3.1 2.2 3.1 4.3" />,
);
