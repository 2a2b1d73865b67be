import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { startApp, type TestApp } from "../../../test/support/app.ts";
import { account, location, Reader } from "../../../test/support/reader.ts";

let app: TestApp;
let owner: Reader;
beforeAll(async () => {
  app = await startApp();
  owner = await new Reader(app.url).signUp("keeper", "Ida Keeper");
});
afterAll(() => app?.[Symbol.asyncDispose]());

async function link(fields: Record<string, string> = {}): Promise<string> {
  const html = await (await owner.post("/invitations", fields)).text();
  const [, path = ""] = html.match(/value="http[^"]+(\/join\/[\w-]{43})"/) ?? [];
  return path;
}

const closedRoom = async (name: string) =>
  location(await owner.post("/rooms", { name, kind: "closed" }))
    .split("/")
    .at(-1) ?? "";

describe("an invitation", () => {
  test("says who invites to what, and leads into its room", async () => {
    const roomId = await closedRoom("Back room");
    const path = await link({ roomId, expiresInDays: "30" });
    const one = new Reader(app.url);
    const html = await one.read(path);
    expect(html).toContain("Ida Keeper invites you to Back room.");
    expect(location(await one.post(path, account("invited")))).toBe(`/rooms/${roomId}`);
    expect((await one.get(`/rooms/${roomId}`)).status).toBe(200);
    expect(await owner.read("/invitations")).toContain("1 person came by it");
  });

  test("for so many is used up by so many, however many come at once", async () => {
    const path = await link({ maxUses: "1" });
    const readers = [1, 2, 3].map(() => new Reader(app.url));
    const answers = await Promise.all(readers.map((each, at) => each.post(path, account(`crowd${at}`))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 410, 410]);
    const late = await new Reader(app.url).get(path);
    expect([late.status, (await late.text()).includes("Ask Ida Keeper for a new one.")]).toEqual([410, true]);
  });

  test("is not used up by a form that was wrong", async () => {
    const path = await link({ maxUses: "1" });
    const one = new Reader(app.url);
    const wrong = await one.post(path, { ...account("careful"), password: "short" });
    expect([wrong.status, (await wrong.text()).includes("8 to 256 characters.")]).toEqual([400, true]);
    expect((await one.post(path, account("keeper"))).status).toBe(409);
    expect((await one.post(path, account("careful"))).status).toBe(303);
  });

  test("that was taken back answers as one that never was", async () => {
    const path = await link();
    const [, id = ""] = (await owner.read("/invitations")).match(/\/invitations\/([\w-]+)\/revoke/) ?? [];
    expect((await owner.post(`/invitations/${id}/revoke`)).status).toBe(303);
    const revoked = await new Reader(app.url).get(path);
    const unknown = await new Reader(app.url).get(`/join/${"x".repeat(43)}`);
    expect([revoked.status, unknown.status]).toEqual([404, 404]);
    const plain = async (answer: Response, at: string) => (await answer.text()).replaceAll(at, "");
    expect(await plain(revoked, path)).toBe(await plain(unknown, `/join/${"x".repeat(43)}`));
    expect((await new Reader(app.url).post(path, account("refused"))).status).toBe(404);
    expect((await new Reader(app.url).get("/join/short")).status).toBe(404);
  });

  test("that has run out says so", async () => {
    const path = await link({ expiresInDays: "1" });
    await app.context.database.writer.write([{ sql: "UPDATE invitations SET expires_at = 1", args: [] }]);
    const late = await new Reader(app.url).get(path);
    expect([late.status, (await late.text()).includes("has run out")]).toEqual([410, true]);
  });

  test("brings those who have an account into its room, once", async () => {
    const roomId = await closedRoom("Quiet corner");
    const path = await link({ roomId, maxUses: "5" });
    const member = await new Reader(app.url).signUp("resident");
    expect(await member.read(path)).toContain("Join Quiet corner");
    for (const _ of [1, 2]) expect(location(await member.post(path))).toBe(`/rooms/${roomId}`);
    expect(await member.read(path)).toContain("You are in already");
    expect(await owner.read("/invitations")).toContain("1 of 5 came by it");
  });

  test("is for the owner and admins to make", async () => {
    const member = await new Reader(app.url).signUp("plain_member");
    for (const answer of [await member.get("/invitations"), await member.post("/invitations")])
      expect(answer.status).toBe(403);
  });
});
