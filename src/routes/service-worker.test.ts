import { expect, test } from "bun:test";
import { join } from "node:path";
import { serviceWorker } from "./service-worker.ts";

const answer = (urls: string[]) =>
  serviceWorker(join(import.meta.dir, "../.."), urls).request("/service-worker.js");

test("the worker is one script without modules, that names the files of its version and is asked for anew", async () => {
  const response = await answer(["/static/app.0123456789ab.js"]);
  const source = await response.text();
  expect(response.headers.get("cache-control")).toBe("no-cache");
  expect(source).toStartWith(`const shellUrls = ["/static/app.0123456789ab.js"];`);
  expect(source).not.toMatch(/^\s*(import|export)\s/m);
  expect(() => new Bun.Transpiler({ loader: "js" }).transformSync(source)).not.toThrow();
});

test("another version is another worker", async () => {
  const [one, other] = await Promise.all(
    ["/static/a.js", "/static/b.js"].map(async (url) => (await answer([url])).text()),
  );
  expect(one).not.toBe(other);
});
