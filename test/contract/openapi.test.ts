/** No route without its description, and no description without its route. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { readConfig } from "../../src/config.ts";
import type { Context } from "../../src/domain/context.ts";
import { createLogger } from "../../src/lib/logger.ts";
import { createApp } from "../../src/routes/app.ts";
import { createAssets } from "../../src/routes/assets.ts";
import { openApi, operations } from "../../src/routes/openapi.ts";

const root = join(import.meta.dir, "../..");
const unasked = () => Promise.reject(new Error("nobody asks"));

test("the API's description names every route that is registered, and no other", () => {
  const options = {
    config: readConfig({}),
    log: createLogger("error", {}, () => undefined),
    limited: true,
    health: unasked,
    metrics: unasked,
    onFault: () => undefined,
    observe: () => undefined,
  };
  // Putting the routes together asks nothing of the parts of a node.
  const app = createApp({} as Context, options, createAssets({ root }));
  const registered = app.routes
    .filter(
      ({ method, path }) => method !== "ALL" && path.startsWith("/api/") && path !== "/api/openapi.json",
    )
    .map(({ method, path }) => `${method.toLowerCase()} ${path}`);
  expect([...new Set(registered)].toSorted()).toEqual(Object.keys(operations).toSorted());
});

test("the description holds the limits of the contract", () => {
  const description = JSON.stringify(
    openApi("https://chat.example.org", "wisp-access").paths["/api/auth/register"],
  );
  expect(description).toContain('"minLength":8');
  expect(description).toContain('"maxLength":256');
});
