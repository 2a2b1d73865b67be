import { describe, expect, test } from "bun:test";
import type { Message, Poll } from "../../../src/lib/contract/objects.ts";
import type { Person } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { expectIdsAndTimes, expectInvalid, expectProblem, follow, upTo } from "../expectations.ts";
import { everywhere, people, roomOf, type Suite } from "../system.ts";

const lunch = { question: "Where do we eat?", options: ["Soup", "Noodles", "Outside"] };

const ask = (person: Person, roomId: string, more: object = {}) =>
  person.call<Message>("POST", `/api/rooms/${roomId}/polls`, { ...lunch, ...more });
const answer = (person: Person, { id }: Message, ...options: number[]) =>
  person.request("PUT", `/api/messages/${id}/votes`, { options });
const mine = async (person: Person, { id }: Message) =>
  (await person.call<{ options: number[] }>("GET", `/api/messages/${id}/votes/mine`)).options;
const close = (person: Person, { id }: Message) => person.request("POST", `/api/messages/${id}/poll/close`);
const votesOf = (poll: Poll | undefined) => poll?.options.map(({ votes }) => votes);

async function present(person: Person, { id, roomId }: Message): Promise<Message> {
  const { messages } = await person.history(roomId);
  return messages.find((message) => message.id === id)!;
}

