import { describe, expect, test } from "bun:test";
import type { Message } from "../../../src/lib/contract/objects.ts";
import type { CustomEmoji } from "../../../src/lib/contract/reactions.ts";
import { type Person, unique } from "../../support/client.ts";
import { pictureOf } from "../../support/picture.ts";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { everywhere, people, status, type Suite, type System } from "../system.ts";

const list = async (person: Person) =>
  (await person.call<{ emoji: CustomEmoji[] }>("GET", "/api/emoji")).emoji;
const find = async (person: Person, name: string) => (await list(person)).find((each) => each.name === name);
const post = (person: Person, name: string, file: Uint8Array<ArrayBuffer>) =>
  fetch(`${person.url}/api/emoji?name=${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { authorization: `Bearer ${person.token}` },
    body: file,
  });
const picture = (person: Person, path: string) =>
  fetch(person.url + path, { headers: { authorization: `Bearer ${person.token}` } });

/** The four who came first are in no order: one of them owns the place. */
async function ownerOf({ founders }: System): Promise<Person> {
  const owner = founders.find(({ session }) => session.user.role === "owner");
  if (!owner) throw new Error("nobody owns the place");
  return owner;
}

async function make(person: Person, name = unique("e")): Promise<CustomEmoji> {
  const response = await post(person, name, pictureOf(32, 32));
  expect(response.status).toBe(201);
  return (await response.json()) as CustomEmoji;
}

export const emoji: Suite = (system) => {
  describe("a custom emoji", () => {
    test("is made of a picture by an admin, and known on every node", async () => {
      const owner = await ownerOf(system());
      const { alice } = await people(system(), "alice");
      await using listening = await alice.connect();
      const made = await make(owner);
      expect(made).toMatchObject({ aliasOf: null, createdBy: owner.id });
      const { version } = await listening.next("emoji_changed");
      for (const there of everywhere(alice, system())) {
        await waitFor(() => find(there, made.name), { timeout: 3000 });
        await using back = await there.connect();
        expect(back.of("authenticated")[0]?.emoji, "for whoever was away").toBe(version);
        const shown = await picture(there, made.url);
        expect(shown.headers.get("content-type")).toBe("image/png");
        expect(shown.headers.get("cache-control")).toContain("immutable");
        expect(await shown.bytes()).toEqual(pictureOf(32, 32));
        const sheet = await (await picture(there, "/emoji/custom.css")).text();
        expect(sheet).toContain(`[data-emoji="${made.name}"]{--emoji:url("${made.url}")`);
      }
      for (const path of [made.url, "/emoji/custom.css"])
        expect((await fetch(alice.url + path, { redirect: "manual" })).status).not.toBe(200);
    });

    test("answers a message under its own name, whatever alias it was called by", async () => {
      const owner = await ownerOf(system());
      const { alice } = await people(system(), "alice");
      const { name } = await make(owner);
      const other = unique("also");
      await owner.call("POST", `/api/emoji/${name}/aliases`, { name: other });
      expect(await find(owner, other)).toMatchObject({ aliasOf: name });
      const room = await alice.createRoom();
      const { id } = await alice.send(room.id, `look :${name}:`);
      const path = (each: string) => `/api/messages/${id}/reactions/${encodeURIComponent(`:${each}:`)}`;
      const reacted = await alice.call<Message>("PUT", path(other));
      expect(reacted.reactions).toEqual([{ emoji: `:${name}:`, count: 1, userIds: [alice.id] }]);
      expect(await alice.call<Message>("PUT", path(name))).toEqual(reacted);

      expect(await status(owner, "DELETE", `/api/emoji/${name}`)).toBe(204);
      await expectProblem(owner.request("DELETE", `/api/emoji/${name}`), 404, "not_found");
      for (const gone of [name, other])
        await waitFor(async () => (await find(alice, gone)) === undefined, { timeout: 3000 });
      await expectInvalid(alice.request("PUT", path(name)), "emoji");
      await expectProblem(owner.request("PUT", path(name)), 404, "not_found");
      // What stands there stays as text, and can be taken back.
      expect((await alice.history(room.id)).messages[0]).toEqual(reacted);
      expect(await alice.call<Message>("DELETE", path(name))).not.toHaveProperty("reactions");
    });

    test("is looked after by the owner and admins alone", async () => {
      const owner = await ownerOf(system());
      const { alice } = await people(system(), "alice");
      const { name } = await make(owner);
      await expectProblem(post(alice, unique("e"), pictureOf(8, 8)), 403, "forbidden");
      await expectProblem(
        alice.request("POST", `/api/emoji/${name}/aliases`, { name: unique("e") }),
        403,
        "forbidden",
      );
      await expectProblem(alice.request("DELETE", `/api/emoji/${name}`), 403, "forbidden");
      expect((await fetch(`${alice.url}/api/emoji`)).status).toBe(401);
    });

    test("has a name of its own", async () => {
      const owner = await ownerOf(system());
      const { name } = await make(owner);
      await expectProblem(post(owner, name, pictureOf(8, 8)), 409, "conflict");
      await expectProblem(post(owner, `:${name.toUpperCase()}:`, pictureOf(8, 8)), 409, "conflict");
      await expectProblem(owner.request("POST", `/api/emoji/${name}/aliases`, { name }), 409, "conflict");
      await expectProblem(
        owner.request("POST", `/api/emoji/${unique("none")}/aliases`, { name: unique("e") }),
        404,
        "not_found",
      );
      for (const bad of ["", "x", "a b", "a.b", "x".repeat(41), 'a"]'])
        await expectInvalid(post(owner, bad, pictureOf(8, 8)), "name");
    });

    test("made by several at once is made once", async () => {
      const owner = await ownerOf(system());
      const name = unique("e");
      const file = pictureOf(16, 16);
      const nodes = everywhere(owner, system());
      const statuses = await Promise.all(
        [0, 1, 2, 3].map(async (turn) => (await post(nodes[turn % nodes.length]!, name, file)).status),
      );
      expect(statuses.toSorted()).toEqual([201, 409, 409, 409]);
    });

    test("is a picture, of a bounded size", async () => {
      const owner = await ownerOf(system());
      const text = new TextEncoder().encode("<svg onload=alert(1)></svg>");
      await expectProblem(post(owner, unique("e"), text), 415, "unsupported_type");
      await expectProblem(post(owner, unique("e"), new Uint8Array(0)), 415, "unsupported_type");
      const cut = pictureOf(64, 64).slice(0, 60);
      await expectProblem(post(owner, unique("e"), cut), 415, "unsupported_type");
      for (const bytes of [256 * 1024 + 1, 400 * 1024])
        await expectProblem(post(owner, unique("e"), new Uint8Array(bytes)), 413, "too_large");
      const large = (await (await post(owner, unique("e"), pictureOf(300, 200))).json()) as CustomEmoji;
      const shown = await picture(owner, large.url);
      expect(shown.headers.get("content-type")).toBe("image/webp");
      expect(await new Bun.Image(await shown.bytes()).metadata()).toMatchObject({ width: 128, height: 85 });
    });
  });
};
