import type { Language } from "../src/lib/contract/preferences.ts";

/** The modules of a page in one language. */
export type PageModules = {
  /** The JSON of the one inline script a page has; the Content-Security-Policy allows it by its hash. */
  importMap: string;
  /** Addresses of all that the page runs at once, so that the browser fetches them together and not one import after another. */
  preloaded: string[];
};

/** What a page needs to know of the static files. Handed to the views, so that they reach for nothing global. */
export type Assets = {
  /** The immutable address of a file under static/, such as `icons/favicon.svg`; `styles.css` is all style sheets. */
  url(name: string): string;
  modules: Record<Language, PageModules>;
  /** An SVG of nothing to see, that holds the shape of every icon as `icon-NAME`. */
  icons: string;
};
