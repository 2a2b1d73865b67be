import { describe, expect, test } from "bun:test";
import { waitFor } from "../../support/wait.ts";
import { expectInvalid, expectProblem } from "../expectations.ts";
import { people, roomOf, type Suite } from "../system.ts";

const written = "**Bold**, @bob: [no](javascript:alert(1)) <b>\nhttps://x.test/?a=1&b=2";
const shown =
  `<div class="message-content rich" dir="auto"><strong>Bold</strong>, <span class="mention" data-mention="bob">@bob</span>: ` +
  `no (javascript:alert(1)) &lt;b&gt;<br/><a href="https://x.test/?a=1&amp;b=2" rel="noopener nofollow ugc" target="_blank">https://x.test/?a=1&amp;b=2</a></div>`;

export const preview: Suite = (system) => {
  describe("a preview", () => {
    test("is what the message then shows", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using page = await bob.connect("/ws?format=html");
      const { html } = await alice.call<{ html: string }>("POST", "/api/preview", {
        content: ` ${written} `,
      });
      expect(html).toBe(shown);
      await alice.send(room.id, written);
      await waitFor(() => page.fragmentsOf(room.id).length === 1);
      expect(page.fragmentsOf(room.id)[0]?.html).toContain(html);
    });

    test("takes nothing at all, and no more than a message may be", async () => {
      const { alice } = await people(system(), "alice");
      const ask = (content: unknown) => alice.request("POST", "/api/preview", { content });
      expect(await (await ask("")).json()).toEqual({
        html: `<div class="message-content" dir="auto"></div>`,
      });
      expect((await ask("\u{1f642}".repeat(5000))).status).toBe(200);
      for (const content of ["a".repeat(5001), null, 1, "\0", "\ud800"])
        await expectInvalid(await ask(content), "content");
    });

    test("is for those who are signed in", async () => {
      const answer = await fetch(`${system().urls[0]}/api/preview`, { method: "POST" });
      await expectProblem(answer, 401, "unauthenticated");
    });
  });
};
