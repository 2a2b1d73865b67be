import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { Database } from "../../db/database.ts";
import { startApp, type TestApp } from "../../test/support/app.ts";
import { ApiClient, Person } from "../../test/support/client.ts";
import { startNode } from "../../test/support/node.ts";
import { Resend } from "../../test/support/resend.ts";
import { MailServer, textOf } from "../../test/support/smtp.ts";
import { waitFor } from "../../test/support/wait.ts";
import type { Mail } from "../lib/contract/entrance.ts";

const settings = { MAIL_FROM: "Lantern <wisp@lantern.test>", BASE_URL: "https://lantern.test" };

type Row = {
  recipient: string;
  attempts: number;
  due: number | null;
  sent: number | null;
  failure: string | null;
  plain: string | null;
};

async function rowsOf({ context: { database } }: TestApp): Promise<Row[]> {
  const sql =
    "SELECT recipient, attempts, due_at, sent_at, failure, plain FROM mails ORDER BY created_at, id";
  const [rows = []] = await database.ask([{ sql, args: [] }]);
  return rows.map(([recipient, attempts, due, sent, failure, plain]) => ({
    ...{ recipient, attempts, due, sent, failure, plain },
  })) as Row[];
}

const MAKE_DUE = `
  UPDATE mails SET due_at = 1, failure = CASE failure WHEN 'handed' THEN failure END WHERE due_at IS NOT NULL`;

/** Lets the time pass until the next try. */
async function makeDue({ context }: TestApp): Promise<void> {
  await context.database.writer.write([{ sql: MAKE_DUE, args: [] }]);
  context.mail.ordered();
}

const only = async (app: TestApp): Promise<Row> => (await rowsOf(app))[0]!;

describe("by SMTP a mail", () => {
  let server: MailServer;
  let app: TestApp;
  beforeEach(async () => {
    server = new MailServer();
    app = await startApp({ ...settings, SMTP_URL: server.url });
  });
  afterEach(async () => {
    await app?.[Symbol.asyncDispose]();
    server[Symbol.dispose]();
  });

  test("goes out once, in words and as a page, and what it said is forgotten", async () => {
    const ada = await Person.register(app.url, "ada");
    await waitFor(async () => (await only(app)).sent !== null);
    expect(server.received).toHaveLength(1);
    const [mail] = server.received;
    expect([mail?.from, mail?.to]).toEqual(["wisp@lantern.test", ["ada@example.org"]]);
    const text = textOf(mail!);
    expect(text).toContain("Subject: Welcome to Wisp");
    expect(text).toMatch(/Message-ID: <[\w-]{36}@lantern\.test>/);
    expect(text).toContain("Content-Language: en");
    expect(text).toContain("Content-Type: text/plain");
    expect(text).toContain("Content-Type: text/html");
    const [, link] = text.match(/https:\/\/lantern\.test\/verify\/([\w-]{43})/) ?? [];
    expect(await only(app)).toMatchObject({ due: null, failure: null, plain: null, attempts: 1 });
    await ada.call("POST", "/api/auth/verify", { token: link });
    expect(await ada.call("GET", "/api/users/me")).toMatchObject({ emailVerified: true });
    const { mails } = await ada.call<{ mails: Mail[] }>("GET", "/api/mails");
    expect(mails).toMatchObject([{ kind: "welcome", recipient: "ada@example.org", state: "sent" }]);
    expect(JSON.stringify(mails)).not.toContain(link!);
  });

  test("that the server does not take now is tried again, and that it never takes is not", async () => {
    server.fault = { at: "data", code: 451 };
    await Person.register(app.url, "ada");
    await waitFor(async () => (await only(app)).failure === "smtp 451");
    expect((await only(app)).due).toBeGreaterThan(Date.now() + 20_000);
    server.fault = { at: "rcpt", code: 450 };
    await makeDue(app);
    await waitFor(async () => (await only(app)).failure === "smtp 450");
    server.fault = { at: "data", code: 550 };
    await makeDue(app);
    await waitFor(async () => (await only(app)).due === null);
    expect(await only(app)).toMatchObject({ failure: "smtp 550", plain: null, sent: null, attempts: 3 });
    expect(server.received).toEqual([]);
  });

  test("that cannot be put into words is tried again, and holds up no other", async () => {
    const [ada] = [await Person.register(app.url, "ada"), await Person.register(app.url, "bob")];
    await waitFor(() => server.received.length === 2);
    const { writer } = app.context.database;
    await writer.write([{ sql: "UPDATE users SET preferences = 'broken' WHERE id = ?", args: [ada.id] }]);
    server.fault = { at: "data", code: 451 };
    for (const email of ["ada@example.org", "bob@example.org"])
      await new ApiClient(app.url).request("POST", "/api/auth/reset", { email });
    const waiting = async () => (await rowsOf(app)).filter(({ due }) => due !== null);
    const soon = ({ attempts, due }: Row) => attempts > 0 && due! < Date.now() + 60_000;
    await waitFor(async () => (await waiting()).filter(soon).length === 2);
    server.fault = undefined;
    await makeDue(app);
    await waitFor(() => server.received.length === 3);
    expect(server.received[2]?.to).toEqual(["bob@example.org"]);
    await waitFor(async () => (await waiting())[0]?.failure === "unwritten");
  });

  test("is the same mail at each try", async () => {
    server.fault = { at: "rcpt", code: 421 };
    await Person.register(app.url, "ada");
    await new ApiClient(app.url).call("POST", "/api/auth/reset", { email: "ada@example.org" });
    await waitFor(async () =>
      (await rowsOf(app)).every(({ attempts, failure }) => attempts === 1 && failure),
    );
    const [, before] = await rowsOf(app);
    await makeDue(app);
    await waitFor(async () =>
      (await rowsOf(app)).every(({ attempts, failure }) => attempts === 2 && failure),
    );
    expect((await rowsOf(app))[1]?.plain).toBe(before!.plain);
  });

  test("that was taken by a server that is gone before it says so is not sent again", async () => {
    server.fault = "drop";
    await Person.register(app.url, "ada");
    await waitFor(async () => (await only(app)).due === null);
    expect(await only(app)).toMatchObject({ failure: "unanswered", sent: null, plain: null });
    server.fault = undefined;
    await makeDue(app);
    await Person.register(app.url, "bea");
    await waitFor(() => server.received.length > 1);
    expect(server.received.map(({ to }) => to[0])).toEqual(["ada@example.org", "bea@example.org"]);
  });

  test("is tried six times, and then given up", async () => {
    server.fault = { at: "rcpt", code: 450 };
    await Person.register(app.url, "ada");
    for (let attempt = 1; attempt <= 6; attempt++) {
      await waitFor(
        async () => (await only(app)).attempts === attempt && (await only(app)).failure === "smtp 450",
      );
      if (attempt < 6) await makeDue(app);
    }
    await waitFor(async () => (await only(app)).due === null);
    expect((await only(app)).plain).toBeNull();
  });

  test("has no line of its own made of somebody's name", async () => {
    const client = new ApiClient(app.url);
    const account = { email: "eve@example.org", username: "eve", password: "long enough" };
    await client.call("POST", "/api/auth/register", {
      ...account,
      displayName: "Eve\r\nBcc: all@example.org <b>",
    });
    await waitFor(() => server.received.length === 1);
    const text = textOf(server.received[0]!);
    expect(text).not.toMatch(/^Bcc:/m);
    expect(text).toContain("&lt;b&gt;");
  });

  test("that a node took and did not live to hand over is another one's in time; one that it handed over is nobody's", async () => {
    server.fault = { at: "rcpt", code: 450 };
    await Person.register(app.url, "ada");
    await Person.register(app.url, "bea");
    await waitFor(async () => (await rowsOf(app)).every(({ failure }) => failure === "smtp 450"));
    server.fault = undefined;
    await app.context.database.writer.write([
      { sql: "UPDATE mails SET failure = 'handed' WHERE recipient LIKE 'bea%'", args: [] },
    ]);
    await makeDue(app);
    await waitFor(async () => (await rowsOf(app)).every(({ due }) => due === null));
    expect(server.received.map(({ to }) => to[0])).toEqual(["ada@example.org"]);
    expect((await rowsOf(app)).map(({ failure }) => failure)).toEqual([null, "unanswered"]);
  });
});

