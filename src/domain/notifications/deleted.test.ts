import { Database } from "bun:sqlite";
import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { startApp, type TestApp } from "../../../test/support/app.ts";
import { forgetMentions, returnMentions, withdrawMentions } from "./deleted.ts";
import { mentionsAfter } from "./edited.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

test("whoever edits or deletes a message does not have all mentions gone through for it", async () => {
  const { context } = app;
  const place = { id: "m", roomId: "r", sequence: 1, senderId: "u" };
  const statements = [
    withdrawMentions(context, place),
    returnMentions(context, place),
    forgetMentions(context, place, sql`true`),
    ...mentionsAfter(context, place, "nobody"),
  ].map((statement) => statement.getQuery());
  using file = new Database(join(app.directory, "wisp.db"), { readonly: true });
  for (const { sql: text, params } of statements) {
    const plan = file.query<{ detail: string }, string[]>(`EXPLAIN QUERY PLAN ${text}`);
    const steps = plan.all(...(params as string[])).map(({ detail }) => detail);
    expect(steps.length).toBeGreaterThan(0);
    expect(steps).not.toContain("SCAN mentions");
  }
});
