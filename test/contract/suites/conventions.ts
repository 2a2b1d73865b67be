import { describe, expect, test } from "bun:test";
import { operations } from "../../../src/routes/openapi.ts";
import { ApiClient, unique } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectIdsAndTimes, expectInvalid, expectProblem } from "../expectations.ts";
import { people, roomOf, type Suite } from "../system.ts";

const UNKNOWN = "01920000-0000-7000-8000-000000000000";
const MEGABYTE = 1024 * 1024;
const contractKeys = {
  user: ["id", "username", "displayName", "avatarUrl", "role", "createdAt"],
  room: ["id", "kind", "name", "topic", "lastSequence", "revision", "createdAt"],
  membership: ["roomId", "userId", "role", "lastReadSequence", "lastDeliveredSequence", "joinedAt"],
  message: [
    ...[
      "id",
      "roomId",
      "roomKind",
      "sequence",
      "revision",
      "senderId",
      "senderUsername",
      "content",
      "messageType",
    ],
    ...["clientMessageId", "threadRootId", "createdAt", "editedAt", "deletedAt"],
  ],
};

export const conventions: Suite = (system) => {
  describe("objects", () => {
    test("have every field of the contract, ids are UUIDv7 and times ISO 8601 with milliseconds", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom("open");
      const message = await alice.send(room.id, "hello", "first");
      const me = await alice.call<object>("GET", "/api/users/me");
      const membership = await alice.call<object>("POST", `/api/rooms/${room.id}/join`);
      expect(me).toContainAllKeys([...contractKeys.user, "email", "emailVerified", "about"]);
      expect(Object.keys(room)).toEqual(expect.arrayContaining(contractKeys.room));
      expect(Object.keys(message)).toEqual(expect.arrayContaining(contractKeys.message));
      expect(Object.keys(membership)).toEqual(expect.arrayContaining(contractKeys.membership));
      expectIdsAndTimes([me, room, message, membership, await alice.call("GET", "/api/rooms")]);
    });

    test("of other people hold no address and nothing of their password", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const members = await alice.request("GET", `/api/rooms/${room.id}/members`);
      const search = () =>
        alice.request("GET", `/api/users/search?query=${bob.username}`).then((answer) => answer.text());
      const found = await waitFor(async () => [await search()].find((text) => text.includes(bob.id)));
      for (const text of [found, await members.text()]) {
        expect(text).toContain(bob.username);
        expect(text).not.toMatch(/email|@example\.org|password|argon2/i);
      }
    });
  });

  describe("what is malformed", () => {
    const post = (
      url: string,
      token: string,
      body: string | Uint8Array<ArrayBuffer> | ReadableStream,
      type: string,
    ) => {
      const headers = { authorization: `Bearer ${token}`, "content-type": type };
      return fetch(`${url}/api/rooms`, { method: "POST", headers, body });
    };

    test("each wrong field of a body is named", async () => {
      const { alice } = await people(system(), "alice");
      const problem = await expectProblem(
        alice.request("POST", "/api/rooms", { name: 7, kind: "direct" }),
        400,
        "invalid_request",
      );
      expect(problem.errors?.map(({ path }) => path).toSorted()).toEqual(["kind", "name"]);
    });

    test("bodies that are not JSON, not UTF-8 or not an object are refused", async () => {
      const { alice } = await people(system(), "alice");
      const invalidUtf8 = Uint8Array.from([...Buffer.from('{"name":"'), 0xc3, 0x28, ...Buffer.from('"}')]);
      const overlong = Uint8Array.from([...Buffer.from('{"name":"'), 0xc0, 0xaf, ...Buffer.from('"}')]);
      for (const body of [
        "{",
        '{"name":"x"',
        "nonsense",
        "null",
        "[]",
        '"name"',
        "1",
        invalidUtf8,
        overlong,
      ]) {
        await expectProblem(post(alice.url, alice.token!, body, "application/json"), 400, "invalid_request");
      }
    });

    test("a body of another type is refused", async () => {
      const { alice } = await people(system(), "alice");
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonish"]) {
        await expectProblem(post(alice.url, alice.token!, '{"name":"x"}', type), 415, "unsupported_type");
      }
    });

    test("a giant body is refused, with and without its length", async () => {
      const { alice } = await people(system(), "alice");
      const giant = JSON.stringify({ name: "x", topic: "x".repeat(MEGABYTE) });
      await expectProblem(post(alice.url, alice.token!, giant, "application/json"), 413, "too_large");
      const stream = new Blob([giant]).stream();
      await expectProblem(post(alice.url, alice.token!, stream, "application/json"), 413, "too_large");
    });

    test("unknown fields are refused and nothing is stored", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const sent = await alice.send(room.id, "hello");
      const attempts: [string, string, object][] = [
        ["POST", "/api/rooms", { name: "x", owner: alice.id }],
        ["POST", `/api/rooms/${room.id}/messages`, { content: "x", senderId: bob.id }],
        ["POST", `/api/rooms/${room.id}/members`, { userId: bob.id, role: "owner" }],
        ["PATCH", `/api/messages/${sent.id}`, { content: "x", sequence: 9 }],
        ["PUT", "/api/users/me", { displayName: "x", role: "owner" }],
        ["POST", "/api/direct-messages", { userIds: [bob.id], name: "x" }],
        ["POST", `/api/direct-messages/${bob.id}`, { content: "x", roomId: room.id }],
      ];
      for (const [method, path, body] of attempts) await expectInvalid(alice.request(method, path, body), "");
      expect((await alice.history(room.id)).messages).toEqual([sent]);
      expect(await alice.call("GET", "/api/users/me")).toEqual(alice.session.user);
    });

    test("query parameters are checked as well", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      for (const [query, path] of [
        ["messages?limit=0", "limit"],
        ["messages?limit=101", "limit"],
        ["messages?limit=ten", "limit"],
        ["messages?before=-1", "before"],
        ["messages?after=1.5", "after"],
        ["changes", "after"],
        ["changes?after=x", "after"],
      ] as const) {
        await expectInvalid(alice.request("GET", `/api/rooms/${room.id}/${query}`), path);
      }
      await expectInvalid(alice.request("GET", "/api/rooms?scope=all"), "scope");
    });
  });

  describe("who may not", () => {
    test("is told why in the account's language, else in the one that is asked for, else in English", async () => {
      const { alice } = await people(system(), "alice");
      const why = async (headers?: Record<string, string>) => {
        const answer = alice.request("GET", `/api/rooms/${UNKNOWN}`, undefined, headers);
        return (await expectProblem(answer, 404, "not_found")).detail;
      };
      expect(await why()).toBe("No such room.");
      expect(await why({ "accept-language": "de-CH, en;q=0.5" })).toBe("Diesen Raum gibt es nicht.");
      await alice.call("PATCH", "/api/users/me/preferences", { language: "de" });
      expect(await why({ "accept-language": "en" })).toBe("Diesen Raum gibt es nicht.");
    });

    test("every operation but the entrance needs an account", async () => {
      const { alice } = await people(system(), "alice");
      const stranger = new ApiClient(alice.url);
      for (const [operation, { open, body }] of Object.entries(operations)) {
        if (open) continue;
        const [method = "", path = ""] = operation.split(" ");
        const url = path.replace(/:\w+/g, UNKNOWN) + (validQueries[operation] ?? "");
        const answer = stranger.request(method.toUpperCase(), url, body && validBodies[operation]);
        await expectProblem(answer, 401, "unauthenticated");
      }
    });

    test("what is forbidden and what does not exist look the same", async () => {
      const { alice, mallory } = await people(system(), "alice", "mallory");
      const room = await alice.createRoom("closed");
      const message = await alice.send(room.id, "secret");
      const direct = await alice.call<{ id: string }>("POST", "/api/direct-messages", {
        userIds: [alice.id],
      });
      const look = async (method: string, path: string, body?: unknown) =>
        expectProblem(mallory.request(method, path, body), 404, "not_found");
      for (const [method, path, body] of roomAttempts(mallory.id)) {
        const unknown = await look(method, `/api/rooms/${UNKNOWN}${path}`, body);
        expect(await look(method, `/api/rooms/${room.id}${path}`, body)).toEqual(unknown);
        expect(await look(method, `/api/rooms/${direct.id}${path}`, body)).toEqual(unknown);
        expect(await look(method, `/api/rooms/not-an-id${path}`, body)).toEqual(unknown);
      }
      for (const [method, body] of [
        ["PATCH", { content: "x" }],
        ["DELETE", undefined],
      ] as const) {
        const unknown = await look(method, `/api/messages/${UNKNOWN}`, body);
        expect(await look(method, `/api/messages/${message.id}`, body)).toEqual(unknown);
      }
      expect((await alice.history(room.id)).messages).toEqual([message]);
    });

    test("an unknown path of the API answers in JSON", async () => {
      const { alice } = await people(system(), "alice");
      await expectProblem(alice.request("GET", "/api/nothing"), 404, "not_found");
      await expectProblem(alice.request("PUT", "/api/rooms"), 404, "not_found");
    });
  });
};

const validQueries: Record<string, string> = {
  "get /api/users/search": "?query=x",
  "get /api/rooms/:roomId/changes": "?after=0",
};

const validBodies: Record<string, object> = {
  "put /api/users/me": { displayName: "x" },
  "post /api/rooms": { name: unique("room") },
  "post /api/rooms/:roomId/members": { userId: UNKNOWN },
  "post /api/rooms/:roomId/messages": { content: "x" },
  "patch /api/messages/:messageId": { content: "x" },
  "post /api/direct-messages": { userIds: [UNKNOWN] },
  "post /api/direct-messages/:userId": { content: "x" },
};

const roomAttempts = (userId: string): [method: string, path: string, body?: object][] => [
  ["GET", ""],
  ["GET", "/members"],
  ["GET", "/receipts"],
  ["GET", "/messages"],
  ["GET", "/changes?after=0"],
  ["POST", "/join"],
  ["DELETE", "/leave"],
  ["POST", "/messages", { content: "x" }],
  ["POST", "/members", { userId }],
  ["DELETE", `/members/${userId}`],
];
