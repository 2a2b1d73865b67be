import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";

const transpiler = new Bun.Transpiler({ loader: "ts", target: "browser" });

/** A worker of one script, which every browser takes: the modules' own imports and exports go. */
function withoutModules(source: string): string {
  return source
    .replace(/^import\s[^;]*;\n/gm, "")
    .replace(/^export\s*\{[^}]*\};?\n/gm, "")
    .replace(/^export (?=(?:async )?function|const|let|class)/gm, "");
}

/** The modules of static/worker in the order of their names, the worker itself last, after what it imports. */
function script(root: string): string {
  const folder = join(root, "static/worker");
  const names = [...new Bun.Glob("*.ts").scanSync(folder)].filter((name) => !name.endsWith(".test.ts"));
  const own = "service-worker.ts";
  const inOrder = [...names.filter((name) => name !== own).toSorted(), own];
  const source = (name: string) => transpiler.transformSync(readFileSync(join(folder, name), "utf8"));
  return inOrder.map((name) => withoutModules(source(name))).join("\n");
}

/**
 * The service worker: one for all pages, hence at the root. It begins with the addresses of all files of this version,
 * so that another version is another worker, which the browser sees when it next asks.
 */
export function serviceWorker(root: string, urls: string[]): Hono {
  const body = `const shellUrls = ${JSON.stringify(urls)};\n${script(root)}`;
  return new Hono().get("/service-worker.js", (c) =>
    c.body(body, 200, { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" }),
  );
}
