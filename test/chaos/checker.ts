/** Judges what is left after the faults: nothing that was acknowledged is lost, doubled, out of order or silently missed. */
import type { State } from "../faults/cluster.ts";
import type { Held } from "../support/holder.ts";
import type { Change, Copy, Evidence, Sent } from "./evidence.ts";

/** Of one sort, so many are told. */
const TOLD = 5;

export type Violation = { sort: string; what: string };

export function violationsOf(evidence: Evidence): Violation[] {
  const found = (sort: string, list: string[]): Violation[] =>
    list.slice(0, TOLD).map((what) => ({ sort, what: `${what}${more(list)}` }));
  return [
    ...found("lost", lost(evidence)),
    ...found("doubled", doubled(evidence)),
    ...found("out of order", outOfOrder(evidence)),
    ...found("change lost", evidence.stored.size > 0 ? changesLost(evidence) : []),
    ...found(
      "hole",
      evidence.copies.flatMap((copy) => differences(copy, evidence.stored.get(copy.roomId))),
    ),
    ...found("refused", evidence.refusals),
  ];
}

const more = (list: string[]): string => (list.length > TOLD ? ` (${list.length} in all)` : "");

function lost({ sent, stored }: Evidence): string[] {
  const rows = new Map(
    [...stored.values()].flatMap(({ messages }) => messages.map((message) => [message.id, message])),
  );
  return sent.flatMap((one) => {
    const [first] = one.acknowledgements;
    if (!first) return [`${one.clientMessageId} was never acknowledged`];
    const row = rows.get(first.id);
    if (!row) return [`${one.clientMessageId} was acknowledged as ${first.sequence} and is not stored`];
    return isSame(one, row) && row.sequence === first.sequence
      ? []
      : [`${one.clientMessageId} was acknowledged as ${first.sequence} and is stored as ${told(row)}`];
  });
}

const isSame = ({ clientMessageId, senderId }: Sent, row: Held): boolean =>
  row.clientMessageId === clientMessageId && row.senderId === senderId;

function doubled({ sent, stored }: Evidence): string[] {
  const said = new Set(sent.map(({ clientMessageId }) => clientMessageId));
  const rows = [...stored.values()].flatMap(({ messages }) => messages);
  const seen = new Map<string | null, Held>();
  const twice = rows.flatMap((row) => {
    const earlier = seen.get(row.clientMessageId);
    seen.set(row.clientMessageId, row);
    return earlier ? [`${told(earlier)} is stored again as ${told(row)}`] : [];
  });
  const foreign = rows.filter(({ clientMessageId }) => !said.has(clientMessageId ?? "")).map(told);
  const differing = sent.flatMap(({ clientMessageId, acknowledgements }) =>
    new Set(acknowledgements.map(({ id, sequence }) => `${id} ${sequence}`)).size > 1
      ? [`${clientMessageId} was acknowledged as different messages`]
      : [],
  );
  return [...twice, ...foreign.map((row) => `nobody said ${row}`), ...differing];
}

function outOfOrder({ sent, stored }: Evidence): string[] {
  const holes = [...stored].flatMap(([roomId, { revision, messages }]) => [
    ...messages.flatMap(({ sequence }, index) =>
      sequence === index + 1 ? [] : [`${roomId} has ${sequence} in place ${index + 1}`],
    ),
    ...messages.flatMap((row) => (row.revision <= revision ? [] : [`${told(row)} is beyond its room`])),
  ]);
  return [
    ...holes,
    ...Map.groupBy(sent, ({ roomId }) => roomId)
      .values()
      .flatMap(overtaken),
  ];
}

/** What was first said after another message's acknowledgement comes after that one. */
function overtaken(sent: Sent[]): string[] {
  const acknowledged = sent.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined);
  const ends = acknowledged.toSorted((a, b) => (a.acknowledgedAt ?? 0) - (b.acknowledgedAt ?? 0));
  let highest: { sequence: number; clientMessageId: string } | undefined;
  let next = 0;
  return acknowledged
    .toSorted((a, b) => a.begunAt - b.begunAt)
    .flatMap(({ begunAt, clientMessageId, acknowledgements: [message] }) => {
      for (; (ends[next]?.acknowledgedAt ?? Infinity) < begunAt; next += 1) {
        const { sequence = 0 } = ends[next]?.acknowledgements[0] ?? {};
        if (sequence > (highest?.sequence ?? 0))
          highest = { sequence, clientMessageId: ends[next]?.clientMessageId ?? "" };
      }
      if (!message || !highest || message.sequence > highest.sequence) return [];
      return [
        `${clientMessageId} is ${message.sequence} although ${highest.clientMessageId} was ${highest.sequence} before`,
      ];
    });
}

/** A message shows the last change that was acknowledged, or a later one that somebody asked for. */
function changesLost({ changes, stored }: Evidence): string[] {
  const rows = [...stored.values()].flatMap(({ messages }) => messages);
  const asked = Map.groupBy(changes, ({ messageId }) => messageId);
  return rows.flatMap((row) => {
    const reason = unexplained(row, asked.get(row.id) ?? []);
    return reason ? [`${told(row)}: ${reason}`] : [];
  });
}

function unexplained(row: Held, asked: Change[]): string | undefined {
  const deletions = asked.filter(({ kind }) => kind === "delete");
  if (row.deleted) return deletions.length > 0 ? undefined : "nobody deleted it";
  if (deletions.some(({ acknowledged }) => acknowledged)) return "its deletion was acknowledged";
  const last = asked
    .filter(({ revision }) => revision !== undefined)
    .toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0))[0];
  if (last && row.revision < (last.revision ?? 0)) return `its change ${last.revision} was acknowledged`;
  if (last && row.revision === last.revision)
    return row.content === last.content ? undefined : `its change ${last.revision} said ${last.content}`;
  const possible = asked.filter(({ acknowledged }) => !acknowledged).map(({ content }) => content);
  if (!last) possible.push(row.clientMessageId ?? "");
  return possible.includes(row.content) ? undefined : "nobody wrote that";
}

function differences({ who, revision, messages, disorders }: Copy, stored: State | undefined): string[] {
  if (!stored) return [`${who} holds a room that is not stored`];
  const held = new Map(messages.map((message) => [message.id, message]));
  const wrong = stored.messages.filter((row) => !Bun.deepEquals(held.get(row.id), row));
  return [
    ...disorders.map((disorder) => `${who}: ${disorder}`),
    ...(revision === stored.revision ? [] : [`${who} stands at ${revision}, the room at ${stored.revision}`]),
    ...wrong.slice(0, 1).map((row) => {
      const mine = held.get(row.id);
      return `${who} holds ${mine ? told(mine) : "nothing"} for ${told(row)}, and ${wrong.length} such`;
    }),
    ...(messages.length > stored.messages.length ? [`${who} holds messages that are not stored`] : []),
  ];
}

const told = ({ clientMessageId, sequence, revision, content, edited, deleted }: Held): string =>
  JSON.stringify({ clientMessageId, sequence, revision, content, edited, deleted });