export const polls: Suite = (system) => {
  describe("a poll", () => {
    test("is a message that asks, and everyone sees each vote", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using hers = await alice.connect();
      const asked = await ask(alice, room.id);
      expectIdsAndTimes(asked);
      expect(asked).toMatchObject({ content: lunch.question, messageType: "text", revision: 1 });
      expect(asked.poll).toEqual({
        question: lunch.question,
        options: lunch.options.map((text) => ({ text, votes: 0, userIds: [] })),
        multiple: false,
        anonymous: false,
        closedAt: null,
      });
      const voted = (await (await answer(bob, asked, 1)).json()) as Message;
      expect(voted).toMatchObject({ id: asked.id, revision: 2, editedAt: null });
      expect(voted.poll?.options[1]).toEqual({ text: "Noodles", votes: 1, userIds: [bob.id] });
      const { message } = await hers.next("message_updated");
      expect(message).toEqual(voted);
      expect(await mine(bob, asked)).toEqual([1]);
      expect(await mine(alice, asked)).toEqual([]);
    });

    test("is found again by whoever was away", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const asked = await ask(alice, room.id);
      await answer(bob, asked, 0);
      const missed = await alice.call<{ messages: Message[]; revision: number }>(
        "GET",
        `/api/rooms/${room.id}/changes?after=${asked.revision}`,
      );
      expect(missed.revision).toBe(2);
      expect(missed.messages.map(({ poll }) => votesOf(poll))).toEqual([[1, 0, 0]]);
    });

    test("counts one vote of each, which they may change and take back", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const asked = await ask(alice, room.id);
      for (const [options, votes] of [
        [[0], [1, 0, 0]],
        [[2], [0, 0, 1]],
        [[], [0, 0, 0]],
      ] as const) {
        const voted = (await (await answer(bob, asked, ...options)).json()) as Message;
        expect(votesOf(voted.poll)).toEqual([...votes]);
      }
      // Another node may not have heard of the last one yet.
      await waitFor(async () => (await present(alice, asked)).revision === 4);
    });

    test("is not changed by the same vote again", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const asked = await ask(alice, room.id);
      for (const _ of upTo(3)) expect((await answer(alice, asked, 1, 1)).status).toBe(200);
      expect((await present(alice, asked)).revision).toBe(2);
    });

    test("takes several answers only where it says so, and none that it does not have", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const [one, several] = [await ask(alice, room.id), await ask(alice, room.id, { multiple: true })];
      await expectInvalid(answer(alice, one, 0, 1), "options");
      await expectInvalid(answer(alice, several, 3), "options");
      await expectInvalid(answer(alice, several, -1), "options.0");
      const voted = (await (await answer(alice, several, 2, 0)).json()) as Message;
      expect(votesOf(voted.poll)).toEqual([1, 0, 1]);
      expect(await mine(alice, several)).toEqual([0, 2]);
    });

    test("that is anonymous tells nobody who voted", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      await using hers = await alice.connect();
      await using page = await alice.connect("/ws?format=html");
      const asked = await ask(alice, room.id, { anonymous: true });
      await answer(bob, asked, 1);
      const { message } = await hers.next("message_updated");
      await waitFor(() => page.fragmentsOf(room.id).length === 2);
      const [inHistory, changes] = [
        await present(alice, asked),
        await alice.call("GET", `/api/rooms/${room.id}/changes?after=0`),
      ];
      expect(votesOf(message.poll)).toEqual([0, 1, 0]);
      for (const told of [message, inHistory, changes, page.fragmentsOf(room.id)])
        expect(JSON.stringify(told)).not.toContain(bob.id);
      expect(await mine(bob, asked)).toEqual([1]);
    });

    test("names fifty of those who chose an answer, and counts all", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const asked = await ask(alice, room.id);
      const crowd = await people(system(), ...upTo(52).map((number) => `voter${number}`));
      await Promise.all(
        Object.values(crowd).map(async (voter) => {
          await voter.request("POST", `/api/rooms/${room.id}/join`);
          expect((await answer(voter, asked, 0)).status).toBe(200);
        }),
      );
      const { poll, revision } = await present(alice, asked);
      expect(poll?.options[0]?.votes).toBe(52);
      expect(poll?.options[0]?.userIds?.length).toBe(50);
      expect(revision).toBe(53);
    });

    test("in which many vote and change their minds at once counts one each, as last said", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room = await roomOf(alice, bob, carol);
      await using hers = await alice.connect();
      const asked = await ask(alice, room.id);
      const voters = [alice, bob, carol].flatMap((person) => everywhere(person, system()));
      const answers = await Promise.all(
        upTo(6).flatMap((round) =>
          voters.map((voter, turn) => answer(voter, asked, ...(round % 4 ? [(round + turn) % 3] : []))),
        ),
      );
      for (const { status } of answers) expect(status).toBe(200);
      const { poll, revision } = await present(alice, asked);
      const own = await Promise.all([alice, bob, carol].map((person) => mine(person, asked)));
      for (const options of own) expect(options.length).toBeLessThanOrEqual(1);
      const counted = lunch.options.map((_, option) => own.filter(([chosen]) => chosen === option).length);
      expect(votesOf(poll)).toEqual(counted);
      await waitFor(() => follow(hers.changesOf(room.id)).get(asked.id)?.revision === revision);
      expect(follow(hers.changesOf(room.id)).get(asked.id)?.poll).toEqual(poll);
    });

    test("is closed by its author or a moderator, and then nobody votes", async () => {
      const { alice, bob, carol } = await people(system(), "alice", "bob", "carol");
      const room = await roomOf(alice, bob, carol);
      const asked = await ask(bob, room.id);
      await answer(carol, asked, 2);
      await expectProblem(close(carol, asked), 403, "forbidden");
      const closed = (await (await close(bob, asked)).json()) as Message;
      expectIdsAndTimes(closed.poll);
      expect(closed.poll?.closedAt).toBeString();
      for (const there of everywhere(alice, system()))
        expect(await (await close(there, asked)).json()).toEqual(closed);
      await expectProblem(answer(carol, asked, 1), 409, "conflict");
      await expectProblem(answer(carol, asked), 409, "conflict");
      expect((await close(alice, await ask(bob, room.id))).status).toBe(200);
    });

    test("that is closed while people vote counts those who came first, and tells the others", async () => {
      const { alice, bob } = await people(system(), "alice", "bob");
      const room = await roomOf(alice, bob);
      const asked = await ask(alice, room.id);
      const [, ...answers] = await Promise.all([
        close(alice, asked),
        ...upTo(6).map((turn) => answer(turn % 2 ? alice : bob, asked, turn % 3)),
      ]);
      for (const { status } of answers) expect([200, 409]).toContain(status);
      const own = (await Promise.all([mine(alice, asked), mine(bob, asked)])).flat();
      const { poll } = await present(alice, asked);
      expect(votesOf(poll)?.reduce((sum, votes) => sum + votes)).toBe(own.length);
      expect(poll?.closedAt).toBeString();
    });

    test("does not exist for others, nor for who was removed, nor where nothing is asked", async () => {
      const { alice, bob, mallory } = await people(system(), "alice", "bob", "mallory");
      const room = await roomOf(alice, bob);
      const [asked, told] = [await ask(alice, room.id), await alice.send(room.id, "no question")];
      await alice.request("DELETE", `/api/rooms/${room.id}/members/${bob.id}`);
      for (const other of [bob, mallory]) {
        await expectProblem(answer(other, asked, 0), 404, "not_found");
        await expectProblem(close(other, asked), 404, "not_found");
        await expectProblem(other.request("GET", `/api/messages/${asked.id}/votes/mine`), 404, "not_found");
        const asking = other.request("POST", `/api/rooms/${room.id}/polls`, lunch);
        await expectProblem(asking, 404, "not_found");
      }
      await expectProblem(answer(alice, told, 0), 404, "not_found");
      expect(votesOf((await present(alice, asked)).poll)).toEqual([0, 0, 0]);
    });

    test("is not edited, and takes no votes once it is deleted", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const asked = await ask(alice, room.id);
      const edit = alice.request("PATCH", `/api/messages/${asked.id}`, { content: "Who pays?" });
      await expectProblem(edit, 409, "conflict");
      await alice.call("DELETE", `/api/messages/${asked.id}`);
      await expectProblem(answer(alice, asked, 0), 409, "conflict");
      await expectProblem(close(alice, asked), 409, "conflict");
    });

    test("is made once, however often it is sent", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const send = (there: Person, more: object = {}) =>
        there.request("POST", `/api/rooms/${room.id}/polls`, { ...lunch, clientMessageId: "p1", ...more });
      const first = await send(alice);
      expect(first.status).toBe(201);
      const message = (await first.json()) as Message;
      for (const there of everywhere(alice, system())) {
        const again = await send(there);
        expect(again.status).toBe(200);
        expect(await again.json()).toEqual(message);
      }
      await expectProblem(send(alice, { options: ["Yes", "No"] }), 409, "conflict");
      await expectProblem(send(alice, { question: "Who pays?" }), 409, "conflict");
    });

    test("has two to ten different answers of a hundred characters at most", async () => {
      const { alice } = await people(system(), "alice");
      const room = await alice.createRoom();
      const send = (more: object) =>
        alice.request("POST", `/api/rooms/${room.id}/polls`, { ...lunch, ...more });
      for (const options of [["one"], upTo(11).map(String), ["a", " a "], "a"])
        await expectInvalid(send({ options }), "options");
      await expectInvalid(send({ options: ["a", ""] }), "options.1");
      await expectInvalid(send({ options: ["a", "x".repeat(101)] }), "options.1");
      for (const question of ["", "x".repeat(301), null]) await expectInvalid(send({ question }), "question");
      expect((await send({ options: upTo(10).map(String) })).status).toBe(201);
    });
  });
};
