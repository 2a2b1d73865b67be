/** The contract of one process that is alone: an embedded database, no Redis. */
import { afterAll, beforeAll, setDefaultTimeout } from "bun:test";
import { startApp, type TestApp } from "../support/app.ts";
import { everything } from "./suites/index.ts";
import { found, type System } from "./system.ts";

const SECRET = "one node's secret, which tests may know";

let app: TestApp;
let system: System;

setDefaultTimeout(30_000);

beforeAll(async () => {
  app = await startApp({ JWT_SECRET: SECRET });
  system = await found([app.url], SECRET);
});
afterAll(() => app[Symbol.asyncDispose]());

everything(() => system);
