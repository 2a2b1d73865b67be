import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../lib/contract/preferences.ts";
import { tongues } from "../../words/index.ts";

export type AssetFile = {
  /** Below /static/, as it is written in source: `live/socket.ts`. */
  name: string;
  /** As it is served: `.ts` becomes `.js`. */
  extension: string;
  contentType: string;
  /** What it is imported by where that is not its path below /static/: a bare name, such as those of vendor modules. */
  specifier?: string;
  /** Only pages in this language import it. */
  language?: Language;
  body: Uint8Array<ArrayBuffer>;
};

/** Browser builds of the vendor modules, by package path. Their packages serve them; nothing is copied or bundled. */
const vendor: Record<string, string> = {
  "htmx.org": "htmx.org/dist/htmx.esm.min.js",
  preact: "preact/dist/preact.mjs",
  "preact/hooks": "preact/hooks/dist/hooks.mjs",
  "@preact/signals": "@preact/signals/dist/signals.module.js",
  "@preact/signals-core": "@preact/signals-core/dist/signals-core.module.js",
};

/** Own modules that are imported by another name than their path. */
const specifiers: Record<string, string> = { "jsx.ts": "preact/jsx-runtime" };

const contentTypes: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** White space and comments stay behind: a sixth of what would be sent. Names stay as they are, to be read in a debugger. */
const transpiler = {
  ".ts": new Bun.Transpiler({ loader: "ts", target: "browser", minifyWhitespace: true }),
  ".tsx": new Bun.Transpiler({
    loader: "tsx",
    minifyWhitespace: true,
    target: "browser",
    autoImportJSX: true,
    tsconfig: { compilerOptions: { jsx: "react-jsx", jsxImportSource: "preact" } },
  }),
};

function transpiled(path: string, extension: ".ts" | ".tsx"): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(transpiler[extension].transformSync(readFileSync(path, "utf8")));
}

const javaScript = { extension: ".js", contentType: contentTypes[".js"] ?? "" };
const encode = (text: string) => new TextEncoder().encode(text);

function ownFile(folder: string, name: string): AssetFile | undefined {
  const path = join(folder, name);
  const extension = name.slice(name.lastIndexOf("."));
  if (/\.test\.tsx?$|\.d\.ts$/.test(name)) return undefined;
  if (extension === ".ts" || extension === ".tsx") {
    const body = transpiled(path, extension);
    // Of types alone nothing is left.
    const specifier = specifiers[name];
    return body.length > 0 ? { name, ...javaScript, ...(specifier && { specifier }), body } : undefined;
  }
  const contentType = contentTypes[extension];
  return contentType ? { name, extension, contentType, body: new Uint8Array(readFileSync(path)) } : undefined;
}

/** All style sheets as one, in the order of their names: a page waits for them, and each would be a request of its own. */
function styleSheet(files: AssetFile[]): AssetFile {
  const sheets = files.filter((file) => file.extension === ".css");
  const body = encode(sheets.map((file) => new TextDecoder().decode(file.body)).join("\n"));
  return { name: "styles.css", extension: ".css", contentType: contentTypes[".css"] ?? "", body };
}

/** Source maps stay in the packages: a debugger asking for one would only find a 404. */
function vendorFile(root: string, specifier: string, path: string): AssetFile {
  const source = readFileSync(join(root, "node_modules", path), "utf8").replace(
    /\n\/\/# sourceMappingURL=.*\s*$/,
    "\n",
  );
  return { name: `vendor/${specifier.replace("@", "")}.js`, ...javaScript, specifier, body: encode(source) };
}

const wordFile = (
  at: Pick<AssetFile, "name" | "specifier">,
  language: string,
  words: Partial<Record<"live" | "lazy", object>>,
): AssetFile => ({
  ...javaScript,
  ...at,
  language: language as Language,
  body: encode(
    Object.entries(words)
      .map(([name, texts]) => `export const ${name} = ${JSON.stringify(texts)};`)
      .join(""),
  ),
});

/** The browser's parts of the catalogue, two modules for each language, and what makes text of it. */
function wordFiles(root: string): AssetFile[] {
  const formatting = {
    name: "words/format.ts",
    ...javaScript,
    specifier: "/words/format.ts",
    body: transpiled(join(root, "words/format.ts"), ".ts"),
  };
  const languages = Object.entries(tongues).flatMap(([language, { live, lazy }]) => [
    wordFile({ name: `words/${language}.js`, specifier: "words" }, language, { live }),
    wordFile({ name: `lazy/words/${language}.js`, specifier: "words/lazy" }, language, { lazy }),
  ]);
  return [formatting, ...languages];
}

/** All that may be served: static/ with its types stripped and without tests, its style sheets as one, the vendor modules, the words. */
export function readAssetFiles(root: string): AssetFile[] {
  const folder = join(root, "static");
  const names = [...new Bun.Glob("**/*.{ts,tsx,css,svg,png}").scanSync(folder)]
    .filter((name) => !name.startsWith("worker/"))
    .toSorted();
  const own = names.map((name) => ownFile(folder, name)).filter((file) => file !== undefined);
  const others = own.filter((file) => file.extension !== ".css");
  const vendors = Object.entries(vendor).map(([specifier, path]) => vendorFile(root, specifier, path));
  return [...others, styleSheet(own), ...vendors, ...wordFiles(root)];
}
