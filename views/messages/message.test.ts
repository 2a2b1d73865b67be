import { describe, expect, test } from "bun:test";
import type { Message } from "../../src/lib/contract/objects.ts";
import { Avatar } from "../people/avatar.tsx";
import { renderMessage } from "./message.tsx";

const ada = "0199aaaa-0000-7000-8000-00000000ada1";
const message: Message = {
  id: "0199aaaa-0000-7000-8000-000000000001",
  roomId: "0199aaaa-0000-7000-8000-0000000000f0",
  roomKind: "open",
  sequence: 7,
  revision: 9,
  senderId: ada,
  senderUsername: "ada",
  senderDisplayName: "Ada Lovelace",
  senderAvatarUrl: null,
  content: "hello",
  messageType: "text",
  clientMessageId: "c-1",
  threadRootId: null,
  createdAt: "2026-11-20T12:00:00.000Z",
  editedAt: null,
  deletedAt: null,
};
const render = (change: Partial<Message>) => renderMessage({ ...message, ...change });

describe("a message", () => {
  test("says in data attributes where it stands and whose it is", () => {
    const html = render({});
    expect(html).toStartWith(
      `<article id="message-${message.id}" class="message" data-sequence="7" data-revision="9" data-sender-id="${ada}"`,
    );
    expect(html).toContain(`data-created-at="2026-11-20T12:00:00.000Z"`);
    expect(html).toContain(`data-client-message-id="c-1"`);
    expect(html).toContain(`<time datetime="2026-11-20T12:00:00.000Z">12:00</time>`);
  });

  test("stays below a kilobyte beside its content", () => {
    const senderAvatarUrl = `/avatars/${ada}/0123456789abcdef.webp`;
    const html = render({
      clientMessageId: crypto.randomUUID(),
      editedAt: message.createdAt,
      senderAvatarUrl,
    });
    expect(Buffer.byteLength(html)).toBeLessThan(1024);
  });

  test("renders markup, attributes and script addresses inert, wherever they come from", () => {
    const hostile = `<img src=x onerror=alert(1)> "><b hx-get='/x'> javascript:alert(1) http://a"onmouseover="x`;
    const html = render({ content: hostile, senderDisplayName: hostile, clientMessageId: `"><script>` });
    expect(html).not.toMatch(/<(img|b|script)\b/);
    expect(html).not.toMatch(/<[^>]*\s(hx-|on\w+=)/);
    expect(html).not.toContain(`href="javascript:`);
  });

  test("links bare addresses and leaves the sentence around them alone", () => {
    const html = render({
      content: "see https://example.org/a_(b)?x=1&y=2, (http://x.test/). ftp://no.test",
    });
    expect(html).toContain(
      `<a href="https://example.org/a_(b)?x=1&amp;y=2" rel="noopener nofollow ugc" target="_blank">`,
    );
    expect(html).toContain(`>http://x.test/</a>).`);
    expect(html).not.toContain(`href="ftp`);
  });

  test("has its sender's picture over the letters, where there is one", () => {
    const html = render({ senderAvatarUrl: "/avatars/a/b.webp" });
    const picture = `<img src="/avatars/a/b.webp" alt="" loading="lazy" width="40" height="40"/>`;
    expect(html).toContain(`aria-hidden="true">AL${picture}</span>`);
    const avatar = Avatar({ userId: ada, name: "Ada Lovelace", avatarUrl: "/avatars/a/b.webp" });
    expect(avatar.text).toContain(`aria-hidden="true">AL${picture}</span>`);
    expect(render({})).not.toContain("<img");
  });

  test("keeps line breaks", () => {
    expect(render({ content: "one\ntwo" })).toContain("one\ntwo");
  });

  test("shows that it was edited", () => {
    expect(render({ editedAt: "2026-11-20T12:05:00.000Z" })).toContain(`>edited</small>`);
  });

  test("says below it how it was answered, the same to everyone, in buttons that a form without a script has", () => {
    const html = render({ reactions: [{ emoji: "👍", count: 60, userIds: [ada, "b"] }] });
    expect(html).toEndWith(
      `</div><div class="reactions"><button type="submit" class="reaction" form="reacting" formaction="/messages/${message.id}/reactions" name="emoji" value="👍" data-users="${ada} b">👍 <span class="reaction-count">60</span></button></div></article>`,
    );
    const custom = render({
      editedAt: message.createdAt,
      reactions: [{ emoji: ":tea:", count: 1, userIds: [] }],
    });
    expect(custom).toContain(`<span class="emoji-name" translate="no" data-emoji="tea">:tea:</span>`);
    const hostile = render({ reactions: [{ emoji: `"><script>`, count: 1, userIds: [] }] });
    expect(hostile).not.toContain("<script");
    expect(render({})).not.toContain("reaction");
  });

  test("shows nothing of a deleted content and cannot be edited", () => {
    const html = render({ content: "", deletedAt: "2026-11-20T12:05:00.000Z" });
    expect(html).toContain("Message deleted");
    expect(html).toContain(" data-deleted");
    expect(html).not.toContain("/edit");
  });
});
