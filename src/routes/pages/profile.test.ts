import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { startApp, type TestApp } from "../../../test/support/app.ts";
import { location, Reader } from "../../../test/support/reader.ts";

const DOT =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const dot = () => Uint8Array.fromBase64(DOT);
const picture = (width: number, height: number) =>
  new Bun.Image(dot()).resize(width, height).png().bytes() as Promise<Uint8Array<ArrayBuffer>>;

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

function send(reader: Reader, bytes: Uint8Array<ArrayBuffer>): Promise<Response> {
  const form = new FormData();
  form.set("picture", new File([bytes], "../../etc/passwd.png"));
  return reader.post("/profile/picture", form);
}

const addressIn = (html: string) => html.match(/\/avatars\/[\w-]+\/[\w-]{16}\.webp/)?.[0] ?? "";

describe("a picture", () => {
  test("is made small, shown to those who are signed in, and for ever the same at its address", async () => {
    const one = await new Reader(app.url).signUp("pictured");
    expect(location(await send(one, await picture(1600, 900)))).toBe("/profile?saved");
    const address = addressIn(await one.read("/profile"));
    const other = await new Reader(app.url).signUp("looker");
    const shown = await other.get(address);
    expect(shown.headers.get("content-type")).toBe("image/webp");
    expect(shown.headers.get("cache-control")).toContain("immutable");
    expect(shown.headers.get("x-content-type-options")).toBe("nosniff");
    const bytes = await shown.bytes();
    expect(bytes.length).toBeLessThanOrEqual(64 * 1024);
    expect(await new Bun.Image(bytes).metadata()).toMatchObject({ width: 455, height: 256, format: "webp" });
    expect(location(await new Reader(app.url).get(address))).toStartWith("/sign-in");
    expect((await other.get(address.replace(/.{5}\.webp/, "xxxxx.webp"))).status).toBe(404);
    expect(await other.read("/people")).toContain(address);

    await one.post("/profile/picture/remove");
    expect(addressIn(await one.read("/profile"))).toBe("");
    expect((await other.get(address)).status).toBe(404);
  });

  test("that is none, is cut off, is a bomb or too large is refused in plain words", async () => {
    const one = await new Reader(app.url).signUp("hostile");
    const cut = (await picture(400, 400)).slice(0, 200);
    const svg = new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`);
    for (const bytes of [svg, cut, new Uint8Array(1000)]) {
      const answer = await send(one, bytes);
      expect([answer.status, (await answer.text()).includes("This picture cannot be read.")]).toEqual([
        415,
        true,
      ]);
    }
    const bomb = await picture(400, 400);
    // The head claims 30,000 by 30,000 pixels; its checksum is made to fit.
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    view.setUint32(16, 30_000);
    view.setUint32(20, 30_000);
    view.setUint32(29, Bun.hash.crc32(bomb.subarray(12, 29)));
    const answer = await send(one, bomb);
    expect([answer.status, (await answer.text()).includes("This picture is too large.")]).toEqual([
      413,
      true,
    ]);
    expect((await send(one, new Uint8Array(5.5 * 1024 * 1024))).status).toBe(413);
    expect((await send(one, new Uint8Array(0))).status).toBe(400);
    expect((await one.post("/profile", { displayName: "x".repeat(70_000) })).status).toBe(413);
    expect(addressIn(await one.read("/profile"))).toBe("");
  });

  test("without detail or full of it, narrow or flat, is kept within its bounds", async () => {
    const one = await new Reader(app.url).signUp("bounded");
    for (const [width, height] of [
      [1, 1],
      [4000, 3],
      [3, 4000],
    ] as const) {
      expect((await send(one, await picture(width, height))).status).toBe(303);
    }
  });
});
