import { describe, expect, test } from "bun:test";
import type { Message } from "../../src/lib/contract/objects.ts";
import { renderMessages } from "./list.tsx";
import { renderMessage } from "./message.tsx";

const at = (sequence: number, createdAt: string): Message => ({
  id: `0199aaaa-0000-7000-8000-${String(sequence).padStart(12, "0")}`,
  roomId: "0199aaaa-0000-7000-8000-0000000000f0",
  roomKind: "open",
  sequence,
  revision: sequence,
  senderId: "0199aaaa-0000-7000-8000-00000000ada1",
  senderUsername: "ada",
  senderDisplayName: "Ada Lovelace",
  content: `number ${sequence}`,
  messageType: "text",
  clientMessageId: null,
  threadRootId: null,
  createdAt,
  editedAt: null,
  deletedAt: null,
});
const evening = at(1, "2026-11-19T23:58:00.000Z");
const night = at(2, "2026-11-20T00:01:00.000Z");
const after = at(3, "2026-11-20T00:02:00.000Z");
const outline = (html: string) =>
  [...html.matchAll(/data-day="([^"]+)"|(new-line)|class="(message(?: continues)?)"/g)].map(
    ([, day, line, message]) => day ?? line ?? message,
  );

describe("a list of messages", () => {
  test("draws a line where a day begins, and groups within a day", () => {
    const days = ["2026-11-19", "message", "2026-11-20", "message", "message continues"];
    expect(outline(renderMessages([evening, night, after]))).toEqual(days);
  });

  test("shows each message by the function that the broadcast uses", () => {
    expect(renderMessages([evening])).toEndWith(renderMessage(evening));
  });

  test("draws the new line above the first unread one only, which then begins a group", () => {
    const list = renderMessages([night, after], { lastRead: 2 });
    expect(outline(list)).toEqual(["2026-11-20", "message", "new-line", "message"]);
    expect(renderMessages([night, after], { lastRead: 3 })).not.toContain("new-line");
  });

  test("draws no new line where the first unread one is further up", () => {
    expect(renderMessages([after], { lastRead: 1 })).not.toContain("new-line");
    expect(renderMessages([after], { lastRead: 2 })).toContain("new-line");
  });
});
