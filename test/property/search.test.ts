/** A search against a naive one, while people write, change their minds, come and go, and the index is filled beside them. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import fc from "fast-check";
import type { Actor } from "../../src/domain/actor.ts";
import { deleteMessage, editMessage, sendMessage } from "../../src/domain/messages/index.ts";
import { createRoom, joinRoom, leaveRoom } from "../../src/domain/rooms/index.ts";
import { searchMessages } from "../../src/domain/search/index.ts";
import { readQuery } from "../../src/lib/search-query.ts";
import { standsAt } from "../../src/lib/search-snippet.ts";
import { wordsOf } from "../../src/lib/search-words.ts";
import { startApp, type TestApp } from "../support/app.ts";
import { Person } from "../support/client.ts";
import { waitFor } from "../support/wait.ts";
import { parameters } from "./parameters.ts";

setDefaultTimeout(120_000);
const PEOPLE = 3;
const ROOMS = 3;
const WORDS = ["red", "redder", "fox", "foxes", "snake_case", "東京", "naïve"];

let app: TestApp;
let actors: Actor[] = [];
beforeAll(async () => {
  app = await startApp();
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => Person.register(app.url)));
  actors = await Promise.all(people.map(actorOf));
});
afterAll(() => app[Symbol.asyncDispose]());

async function actorOf({ id }: Person): Promise<Actor> {
  const [[row] = []] = await app.context.database.ask([
    { sql: "SELECT id FROM sessions WHERE user_id = ?", args: [id] },
  ]);
  return (await app.context.access.actor(String(row?.[0])))!;
}

type Said = { id: string; room: number; sender: number; content: string };
/** What there is, as the acts have left it. */
class Model {
  readonly said: Said[] = [];
  readonly members: Set<number>[] = Array.from({ length: ROOMS }, () => new Set());

  /** Newest first. */
  found(reader: number, query: string): string[] {
    const { terms } = readQuery(query, "UTC");
    const holds = ({ content }: Said) => {
      const words = [...wordsOf(content)];
      return terms.every((term) => words.some((_, at) => standsAt(words, at, term)) !== term.not);
    };
    return this.said
      .filter((each) => this.members[each.room]?.has(reader) && holds(each))
      .map(({ id }) => id)
      .toReversed();
  }
}

const find = async (reader: number, query: string): Promise<string[]> => {
  const { results } = await searchMessages(app.context, actors[reader]!, {
    query,
    sort: "newest",
    limit: 50,
    timeZone: "UTC",
  });
  return results.map(({ message }) => message.id);
};

const WAITING = `SELECT
  (SELECT count(*) FROM rooms WHERE coalesce(searched_sequence, 0) < last_sequence) +
  (SELECT count(*) FROM search_entries WHERE state IS NOT NULL)`;
const settled = () =>
  waitFor(
    async () => {
      const [[row] = []] = await app.context.database.ask([{ sql: WAITING, args: [] }]);
      return row?.[0] === 0;
    },
    { message: "the index to be filled", timeout: 20_000 },
  );

const number = fc.nat(1000);
const saying = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(" "));
const act = fc.record({
  kind: fc.constantFrom("send", "send", "send", "edit", "edit", "delete", "join", "leave"),
  who: fc.nat(PEOPLE - 1),
  room: fc.nat(ROOMS - 1),
  which: number,
  content: saying,
});
type Act = { kind: string; who: number; room: number; which: number; content: string };
const query = fc
  .array(fc.tuple(fc.constantFrom("", "-", '"'), saying), { minLength: 1, maxLength: 2 })
  .chain((parts) =>
    fc
      .constantFrom("", " ")
      .map(
        (end) =>
          parts
            .map(([mark, text]) => (mark === '"' ? `"${text}"` : mark + (text.split(" ")[0] ?? "")))
            .join(" ") + end,
      ),
  );

async function play(
  model: Model,
  roomIds: string[],
  { kind, who, room, which, content }: Act,
): Promise<void> {
  const { context } = app;
  const actor = actors[who]!;
  const inRoom = model.members[room]?.has(who) === true;
  const mine = model.said.filter((each) => each.sender === who && model.members[each.room]?.has(who));
  const one = mine[which % (mine.length || 1)];
  if (kind === "join" && !inRoom) {
    await joinRoom(context, actor, roomIds[room]!);
    model.members[room]?.add(who);
  } else if (kind === "leave" && inRoom && who !== 0) {
    await leaveRoom(context, actor, roomIds[room]!);
    model.members[room]?.delete(who);
  } else if (kind === "send" && inRoom) {
    const { message } = await sendMessage(context, actor, { roomId: roomIds[room]!, content });
    model.said.push({ id: message.id, room, sender: who, content });
  } else if (kind === "edit" && one) {
    await editMessage(context, actor, one.id, { content });
    one.content = content;
  } else if (kind === "delete" && one) {
    await deleteMessage(context, actor, one.id);
    model.said.splice(model.said.indexOf(one), 1);
  }
}

test("finds what a naive search finds, in its order, and at no time anything that is not there", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 20, maxLength: 60 }),
      fc.array(query, { minLength: 8, maxLength: 8 }),
      async (acts, queries) => {
        const model = new Model();
        const rooms = await Promise.all(
          model.members.map(() => createRoom(app.context, actors[0]!, { name: "Room", kind: "open" })),
        );
        const roomIds = rooms.map(({ id }) => id);
        for (const members of model.members) members.add(0);
        for (const [step, each] of acts.entries()) {
          await play(model, roomIds, each);
          // The index may not have what is new; it never has what is gone.
          const text = queries[step % queries.length]!;
          const there = model.found(each.who, text);
          const found = await find(each.who, `${roomIds.map((id) => `in:${id}`).join(" ")} ${text}`);
          if (!readQuery(text, "UTC").terms.some(({ not }) => not))
            expect(there).toEqual(expect.arrayContaining(found));
          if (step % 20 === 10) await settled();
        }
        await settled();
        for (const text of queries)
          for (let reader = 0; reader < PEOPLE; reader += 1)
            expect([
              text,
              await find(reader, `${roomIds.map((id) => `in:${id}`).join(" ")} ${text}`),
            ]).toEqual([text, model.found(reader, text)]);
      },
    ),
    parameters(15),
  );
});

test("many change the same messages at once, while these are brought into the index: the last word counts", async () => {
  const room = await createRoom(app.context, actors[0]!, { name: "Race", kind: "open" });
  const contents = (round: number) => Array.from({ length: 30 }, (_, at) => `word${round}x${at}`);
  const sent = await Promise.all(
    contents(0).map((text) => sendMessage(app.context, actors[0]!, { roomId: room.id, content: text })),
  );
  for (let round = 1; round <= 8; round += 1)
    await Promise.all(
      contents(round).map((text, at) =>
        editMessage(app.context, actors[0]!, sent[at]!.message.id, { content: text }),
      ),
    );
  const deleted = sent.slice(0, 10);
  await Promise.all(deleted.map(({ message }) => deleteMessage(app.context, actors[0]!, message.id)));
  for (const text of contents(8).slice(0, 10)) expect(await find(0, `${text} `)).toEqual([]);
  await settled();
  for (let round = 0; round < 8; round += 1)
    for (const text of contents(round)) expect(await find(0, `${text} `)).toEqual([]);
  for (const [at, text] of contents(8).entries())
    expect(await find(0, `${text} `)).toEqual(at < 10 ? [] : [sent[at]!.message.id]);
});
