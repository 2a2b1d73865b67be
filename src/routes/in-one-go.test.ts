import { expect, test } from "bun:test";
import { inOneGo } from "./in-one-go.ts";

const texts = ["", "short", "long — 🙂 ".repeat(10_000)];

test("what is sent in one go arrives as it was, from a handler that waited too", async () => {
  await using server = Bun.serve({
    port: 0,
    async fetch(request) {
      const { searchParams } = new URL(request.url);
      const text = texts[Number(searchParams.get("text"))] ?? "";
      await Bun.sleep(1);
      return new Response(inOneGo(searchParams.has("bytes") ? new Uint8Array(Buffer.from(text)) : text));
    },
  });
  for (const [index, text] of texts.entries()) {
    expect(await (await fetch(`${server.url.href}?text=${index}`)).text()).toBe(text);
    expect(await (await fetch(`${server.url.href}?text=${index}&bytes`)).text()).toBe(text);
  }
});

test("a head alone is answered for what is long", async () => {
  await using server = Bun.serve({ port: 0, fetch: () => new Response(inOneGo("x".repeat(100_000))) });
  const answer = await fetch(server.url, { method: "HEAD" });
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
});