describe("by Resend a mail", () => {
  let resend: Resend;
  let app: TestApp;
  beforeEach(async () => {
    resend = new Resend();
    app = await startApp({ ...settings, RESEND_API_KEY: "re_test", RESEND_URL: resend.url });
  });
  afterEach(async () => {
    await app?.[Symbol.asyncDispose]();
    resend[Symbol.dispose]();
  });

  test("goes out with its row's id as its key", async () => {
    await Person.register(app.url, "ada");
    await waitFor(async () => (await only(app)).sent !== null);
    const [[key, mail] = []] = [...resend.sent];
    expect(key).toMatch(/^[\w-]{36}$/);
    expect(mail).toMatchObject({
      from: settings.MAIL_FROM,
      to: ["ada@example.org"],
      subject: "Welcome to Wisp",
    });
    expect(mail?.text).toContain("https://lantern.test/verify/");
    expect(mail?.html).toStartWith("<!doctype html>");
  });

  test("of which the answer was lost is asked for again, and sent once", async () => {
    resend.fault = { status: 502, after: true };
    await Person.register(app.url, "ada");
    await waitFor(async () => (await only(app)).failure === "http 502");
    resend.fault = undefined;
    await makeDue(app);
    await waitFor(async () => (await only(app)).sent !== null);
    expect([resend.asked, resend.sent.size]).toEqual([2, 1]);
  });

  test("waits as long as Resend says, and is given up where it is refused", async () => {
    resend.fault = { status: 429, headers: { "retry-after": "900" } };
    await Person.register(app.url, "ada");
    await waitFor(async () => (await only(app)).failure === "http 429");
    expect((await only(app)).due).toBeGreaterThan(Date.now() + 800_000);
    resend.fault = { status: 422 };
    await makeDue(app);
    await waitFor(async () => (await only(app)).due === null);
    expect(await only(app)).toMatchObject({ failure: "http 422", plain: null });
  });
});

test("a node that dies in the middle of a mail leaves it to the next, which sends it once", async () => {
  using server = new MailServer();
  server.fault = "hang";
  await using node = await startNode({ ...settings, SMTP_URL: server.url, RATE_LIMITS: "off" });
  await Person.register(node.url, "ada");
  await waitFor(() => server.asked === 1);
  await node.kill();
  server.fault = undefined;
  const database = new Database({
    url: `file:${node.directory}/data/wisp.db`,
  });
  await database.writer.write([{ sql: "UPDATE mails SET due_at = 1", args: [] }]);
  await database.close();
  await node.restart();
  await waitFor(() => server.received.length === 1, { timeout: 20_000 });
  expect(node.log).not.toContain("ada@example.org");
});
