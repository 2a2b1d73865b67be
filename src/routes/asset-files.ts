import { readFileSync } from "node:fs";
import { join } from "node:path";

export type AssetFile = {
  /** Below /static/, as it is written in source: `live/socket.ts`. */
  name: string;
  /** As it is served: `.ts` becomes `.js`. */
  extension: string;
  contentType: string;
  /** The bare name a vendor module is imported by. */
  specifier?: string;
  body: Uint8Array<ArrayBuffer>;
};

/** Browser builds of the vendor modules, by package path. Their packages serve them; nothing is copied or bundled. */
const vendor: Record<string, string> = {
  "htmx.org": "htmx.org/dist/htmx.esm.min.js",
  preact: "preact/dist/preact.mjs",
  "preact/hooks": "preact/hooks/dist/hooks.mjs",
  "preact/jsx-runtime": "preact/jsx-runtime/dist/jsxRuntime.mjs",
  "@preact/signals": "@preact/signals/dist/signals.module.js",
  "@preact/signals-core": "@preact/signals-core/dist/signals-core.module.js",
};

const contentTypes: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

const transpiler = {
  ".ts": new Bun.Transpiler({ loader: "ts", target: "browser" }),
  ".tsx": new Bun.Transpiler({
    loader: "tsx",
    target: "browser",
    autoImportJSX: true,
    tsconfig: { compilerOptions: { jsx: "react-jsx", jsxImportSource: "preact" } },
  }),
};

function transpiled(path: string, extension: ".ts" | ".tsx"): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(transpiler[extension].transformSync(readFileSync(path, "utf8")));
}

function ownFile(folder: string, name: string): AssetFile | undefined {
  const path = join(folder, name);
  const extension = name.slice(name.lastIndexOf("."));
  if (/\.test\.tsx?$|\.d\.ts$/.test(name)) return undefined;
  if (extension === ".ts" || extension === ".tsx") {
    return {
      name,
      extension: ".js",
      contentType: contentTypes[".js"] ?? "",
      body: transpiled(path, extension),
    };
  }
  const contentType = contentTypes[extension];
  return contentType ? { name, extension, contentType, body: new Uint8Array(readFileSync(path)) } : undefined;
}

/** Source maps stay in the packages: a debugger asking for one would only find a 404. */
function vendorFile(root: string, specifier: string, path: string): AssetFile {
  const source = readFileSync(join(root, "node_modules", path), "utf8").replace(
    /\n\/\/# sourceMappingURL=.*\s*$/,
    "\n",
  );
  const name = `vendor/${specifier.replace("@", "")}.js`;
  return {
    name,
    extension: ".js",
    contentType: contentTypes[".js"] ?? "",
    specifier,
    body: new TextEncoder().encode(source),
  };
}

/** All that may be served: static/ with its types stripped, without tests, and the vendor modules; style sheets in order. */
export function readAssetFiles(root: string): AssetFile[] {
  const folder = join(root, "static");
  const names = [...new Bun.Glob("**/*.{ts,tsx,css,svg,png,webmanifest}").scanSync(folder)].toSorted();
  const own = names.map((name) => ownFile(folder, name)).filter((file) => file !== undefined);
  return [...own, ...Object.entries(vendor).map(([specifier, path]) => vendorFile(root, specifier, path))];
}
