import { describe, expect, test } from "bun:test";
import { ApiClient, type Person, SocketClient } from "../../support/client.ts";
import { expectProblem } from "../expectations.ts";
import { everywhere, people, roomOf, secondSession, type Suite } from "../system.ts";

const browserOf = (person: Person, origin = person.url) => ({
  cookie: `wisp-access=${person.session.accessToken}`,
  origin,
});
/** What an upgrade is answered with when it is refused. */
const knock = (url: string, path: string, headers: Record<string, string> = {}) =>
  fetch(url + path, {
    headers: {
      upgrade: "websocket",
      connection: "Upgrade",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      ...headers,
    },
  });

export const entrance: Suite = (system) => {
  describe("entering by a token", () => {
    test("is answered with who one is, before anything else, and once with who is online", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      await roomOf(alice, bob);
      await using socket = await SocketClient.open(alice.url);
      await using second = await SocketClient.open(alice.url);
      for (const each of [socket, second]) each.say({ type: "authenticate", token: alice.token! });
      const { userId, username, connectionId } = await socket.next("authenticated");
      expect({ userId, username }).toEqual({ userId: alice.id, username: alice.username });
      expect((await second.next("authenticated")).connectionId).not.toBe(connectionId);
      await using other = await bob.connect();
      await other.settled();
      for (const each of [socket, second]) {
        await each.settled();
        expect(each.frames.slice(0, 2).map(({ type }) => type)).toEqual(["authenticated", "online_users"]);
        expect(each.of("online_users").length).toBe(1);
      }
    });

    test("happens once", async () => {
      const { alice } = await people(system(), "alice");
      await using socket = await alice.connect();
      socket.say({ type: "authenticate", token: alice.token! });
      await socket.next("error");
      await socket.settled();
      expect(socket.of("authenticated").length).toBe(1);
    });

    test("comes first: whatever else does is refused", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const first = [
        JSON.stringify({ type: "ping" }),
        JSON.stringify({ type: "send_message", roomId: room.id, content: "x", clientMessageId: "c1" }),
        JSON.stringify({ type: "authenticate" }),
        JSON.stringify({ type: "authenticate", token: "nonsense" }),
        JSON.stringify({ type: "authenticate", token: alice.token, more: 1 }),
        "nonsense",
      ];
      for (const frame of first) {
        await using socket = await SocketClient.open(alice.url);
        socket.sendText(frame);
        expect(await socket.next("auth_error")).toMatchObject({
          code: expect.any(String),
          message: expect.any(String),
        });
        expect(await socket.closedWith()).toBe(4401);
        expect(socket.frames.length).toBe(1);
      }
      expect((await alice.history(room.id)).messages).toEqual([]);
    });

    test("may be followed at once by what one has to say", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      await using socket = await SocketClient.open(alice.url);
      socket.say({ type: "authenticate", token: alice.token! });
      socket.say({ type: "send_message", roomId: room.id, content: "at once", clientMessageId: "c1" });
      expect((await socket.next("message_ack")).message.content).toBe("at once");
    });

    test.concurrent("must come within ten seconds", async () => {
      const opened = performance.now();
      await using socket = await SocketClient.open(system().urls[0]!);
      expect(await socket.closedWith()).toBe(4408);
      expect(performance.now() - opened).toBeWithin(9_000, 12_000);
      expect(socket.frames).toEqual([]);
    });
  });

  describe("entering by the browser's cookie", () => {
    test("needs no further word", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      await using socket = await SocketClient.open(alice.url, "/ws", browserOf(alice));
      expect(await socket.next("authenticated")).toMatchObject({ userId: alice.id });
      await alice.send(room.id, "hello");
      await socket.next("new_message");
    });

    test("one may speak as soon as the socket is open, also where the session is not yet known", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      for (const { url } of everywhere(alice, system()).toReversed()) {
        const session = await secondSession(alice);
        await using socket = await SocketClient.open(url, "/ws", browserOf(session, url));
        socket.say({ type: "resume", rooms: { [room.id]: 0 } });
        expect((await socket.next("resumed")).rooms).toEqual({ [room.id]: 0 });
        expect(socket.frames[0]).toMatchObject({ type: "authenticated" });
      }
    });

    test("is refused from an origin that is not allowed", async () => {
      const { alice } = await people(system(), "alice");
      for (const origin of [
        "https://evil.example",
        "null",
        `${alice.url}.evil.example`,
        "http://127.0.0.1:1",
      ]) {
        await expectProblem(knock(alice.url, "/ws", browserOf(alice, origin)), 403, "forbidden");
        const refused = SocketClient.open(alice.url, "/ws", browserOf(alice, origin));
        await expect(refused).rejects.toThrow();
      }
    });

    test("is refused once the session has ended", async () => {
      const { alice } = await people(system(), "alice");
      await alice.call("POST", "/api/auth/logout");
      for (const cookie of [browserOf(alice).cookie, "wisp-access=nonsense"]) {
        await using socket = await SocketClient.open(alice.url, "/ws", { origin: alice.url, cookie });
        await socket.next("auth_error");
        expect(await socket.closedWith()).toBe(4401);
      }
    });
  });

  describe("the address of the socket", () => {
    test("takes no token", async () => {
      const { alice } = await people(system(), "alice");
      for (const name of ["token", "access_token", "accessToken"]) {
        const path = `/ws?${name}=${alice.token}`;
        await expectProblem(knock(alice.url, path), 400, "invalid_request");
        const refused = SocketClient.open(alice.url, path);
        await expect(refused).rejects.toThrow();
      }
    });

    test("answers a request that is none for a socket", async () => {
      await expectProblem(new ApiClient(system().urls[0]!).request("GET", "/ws"), 400, "invalid_request");
    });
  });
};
