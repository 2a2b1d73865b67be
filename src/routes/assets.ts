import { Hono } from "hono";
import type { Assets as PageAssets } from "../../views/assets.ts";
import { readAssetFiles, type AssetFile } from "./asset-files.ts";

type Served = {
  body: Uint8Array<ArrayBuffer>;
  gzip: Uint8Array<ArrayBuffer> | undefined;
  contentType: string;
};

/** The static files of one process: their addresses for the pages, the hash for the policy, the routes that serve them. */
export type Assets = PageAssets & { importMapHash: string; routes: Hono };

const immutable = "public, max-age=31536000, immutable";
/** Below this, gzip's own frame costs more than it saves in packets. */
const worthCompressing = 512;

function fingerprinted(file: AssetFile): string {
  const hash = new Bun.CryptoHasher("sha256").update(file.body).digest("base64url").slice(0, 12);
  const dot = file.name.lastIndexOf(".");
  return `/static/${file.name.slice(0, dot)}.${hash}${file.extension}`;
}

function served(file: AssetFile): Served {
  const gzip = file.body.length > worthCompressing ? Bun.gzipSync(file.body, { level: 9 }) : undefined;
  return { body: file.body, gzip, contentType: file.contentType };
}

/** Own modules are mapped by path, since `./x.ts` resolves to `/static/x.ts` first; vendor modules by their bare name. */
function importMapOf(files: AssetFile[], url: (name: string) => string): string {
  const modules = files.filter((file) => file.extension === ".js");
  const imports = modules.map((file) => [file.specifier ?? `/static/${file.name}`, url(file.name)]);
  return JSON.stringify({ imports: Object.fromEntries(imports) });
}

/** `/static/app.0123456789ab.js` as `/static/app.js`; undefined where there is no fingerprint. */
const unfingerprinted = (path: string) =>
  /\.[\w-]{12}\.\w+$/.test(path) ? path.replace(/\.[\w-]{12}(?=\.\w+$)/, "") : undefined;

/**
 * While nodes of two versions run behind one balancer, a page of the one asks the other for its files: that has them
 * under other fingerprints, and gives its own, which nobody may keep. Refused, a module would take the whole page down.
 */
function serve(files: Map<string, Served>): Hono {
  const latest = new Map([...files].map(([path, file]) => [unfingerprinted(path), file]));
  return new Hono().get("/static/*", (c) => {
    const exact = files.get(c.req.path);
    const name = unfingerprinted(c.req.path);
    const file = exact ?? (name === undefined ? undefined : latest.get(name));
    if (!file) return c.notFound();
    const compressed = file.gzip && /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
    const headers = {
      "content-type": file.contentType,
      "cache-control": exact ? immutable : "no-store",
      vary: "accept-encoding",
    };
    if (!compressed) return c.body(file.body, 200, headers);
    return c.body(file.gzip ?? file.body, 200, { ...headers, "content-encoding": "gzip" });
  });
}

/**
 * Reads static/ under `root` and the vendor modules once, names each by its content and keeps it in memory. Only what
 * was read can be served: a path is looked up in a map and never touches the disk.
 */
export function createAssets(options: { root: string }): Assets {
  const files = readAssetFiles(options.root);
  const urls = new Map(files.map((file) => [file.name, fingerprinted(file)]));
  const url = (name: string) => {
    const found = urls.get(name);
    if (!found) throw new Error(`no static file ${name}`);
    return found;
  };
  const importMap = importMapOf(files, url);
  const named = (extension: string) =>
    files.filter((file) => file.extension === extension).map((file) => url(file.name));
  return {
    url,
    importMap,
    importMapHash: `sha256-${new Bun.CryptoHasher("sha256").update(importMap).digest("base64")}`,
    modules: named(".js"),
    stylesheets: named(".css"),
    routes: serve(new Map(files.map((file) => [url(file.name), served(file)]))),
  };
}
