import { Hono } from "hono";
import type { Assets as PageAssets, PageModules } from "../../views/assets.ts";
import { languages } from "../../words/index.ts";
import type { Language } from "../lib/contract/preferences.ts";
import { AssetBody } from "./asset-body.ts";
import { readAssetFiles, type AssetFile } from "./asset-files.ts";
import { iconSprite } from "./icon-sprite.ts";
import { serviceWorker } from "./service-worker.ts";

type Served = { body: AssetBody; contentType: string };

/** The static files of one process: their addresses for the pages, hashes for the policy, the routes that serve them. */
export type Assets = PageAssets & { importMapHashes: string[]; routes: Hono };

const immutable = "public, max-age=31536000, immutable";

function fingerprinted(file: AssetFile): string {
  const hash = new Bun.CryptoHasher("sha256").update(file.body).digest("base64url").slice(0, 12);
  const dot = file.name.lastIndexOf(".");
  return `/static/${file.name.slice(0, dot)}.${hash}${file.extension}`;
}

const served = ({ body, contentType }: AssetFile): Served => ({ body: new AssetBody(body), contentType });

/** Modules that a page fetches when it first needs them. */
const isLazy = ({ name }: AssetFile) => name.startsWith("lazy/");
/** What the service worker keeps: pictures for home screens are the system's to keep. */
const isOfApp = (url: string) => !url.endsWith(".png");
const isModule = ({ extension }: AssetFile) => extension === ".js";

/** Own modules are mapped by path, since `./x.ts` resolves to `/static/x.ts` first; others by what they are imported by. */
function importMapOf(files: AssetFile[], url: (name: string) => string): string {
  const imports = files.map((file) => [file.specifier ?? `/static/${file.name}`, url(file.name)]);
  return JSON.stringify({ imports: Object.fromEntries(imports) });
}

/** What a page in a language imports. */
function modulesFor(language: Language, files: AssetFile[], url: (name: string) => string): PageModules {
  const own = files.filter((file) => isModule(file) && (file.language ?? language) === language);
  const preloaded = own.filter((file) => !isLazy(file)).map((file) => url(file.name));
  return { importMap: importMapOf(own, url), preloaded };
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
  return new Hono().get("/static/*", async (c) => {
    const exact = files.get(c.req.path);
    const name = unfingerprinted(c.req.path);
    const file = exact ?? (name === undefined ? undefined : latest.get(name));
    if (!file) return c.notFound();
    const { bytes, encoding } = await file.body.for(c.req.header("accept-encoding"));
    const headers = {
      "content-type": file.contentType,
      "cache-control": exact ? immutable : "no-store",
      vary: "accept-encoding",
      ...(encoding && { "content-encoding": encoding }),
    };
    return c.body(bytes, 200, headers);
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
  const modules = Object.fromEntries(
    languages.map((language) => [language, modulesFor(language, files, url)]),
  ) as Record<Language, PageModules>;
  return {
    url,
    modules,
    icons: iconSprite(options.root),
    importMapHashes: Object.values(modules).map(({ importMap }) => `sha256-${hashOf(importMap)}`),
    routes: serve(new Map(files.map((file) => [url(file.name), served(file)]))).route(
      "/",
      serviceWorker(options.root, [...urls.values()].filter(isOfApp)),
    ),
  };
}

const hashOf = (text: string) => new Bun.CryptoHasher("sha256").update(text).digest("base64");
