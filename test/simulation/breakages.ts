/** The product, broken on purpose in ways that people do break such things: the simulation must notice each. */
import { Connection } from "../../src/channels/connection.ts";
import type { RowWork } from "../../db/batch.ts";
import type { Row } from "../../db/protocol.ts";
import { Resumption } from "../../static/live/resumption.ts";
import { Revisions } from "../../static/live/revisions.ts";
import type { Parts } from "./node.ts";
import type { Breakage, World } from "./world.ts";

/** Undone after the run; a breakage of one run must not reach the next. */
export type Undo = () => void;
export type Broken = Breakage & { begin?: () => Undo };

/** Replaces a method of a class until the run is over. */
function patch<Instance extends object, Name extends keyof Instance>(
  { prototype }: { prototype: Instance },
  name: Name,
  replacement: (original: Instance[Name]) => Instance[Name],
): () => Undo {
  return () => {
    const original = prototype[name];
    prototype[name] = replacement(original);
    return () => (prototype[name] = original);
  };
}

const sequencerOf = ({ channels }: Parts) => channels.delivery.sequencer;
/** A message as the writer is given it: its id, content, client's id, thread, time, sender and room. */
type Sent = RowWork["row"];

/** What the next message of its room would be numbered, for those who cannot wait to know. */
function foretold({ history }: World, row: Sent): Row {
  const changes = history.changes(String(row[6]));
  return [row[0] ?? null, changes.filter(({ created }) => created).length + 1, changes.length + 1];
}

export const breakages: Record<string, Broken> = {
  "a change leaves without waiting for those before it": {
    node(parts) {
      const sequencer = sequencerOf(parts);
      const offer = sequencer.offer.bind(sequencer);
      sequencer.offer = (topic, change) =>
        offer(topic, { ...change, after: Math.min(change.after, sequencer.position(topic) ?? 0) });
    },
  },
  "a change claims to come after whatever its reader holds": {
    node(parts) {
      const sequencer = sequencerOf(parts);
      const offer = sequencer.offer.bind(sequencer);
      sequencer.offer = (topic, change) => offer(topic, { ...change, after: 0 });
    },
  },
  "an edit is told as if it were a new message": {
    node(parts) {
      const sequencer = sequencerOf(parts);
      const offer = sequencer.offer.bind(sequencer);
      sequencer.offer = (topic, change) => offer(topic, { ...change, born: change.revision });
    },
  },
  "what is missing is never fetched": {
    node: (parts) => void (sequencerOf(parts).fill = () => Promise.resolve()),
  },
  "memory forgets one change of those who come back": {
    node(parts) {
      const sequencer = sequencerOf(parts);
      const since = sequencer.since.bind(sequencer);
      sequencer.since = (topic, revision) => since(topic, revision)?.slice(1);
    },
  },
  "memory claims to reach back as far as anyone asks": {
    node(parts) {
      const sequencer = sequencerOf(parts);
      const since = sequencer.since.bind(sequencer);
      sequencer.since = (topic, revision) => since(topic, revision) ?? [];
    },
  },
  "nobody looks into the database for what was lost": {
    node: ({ catchUp }) => catchUp.stop(),
  },
  "a connection is subscribed a moment after it was caught up": {
    begin: patch(
      Connection,
      "subscribe",
      (subscribe) =>
        function (this: Connection, topic) {
          setTimeout(() => subscribe.call(this, topic), 2);
        },
    ),
  },
  "a connection hears the room while it is caught up": {
    begin: patch(Connection, "unsubscribe", () => () => undefined),
  },
  "a message is acknowledged before it is stored": {
    database({ writer }, world) {
      const writeRow = writer.writeRow.bind(writer);
      writer.writeRow = (work, lane) => {
        writeRow(work, lane).catch(() => undefined);
        return Promise.resolve(foretold(world, work.row));
      };
    },
  },
  "a message that the database did not answer for counts as stored": {
    database({ writer }, world) {
      const writeRow = writer.writeRow.bind(writer);
      writer.writeRow = (work, lane) => writeRow(work, lane).catch(() => foretold(world, work.row));
    },
  },
  "a resend is not recognised": {
    database({ writer }, { history }) {
      const writeRow = writer.writeRow.bind(writer);
      const renamed = (row: Sent) =>
        history.sent(String(row[1])).length > 0 ? row.with(2, row[0] ?? null) : row;
      writer.writeRow = ({ sql, row }, lane) => writeRow({ sql, row: renamed(row) }, lane);
    },
  },
  "what one connection says is stored in any order": {
    database({ writer }, { random }) {
      const writeRow = writer.writeRow.bind(writer);
      writer.writeRow = async (work, lane) => {
        await Bun.sleep(random.between(1, 5));
        return writeRow(work, lane);
      };
    },
  },
  "who was removed goes on listening": {
    node: ({ channels: { subscriptions } }) => void (subscriptions.reconcileUser = () => Promise.resolve()),
  },
  "what is remembered of memberships is never forgotten": {
    node: ({ context: { access } }) => void (access.forgetMemberships = () => undefined),
  },
  "a room is not followed before somebody listens to it": {
    node: ({ channels: { delivery } }) => void (delivery.following = async (_, work) => work()),
  },
  "the client waits for ever for what the server could not answer": {
    begin: patch(Resumption, "failed", () => () => undefined),
  },
  "the client takes whatever comes": {
    begin: patch(Revisions, "judge", () => () => "take"),
  },
  "the client does not care for gaps": {
    begin: patch(
      Revisions,
      "judge",
      (judge) =>
        function (this: Revisions, change) {
          const verdict = judge.call(this, change);
          return verdict === "gap" ? "take" : verdict;
        },
    ),
  },
};
