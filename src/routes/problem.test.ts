import { afterAll, beforeAll, expect, test } from "bun:test";
import { startApp, type TestApp } from "../../test/support/app.ts";
import { Person } from "../../test/support/client.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

/** What the page's script is answered, which comes by cookie, in a browser of this language. */
async function refusal(person: Person, roomId: string, language: string): Promise<string> {
  const json = { "content-type": "application/json", origin: app.url };
  const login = JSON.stringify({ email: person.username, password: person.password });
  const signedIn = await fetch(`${app.url}/api/auth/login`, { method: "POST", headers: json, body: login });
  const cookies = signedIn.headers.getSetCookie().map((line) => line.split(";")[0]);
  const answer = await fetch(`${app.url}/api/rooms/${roomId}/messages`, {
    method: "POST",
    headers: { ...json, cookie: cookies.join("; "), "accept-language": language },
    body: JSON.stringify({ content: "hi" }),
  });
  expect(answer.status).toBe(403);
  return ((await answer.json()) as { detail: string }).detail;
}

test("a page is told until when nobody writes as its reader writes times, a program to the millisecond", async () => {
  const [owner, other] = [await Person.register(app.url), await Person.register(app.url)];
  const room = await owner.createRoom("closed");
  await owner.invite(room.id, other);
  const silence = { until: "2999-01-02T03:04:05.000Z" };
  await owner.call("PUT", `/api/rooms/${room.id}/members/${other.id}/silence`, silence);
  expect(await refusal(other, room.id, "de")).toBe("Du darfst nichts schreiben bis 02.01.2999, 03:04.");
  expect(await refusal(other, room.id, "en-GB")).toBe("You may write nothing until 2 Jan 2999, 03:04.");
  const answer = await other.request("POST", `/api/rooms/${room.id}/messages`, { content: "hi" });
  expect(((await answer.json()) as { detail: string }).detail).toContain(silence.until);
});
