import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";

const transpiler = new Bun.Transpiler({ loader: "ts", target: "browser" });

/**
 * A module as a part of one script, which every browser takes for a worker: a scope of its own, that gives what the module
 * exports and takes what it imports from the parts above.
 */
function part(name: string, source: string): string {
  const exported = [...source.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)].map(
    ([, each]) => each,
  );
  const body = source
    .replace(/^import (\{[^}]*\}) from "\.\/([\w-]+)\.ts";$/gm, 'const $1 = parts["$2"];')
    .replace(/^export (?=(?:async )?function|const|class)/gm, "");
  return `parts["${name.replace(/\.ts$/, "")}"] = (() => {\n${body}\nreturn { ${exported.join(", ")} };\n})();`;
}

/** The modules of static/worker in the order of their names, the worker itself last, after what it imports. */
function script(root: string): string {
  const folder = join(root, "static/worker");
  const names = [...new Bun.Glob("*.ts").scanSync(folder)].filter((name) => !name.endsWith(".test.ts"));
  const own = "service-worker.ts";
  const inOrder = [...names.filter((name) => name !== own).toSorted(), own];
  const source = (name: string) => transpiler.transformSync(readFileSync(join(folder, name), "utf8"));
  return ["const parts = {};", ...inOrder.map((name) => part(name, source(name)))].join("\n");
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
