/** The judge itself: what it must find, each made by hand, and that it finds nothing where nothing is. */
import { expect, test } from "bun:test";
import type { Message } from "../../src/lib/contract/objects.ts";
import type { Held } from "../support/holder.ts";
import { violationsOf } from "./checker.ts";
import type { Change, Copy, Evidence, Sent } from "./evidence.ts";

const ROOM = "room";
const held = (sequence: number, more: Partial<Held> = {}): Held => ({
  id: `id ${sequence}`,
  sequence,
  revision: sequence,
  senderId: "ann",
  content: `m${sequence}`,
  clientMessageId: `m${sequence}`,
  edited: false,
  deleted: false,
  ...more,
});
const sent = (sequence: number, more: Partial<Sent> = {}): Sent => ({
  clientMessageId: `m${sequence}`,
  roomId: ROOM,
  senderId: "ann",
  begunAt: sequence * 10,
  acknowledgedAt: sequence * 10 + 5,
  acknowledgements: [{ id: `id ${sequence}`, sequence } as Message],
  ...more,
});
const copy = (messages: Held[], more: Partial<Copy> = {}): Copy => ({
  who: "ben",
  roomId: ROOM,
  revision: messages.length,
  messages,
  disorders: [],
  ...more,
});

function judged(change: (evidence: Evidence & { rows: Held[] }) => void): string[] {
  const rows = [held(1), held(2), held(3)];
  const state = { revision: 3, messages: rows };
  const evidence = {
    sent: [sent(1), sent(2), sent(3)],
    changes: [] as Change[],
    stored: new Map([[ROOM, state]]),
    copies: [copy([...rows])],
    refusals: [],
    rows,
  };
  change(evidence);
  return violationsOf(evidence).map(({ sort }) => sort);
}

const asked = (more: Partial<Change>): Change => ({
  messageId: "id 2",
  kind: "edit",
  content: "other",
  acknowledged: true,
  ...more,
});
/** A message's row and everyone's copy of it, as after a change. */
const becomes = ({ rows, copies }: { rows: Held[]; copies: Copy[] }, index: number, row: Held) => {
  rows[index] = row;
  copies[0]?.messages.splice(index, 1, row);
};

test("where all is as it was promised it finds nothing", () => {
  expect(judged(() => undefined)).toEqual([]);
});

test("it finds what was acknowledged and is not there, or is another", () => {
  const gone = judged(({ rows, copies }) => {
    rows.pop();
    copies.length = 0;
  });
  expect(gone).toEqual(["lost"]);
  expect(judged((evidence) => becomes(evidence, 1, held(2, { senderId: "eve" })))).toEqual(["lost"]);
  expect(judged((evidence) => evidence.sent.push(sent(4, { acknowledgements: [] })))).toContain("lost");
});

test("it finds what is stored twice, what nobody said, and answers that differ", () => {
  const twice = judged((evidence) => {
    const row = held(4, { clientMessageId: "m3", content: "m3", revision: 3 });
    evidence.rows.push(row);
    evidence.copies[0]?.messages.push(row);
  });
  expect(twice).toEqual(["doubled"]);
  expect(judged((evidence) => void evidence.sent.pop())).toEqual(["doubled"]);
  const differing = judged((evidence) =>
    evidence.sent[0]?.acknowledgements.push({ id: "another", sequence: 9 } as Message),
  );
  expect(differing).toEqual(["doubled"]);
});

test("it finds a hole in the numbers, and a message that overtook one that was acknowledged before it began", () => {
  const hole = judged((evidence) => becomes(evidence, 2, held(3, { sequence: 4 })));
  expect(hole).toContain("out of order");
  expect(judged(({ sent: [one] }) => one && Object.assign(one, { begunAt: 26, acknowledgedAt: 27 }))).toEqual(
    ["out of order"],
  );
  // At the same time either may come first.
  expect(judged(({ sent: [one] }) => one && Object.assign(one, { begunAt: 22, acknowledgedAt: 27 }))).toEqual(
    [],
  );
});

test("it finds a change that was acknowledged and is gone, and one that nobody made", () => {
  const lost = judged(({ changes }) => changes.push(asked({ revision: 4 })));
  expect(lost).toEqual(["change lost"]);
  expect(judged(({ changes }) => changes.push(asked({ kind: "delete", content: "" })))).toEqual([
    "change lost",
  ]);
  expect(judged((evidence) => becomes(evidence, 1, held(2, { content: "eve was here" })))).toEqual([
    "change lost",
  ]);
  expect(judged((evidence) => becomes(evidence, 1, held(2, { content: "", deleted: true })))).toEqual([
    "change lost",
  ]);
  // Its answer was lost, so nobody knows.
  expect(judged(({ changes }) => changes.push(asked({ acknowledged: false })))).toEqual([]);
  const unanswered = judged((evidence) => {
    evidence.changes.push(asked({ acknowledged: false }));
    becomes(evidence, 1, held(2, { content: "other", edited: true }));
  });
  expect(unanswered).toEqual([]);
});

test("it finds whoever holds less, other or older than what is stored", () => {
  expect(judged(({ copies, rows }) => (copies[0] = copy(rows.slice(0, 2), { revision: 3 })))).toEqual([
    "hole",
  ]);
  expect(judged(({ copies, rows }) => (copies[0] = copy(rows, { revision: 2 })))).toEqual(["hole"]);
  expect(
    judged(({ copies, rows }) => (copies[0] = copy([...rows.slice(0, 2), held(3, { content: "old" })]))),
  ).toEqual(["hole"]);
  expect(judged(({ copies, rows }) => (copies[0] = copy(rows, { disorders: ["2 came after 3"] })))).toEqual([
    "hole",
  ]);
});
