/** What stands in several places says the same in each. */
import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { environmentKeys, readConfig } from "../src/config.ts";
import { createMetrics } from "../src/lib/metrics.ts";

const root = join(import.meta.dir, "..");
const read = (path: string) => Bun.file(join(root, path)).text();
const manifest = JSON.parse(await read("package.json")) as {
  packageManager: string;
  engines: { bun: string };
};
const bunVersion = manifest.packageManager.replace("bun@", "");

/** The names in `.env.example`, also of those that are commented out. */
const settings = [...(await read(".env.example")).matchAll(/^(?:# )?([A-Z][A-Z_]+)=(.*)$/gm)].map(
  ([, name = "", value = ""]) => ({ name, value }),
);

test(".env.example holds every setting once, and no other", () => {
  expect(settings.map(({ name }) => name).toSorted()).toEqual(environmentKeys.toSorted());
});

test("docs/operations.md describes every setting", async () => {
  const documented = [...(await read("docs/operations.md")).matchAll(/^\| `([A-Z_]+)`/gm)].map(
    ([, name]) => name,
  );
  expect(documented.toSorted()).toEqual(environmentKeys.toSorted());
});

test("docs/operations.md describes every metric", async () => {
  const metrics = createMetrics({});
  const zero = () => 0;
  metrics.watch({
    connections: zero,
    newcomers: zero,
    trackedRooms: zero,
    databaseUp: zero,
    databasePending: zero,
    brokerUp: zero,
  });
  const documented = [...(await read("docs/operations.md")).matchAll(/^\| `(wisp_[a-z_]+)`/gm)].map(
    ([, name]) => name,
  );
  expect(documented.toSorted()).toEqual(
    metrics.registry
      .getMetricsAsArray()
      .map(({ name }) => name)
      .toSorted(),
  );
});

test(".env.example is a valid configuration, equal to the defaults", async () => {
  const active = [...(await read(".env.example")).matchAll(/^([A-Z_]+)=(.*)$/gm)];
  const environment = Object.fromEntries(active.map(([, name = "", value = ""]) => [name, value]));
  expect(readConfig(environment)).toEqual(readConfig({}));
});

test("the image runs the Bun that package.json pins", async () => {
  expect(await read("Dockerfile")).toContain(`ARG BUN_VERSION=${bunVersion}\n`);
  expect(manifest.engines.bun).toBe(bunVersion);
});

test("deployment files parse, and their settings are settings", async () => {
  const compose = Bun.YAML.parse(await read("compose.yaml")) as {
    services: Record<string, { environment?: Record<string, string> }>;
  };
  const fly = Bun.TOML.parse(await read("fly.toml")) as {
    kill_signal: string;
    kill_timeout: string;
    env: Record<string, string>;
    http_service: { auto_stop_machines: string };
  };
  Bun.YAML.parse(await read(".github/workflows/check.yml"));

  const used = [
    ...Object.keys(compose.services["one"]?.environment ?? {}),
    ...Object.keys(compose.services["two"]?.environment ?? {}),
    ...Object.keys(fly.env),
  ];
  expect(used.filter((name) => !environmentKeys.includes(name))).toEqual([]);
  expect([fly.kill_signal, fly.kill_timeout, fly.http_service.auto_stop_machines]).toEqual([
    "SIGTERM",
    "60s",
    "off",
  ]);
});

test("every link between the documents leads somewhere", async () => {
  const documents = ["README.md", ...(await Array.fromAsync(new Bun.Glob("docs/*.md").scan(root)))];
  const broken: string[] = [];
  for (const document of documents) {
    // What stands in code is no link.
    const text = (await read(document)).replaceAll(/`[^`]*`/g, "");
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)|(?:src|srcset)="([^"]+)"/g)];
    for (const [, link = "", image = link] of links) {
      const target = join(root, dirname(document), image);
      if (!existsSync(target)) broken.push(`${document}: ${image}`);
    }
  }
  expect(broken).toEqual([]);
});
