/** What a page needs to know of the static files. Handed to the views, so that they reach for nothing global. */
export type Assets = {
  /** The immutable address of a file under static/, such as `icons/favicon.svg`. */
  url(name: string): string;
  /** The JSON of the one inline script a page has; the Content-Security-Policy allows it by its hash. */
  importMap: string;
  /** Addresses of all modules, so that the browser fetches them at once and not one import after another. */
  modules: string[];
  stylesheets: string[];
};
