import { expect, test } from "bun:test";
import type { Message } from "../../src/lib/contract/objects.ts";
import { anyone, drawFor } from "../words.ts";
import { drawMessage, look, restOf } from "./message.tsx";
import { recall, rememberedRest } from "./remembered.ts";

const message: Message = {
  id: Bun.randomUUIDv7(),
  roomId: Bun.randomUUIDv7(),
  roomKind: "open",
  sequence: 1,
  revision: 1,
  senderId: Bun.randomUUIDv7(),
  senderUsername: "maya",
  senderDisplayName: "Maya",
  senderAvatarUrl: null,
  content: "first",
  messageType: "text",
  clientMessageId: null,
  threadRootId: null,
  createdAt: "2026-11-20T12:00:00.000Z",
  editedAt: null,
  deletedAt: null,
};

const english = drawFor(anyone, look);
const german = drawFor({ ...anyone, language: "de", timeZone: "Europe/Berlin" }, look);
const rest = (state: Message) => restOf(state, drawMessage(state), english);

test("a message is drawn anew when it or its sender's name or picture has changed, also back", () => {
  const edited = { ...message, revision: 2, content: "second", editedAt: "2026-11-20T12:01:00.000Z" };
  const deleted = { ...edited, revision: 3, content: "", deletedAt: "2026-11-20T12:02:00.000Z" };
  const renamed = { ...deleted, senderDisplayName: "Maya Fischer" };
  const pictured = { ...renamed, senderAvatarUrl: "/avatars/maya/1.webp" };
  for (const state of [message, message, edited, deleted, renamed, pictured, renamed, deleted, message])
    expect(rememberedRest(state, english)).toBe(rest(state));
});

test("a message is recalled in the state and under the name and picture it was drawn in, and only so", () => {
  const other = { ...message, id: Bun.randomUUIDv7() };
  expect(recall(other)).toBeUndefined();
  rememberedRest(other, english);
  expect(recall({ ...other })).toEqual(other);
  expect(recall({ ...other, revision: other.revision + 1 })).toBeUndefined();
  expect(recall({ ...other, senderDisplayName: "Maya Fischer" })).toBeUndefined();
  expect(recall({ ...other, senderAvatarUrl: "/avatars/maya/1.webp" })).toBeUndefined();
});

const hostile = `\u2014 <b title="\u{1f642}\ud800">&#8212; \u0000\u00e9\u2028 https://example.org/\u2014?a="&b'`;

test.each([hostile, "\u2014".repeat(9), "\u65e5".repeat(300)])(
  "a message means the same in whichever letters: %j",
  (content) => {
    const sent = { ...message, id: Bun.randomUUIDv7(), content, senderDisplayName: "\u2665 <i>" };
    const meant = rememberedRest(sent, english).replaceAll(/&#(\d{3,});/g, (_, code) =>
      String.fromCodePoint(Number(code)),
    );
    expect(meant).toBe(rest(sent));
  },
);

test("a message is remembered for readers of several languages and clocks", () => {
  const edited = { ...message, id: Bun.randomUUIDv7(), editedAt: message.createdAt };
  for (const words of [english, german, german, english])
    expect(rememberedRest(edited, words)).toBe(restOf(edited, drawMessage(edited), words));
  expect(rememberedRest(edited, german)).toContain(">13:00</time>");
  expect(rememberedRest(edited, german)).toContain(">bearbeitet</small>");
});
