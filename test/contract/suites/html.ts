import { describe, expect, test } from "bun:test";
import { waitFor } from "../../support/wait.ts";
import { people, roomOf, type Suite } from "../system.ts";

export const html: Suite = (system) => {
  describe("a listener of HTML", () => {
    test("gets the same changes as one of JSON, as fragments", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using page = await bob.connect("/ws?format=html");
      await using bot = await bob.connect();
      // A change that is overtaken by the next one is told with it.
      const untilTold = (count: number) =>
        waitFor(() => page.fragmentsOf(room.id).length === count && bot.changesOf(room.id).length === count, {
          message: `${count} changes`,
        });
      const message = await alice.send(room.id, "1 < 2 & <b>bold</b>", "c1");
      await untilTold(1);
      await alice.call("PATCH", `/api/messages/${message.id}`, { content: "<img src=x onerror=alert(1)>" });
      await untilTold(2);
      await alice.call("DELETE", `/api/messages/${message.id}`);
      await untilTold(3);

      const fragments = page.fragmentsOf(room.id);
      expect(fragments.map(({ html: _, ...place }) => place)).toEqual(
        bot
          .changesOf(room.id)
          .map(({ type, after, message: { id, roomId, senderId, clientMessageId, sequence, revision } }) => ({
            ...{ type, after, messageId: id, roomId, senderId, clientMessageId, sequence, revision },
          })),
      );
      const [created, edited, deleted] = fragments.map((fragment) => fragment.html);
      expect(created).toContain("1 &lt; 2 &amp; &lt;b&gt;bold&lt;/b&gt;");
      expect(created).toContain(message.id);
      expect(edited).not.toMatch(/<img/);
      expect(deleted).not.toContain("onerror");
      // A stored message can never act.
      const acting = /<script|<[^>]*\s(?:on\w+|style|hx-[\w-]+)=/i;
      for (const fragment of [created, edited, deleted]) expect(fragment).not.toMatch(acting);
      expect(page.changesOf(room.id)).toEqual([]);
      expect(bot.fragmentsOf(room.id)).toEqual([]);
    });

    test("catches up in fragments, and hears all else as everyone does", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await alice.send(room.id, "missed");
      await using page = await bob.connect("/ws?format=html");
      await using hers = await alice.connect();
      page.say({ type: "resume", rooms: { [room.id]: 0 } });
      expect((await page.next("resumed")).rooms).toEqual({ [room.id]: 1 });
      expect(page.fragmentsOf(room.id)).toMatchObject([{ type: "new_message", sequence: 1, after: 0 }]);
      hers.say({ type: "typing_start", roomId: room.id });
      expect(await page.next("user_typing")).toMatchObject({ userId: alice.id });
      page.say({ type: "send_message", roomId: room.id, content: "from the page", clientMessageId: "c1" });
      expect((await page.next("message_ack")).message).toMatchObject({
        content: "from the page",
        sequence: 2,
      });
    });
  });
};
