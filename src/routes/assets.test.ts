import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { createAssets } from "./assets.ts";

const assets = createAssets({ root: join(import.meta.dir, "../..") });
const get = (path: string, headers: Record<string, string> = {}) => assets.routes.request(path, { headers });

describe("static files", () => {
  test("are named by their content and may be kept for ever", async () => {
    const response = await get(assets.url("styles.css"));
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("content-type")).toBe("text/css; charset=utf-8");
    expect(assets.url("styles.css")).toMatch(/^\/static\/styles\.[\w-]{12}\.css$/);
  });

  test("are given to a page of another version too, which must not keep them", async () => {
    const response = await get("/static/styles.of-another_v.css");
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(await response.text()).toBe(await (await get(assets.url("styles.css"))).text());
    expect((await get("/static/absent.of-another_v.css")).status).toBe(404);
  });

  test("come compressed to those who take it, and are the same for the others", async () => {
    const plain = await get(assets.url("app.ts"));
    const gzipped = await get(assets.url("app.ts"), { "accept-encoding": "deflate, gzip" });
    expect(gzipped.headers.get("content-encoding")).toBe("gzip");
    expect(Bun.gunzipSync(await gzipped.arrayBuffer())).toEqual(new Uint8Array(await plain.arrayBuffer()));
  });

  test("come smaller by Brotli to those who take that", async () => {
    const url = assets.url("styles.css");
    const gzipped = await get(url, { "accept-encoding": "gzip" });
    const smaller = await get(url, { "accept-encoding": "gzip, br" });
    expect(smaller.headers.get("content-encoding")).toBe("br");
    const bytes = new Uint8Array(await smaller.arrayBuffer());
    expect(bytes.length).toBeLessThan((await gzipped.arrayBuffer()).byteLength);
    expect(brotliDecompressSync(bytes).toString()).toBe(await (await get(url)).text());
  });

  test("are browser code: types stripped, JSX compiled for Preact, nothing of the server's", async () => {
    const source = await (await get(assets.url("islands/outbox.tsx"))).text();
    expect(source).toMatch(/from ?"preact\/jsx-runtime"/);
    expect(source).not.toMatch(/import type|<li|: Outgoing/);
    for (const url of assets.modules.en.preloaded)
      expect(await (await get(url)).text()).not.toMatch(/from\s*"[^"]*src\/lib/);
  });

  test("find each other by the import map, which knows every module by the name it is imported by", async () => {
    const { imports } = JSON.parse(assets.modules.de.importMap) as { imports: Record<string, string> };
    for (const [name, url] of Object.entries(imports)) {
      const source = await (await get(url)).text();
      for (const [, specifier = ""] of source.matchAll(/(?:from|import)\s*"([^"]+)"/g)) {
        const resolved = specifier.startsWith(".")
          ? new URL(specifier, `http://host${name}`).pathname
          : specifier;
        expect([name, specifier, imports[resolved]]).toEqual([name, specifier, expect.any(String)]);
      }
    }
  });

  test("have a hash for the policy for the import map of each language", () => {
    const maps = Object.values(assets.modules).map(({ importMap }) => importMap);
    const digests = maps.map((map) => new Bun.CryptoHasher("sha256").update(map).digest("base64"));
    expect(assets.importMapHashes).toEqual(digests.map((digest) => `sha256-${digest}`));
  });

  test("are all there is: no tests, no settings, no way out of the folder", async () => {
    const known = new URL(assets.url("app.ts"), "http://host").pathname;
    const paths = [
      "/static/app.ts",
      "/static/tsconfig.json",
      "/static/../package.json",
      "/static/%2e%2e/package.json",
      `${known}/`,
      "/static/",
    ];
    for (const path of paths) expect([path, (await get(path)).status]).toEqual([path, 404]);
    expect(assets.modules.en.preloaded.filter((url) => url.includes("test"))).toEqual([]);
    expect(() => assets.url("live/backoff.test.ts")).toThrow("no static file");
  });
});
