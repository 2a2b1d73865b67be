import { expect, test } from "bun:test";
import type { Message } from "../../src/lib/contract/objects.ts";
import { drawPoll } from "./poll.ts";

const poll = (more: object = {}) =>
  ({
    id: "a",
    poll: {
      question: "?",
      options: [
        { text: `<img src=x onerror="alert(1)"> & "co"`, votes: 3, userIds: ["somebody"] },
        { text: "b", votes: 1 },
      ],
      multiple: false,
      anonymous: false,
      closedAt: null,
      ...more,
    },
  }) as unknown as Message;

test("a poll is text, counts and links, and names nobody", () => {
  const html = drawPoll(poll());
  expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &quot;co&quot;");
  expect(html).toContain(`<progress value="3" max="4"`);
  expect(html).toContain("4 votes");
  expect(html).not.toMatch(/<img|somebody|hx-/);
});

test("it says what it is like", () => {
  const html = drawPoll(poll({ multiple: true, anonymous: true, closedAt: "2026-11-21T12:00:00.000Z" }));
  expect(html).toStartWith(`<div class="poll" data-multiple data-closed>`);
  for (const word of ["Choose any number", "Anonymous", "Closed"]) expect(html).toContain(word);
});
