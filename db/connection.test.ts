import { expect, test } from "bun:test";
import { Link } from "../test/support/link.ts";
import { Connection } from "./connection.ts";
import { DatabaseUnavailable } from "./errors.ts";

const DEADLINE = 400;
const SLOW_ANSWER = 300;
const AT_REST = 5;

/** A libSQL server that answers `SELECT 'slow'` late, and others never. */
function hangingServer() {
  const rows = { cols: [{ name: "a" }], rows: [[{ type: "text", value: "slow" }]] };
  const result = { ...rows, affected_row_count: 0, last_insert_rowid: null };
  const execute = { type: "ok", response: { type: "execute", result } };
  const body = {
    baton: null,
    base_url: null,
    results: [execute, { type: "ok", response: { type: "close" } }],
  };
  return Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    async fetch(request) {
      if (request.method === "GET") return new Response("");
      if (!(await request.text()).includes("slow")) await Bun.sleep(DEADLINE * 10);
      await Bun.sleep(SLOW_ANSWER);
      return Response.json(body);
    },
  });
}

test("a request that is not answered in time fails alone: one that was asked later still gets its answer", async () => {
  await using server = hangingServer();
  const connection = new Connection({ url: server.url.href, authToken: undefined, deadline: DEADLINE });
  const lost = connection.run([{ sql: "SELECT 'lost'", args: [] }], "read");
  const outcome = lost.catch((error: Error) => error);
  await Bun.sleep(DEADLINE - SLOW_ANSWER / 2);
  const later = connection.run([{ sql: "SELECT 'slow'", args: [] }], "read");
  expect(await outcome).toBeInstanceOf(DatabaseUnavailable);
  expect(await later).toEqual([[["slow"]]]);
  void server.stop(true);
  await connection.close();
});

test("a way to the server that died in silence costs the first request its deadline, and not one for each connection at rest", async () => {
  await using server = hangingServer();
  await using link = await new Link(server.port ?? 0).start();
  const connection = new Connection({ url: link.url, authToken: undefined, deadline: DEADLINE });
  const ask = () => connection.run([{ sql: "SELECT 'slow'", args: [] }], "read");
  await Promise.all(Array.from({ length: AT_REST }, ask));
  expect(link.open).toBe(AT_REST);
  link.freeze();
  link.mend();
  const outcomes: unknown[] = [];
  for (let request = 0; request < AT_REST; request += 1) outcomes.push(await ask().catch(() => "failed"));
  // The thread may give the first one up a moment after its caller did, who has asked again by then.
  expect(outcomes.filter((outcome) => outcome === "failed").length).toBeLessThanOrEqual(2);
  expect(outcomes.slice(2)).toEqual(Array.from({ length: AT_REST - 2 }, () => [[["slow"]]]));
  await connection.close();
});
