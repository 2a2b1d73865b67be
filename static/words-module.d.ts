/** The texts of the page's language, which the import map points at. */
declare module "words" {
  const words: Record<import("../words/index.ts").LiveKey, import("../words/format.ts").Message>;
  export default words;
}
