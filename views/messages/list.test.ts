import { describe, expect, setSystemTime, test } from "bun:test";
import type { Message } from "../../src/lib/contract/objects.ts";
import { renderMessages } from "./list.tsx";
import { anyone, drawFor, type Reader } from "../words.ts";
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
  senderAvatarUrl: null,
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

const drawnFor = (reader: Partial<Reader>, messages: Message[]) =>
  drawFor({ ...anyone, ...reader }, () => renderMessages(messages));

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

  test("goes on under the same person's last one for five minutes", () => {
    const begin = at(1, "2026-11-20T12:00:00.000Z");
    const beginnings = (next: Message) => outline(renderMessages([begin, next])).slice(1);
    expect(beginnings(at(2, "2026-11-20T12:04:59.000Z"))).toEqual(["message", "message continues"]);
    expect(beginnings(at(2, "2026-11-20T12:05:00.000Z"))).toEqual(["message", "message"]);
    const other = { ...at(2, "2026-11-20T12:00:01.000Z"), senderId: "0199aaaa-0000-7000-8000-000000000001" };
    expect(beginnings(other)).toEqual(["message", "message"]);
  });

  test("has the days and times of whoever it is drawn for", () => {
    const html = drawnFor({ timeZone: "America/New_York", hourCycle: "h12" }, [evening, night, after]);
    expect(outline(html)).toEqual(["2026-11-19", "message", "message continues", "message continues"]);
    expect(html).toContain(">6:58 PM</time>");
    expect(drawnFor({ timeZone: "Asia/Tokyo" }, [night])).toContain(">09:01</time>");
  });

  test("speaks the language of whoever it is drawn for, also once it is remembered", () => {
    setSystemTime(new Date("2026-11-20T18:00:00.000Z"));
    const edited = { ...night, revision: 4, editedAt: night.createdAt };
    const deleted = { ...after, revision: 5, content: "", deletedAt: after.createdAt };
    for (const [language, words] of [
      ["en", ["Yesterday", "Today", "edited", "Message deleted"]],
      ["de", ["Gestern", "Heute", "bearbeitet", "Nachricht gelöscht"]],
    ] as const) {
      const html = drawnFor({ language }, [evening, edited, deleted]);
      for (const word of words) expect(html).toContain(`>${word}</`);
    }
    setSystemTime();
  });
});
