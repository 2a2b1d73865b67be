/** Makes what a plan says happen. */
import { deleteMessage, editMessage } from "../../src/domain/messages/index.ts";
import { inviteMember, joinRoom, leaveRoom, removeMember } from "../../src/domain/rooms/index.ts";
import type { Client } from "./client.ts";
import type { Action, Fault, Happening } from "./plan.ts";
import type { World } from "./world.ts";

/** Messages of one burst. */
const BURST = 5;
/** Milliseconds for which a call may wait for a database that does not answer: `DEADLINE.write` in db/database.ts. */
const DEADLINE = 5000;

type Perform<Kinds extends { kind: string }> = {
  [Kind in Kinds["kind"]]: (world: World, happening: Extract<Kinds, { kind: Kind }>) => void;
};
type Deed = Extract<Action, { client: number }>;

export function perform(world: World, happening: Happening): void {
  world.note("world", JSON.stringify(happening));
  world.counts.happenings += 1;
  if ("client" in happening && "overHttp" in happening) {
    const client = world.clients[happening.client];
    if (client) deeds[happening.kind](world, client, happening);
  } else {
    const run = faults[happening.kind] as (world: World, fault: Happening) => void;
    run(world, happening);
  }
}

type Do = (world: World, client: Client, deed: Deed) => void;

const roomOf = ({ rooms }: Client, pick: number): string | undefined =>
  [...rooms.copies.keys()][pick % (rooms.copies.size || 1)];

/** In the name of this client; what comes of it shows in the database. */
const inRoom =
  (run: (world: World, client: Client, roomId: string, deed: Deed) => void): Do =>
  (world, client, deed) => {
    const roomId = roomOf(client, deed.pick);
    if (roomId !== undefined) run(world, client, roomId, deed);
  };

function ownMessage({ rooms, person }: Client, roomId: string, pick: number): string | undefined {
  const own = rooms.copies.get(roomId)?.messages.filter(({ senderId }) => senderId === person.userId) ?? [];
  return own[pick % (own.length || 1)]?.id;
}

const write = (world: World, client: Client, roomId: string, overHttp: boolean): void =>
  world.post.write(client, roomId, `text ${String(++world.counts.written).padStart(4, "0")}.`, overHttp);

const deeds: Record<Deed["kind"], Do> = {
  write: inRoom((world, client, roomId, { overHttp }) => write(world, client, roomId, overHttp)),
  burst: inRoom((world, client, roomId, { overHttp }) => {
    for (let count = 0; count < BURST; count += 1) write(world, client, roomId, overHttp);
  }),
  again: (world, client, { pick }) => {
    const own = [...world.post.outbox.values()].filter((each) => each.client.name === client.name);
    const outgoing = own[pick % (own.length || 1)];
    if (outgoing) world.post.again(outgoing.clientMessageId);
  },
  edit: inRoom((world, client, roomId, { pick }) => {
    const id = ownMessage(client, roomId, pick);
    const content = `edit ${String(++world.counts.written).padStart(4, "0")}.`;
    if (id === undefined) return;
    world.post.call(
      client,
      (context, actor) => editMessage(context, actor, id, { content }),
      (outcome) => {
        if ("error" in outcome) return;
        const stored = world.history.changes(roomId)[outcome.value.revision - 1];
        if (stored?.id !== id || stored.content !== content)
          client.fail(`"${content}" is not stored as it was told`);
      },
    );
  }),
  delete: inRoom((world, client, roomId, { pick }) => {
    const id = ownMessage(client, roomId, pick);
    if (id !== undefined)
      world.post.call(
        client,
        (context, actor) => deleteMessage(context, actor, id),
        () => undefined,
      );
  }),
  join: (world, client, { pick }) => {
    const roomId = world.roomIds[pick % world.roomIds.length] ?? "";
    world.post.call(
      client,
      (context, actor) => joinRoom(context, actor, roomId),
      (outcome) => "value" in outcome && client.rooms.refresh(),
    );
  },
  leave: inRoom((world, client, roomId) => {
    // Somebody must stay, or nobody could come back.
    if (client.person !== world.people[0])
      world.post.call(
        client,
        (context, actor) => leaveRoom(context, actor, roomId),
        () => client.rooms.refresh(),
      );
  }),
  invite: inRoom((world, client, roomId, { pick }) => {
    const { userId = "" } = world.people[pick % world.people.length] ?? {};
    world.post.call(
      client,
      (context, actor) => inviteMember(context, actor, roomId, { userId }),
      () => undefined,
    );
  }),
  remove: (world, _, { pick }) => {
    const [owner, ...others] = world.people;
    const client = world.clients.find(({ person }) => person === owner);
    const userId = others[pick % others.length]?.userId ?? "";
    const roomId = world.roomIds[pick % world.roomIds.length] ?? "";
    if (client)
      world.post.call(
        client,
        (context, actor) => removeMember(context, actor, roomId, userId),
        () => undefined,
      );
  },
  read: inRoom((_, client, roomId, { pick }) => {
    client.send({ type: "mark_read", roomId, sequence: 1 + (pick % 9) });
  }),
  type: inRoom((_, client, roomId) => void client.send({ type: "typing_start", roomId })),
};

/** After so many milliseconds, unless everything was mended before. */
const later = (world: World, lasts: number, run: () => void): void =>
  void world.time.schedule(world.process, lasts, () => !world.mended && run());

const faults: Perform<Fault | Extract<Action, { kind: "poison" }>> = {
  poison: ({ nodes, time }, { node }) => {
    const { parts, process } = nodes[node] ?? {};
    const statement = { sql: "INSERT INTO users (id) VALUES (NULL)", args: [] };
    if (parts && process)
      time.schedule(
        process,
        0,
        () => void parts.context.database.writer.write([statement]).catch(() => undefined),
      );
  },
  noise: (world, { lasts, ...noise }) => {
    world.words.noise = noise;
    later(world, lasts, () => world.words.quiet());
  },
  lineCut: (world, { node, atOnce, lasts }) => {
    const { process } = world.nodes[node] ?? {};
    const line = process && world.words.lineOf(process);
    line?.cut(atOnce);
    later(world, lasts, () => line?.mend());
  },
  brokerGone: (world, { atOnce, lasts }) => {
    for (const line of world.words.lines) line.cut(atOnce);
    later(world, lasts, () => world.words.untroubled());
  },
  diskTrouble: (world, { lasts, ...trouble }) => {
    world.disk.trouble = trouble;
    world.blind(lasts + DEADLINE);
    later(world, lasts, () => world.disk.untroubled());
  },
  diskHangs: (world, { lasts }) => {
    world.disk.process.stallUntil(world.time.now + lasts);
    world.blind(lasts + DEADLINE);
  },
  diskCrash: (world, { lasts }) => {
    world.disk.crash();
    world.blind(lasts + DEADLINE);
    later(world, lasts, () => (world.disk.down = false));
  },
  crash: (world, { node, effects, lasts }) => {
    const { process } = world.nodes[node] ?? {};
    if (!process?.alive) return;
    process.endAfter(effects);
    if (effects === 0) process.endIfSpent();
    later(world, lasts, () => world.restart(node));
  },
  stall: (world, { node, lasts }) => {
    const { process } = world.nodes[node] ?? {};
    process?.stallUntil(world.time.now + lasts);
    world.blind(lasts);
  },
  thread: ({ nodes, disk, blind }, { node }) => {
    const { process } = nodes[node] ?? {};
    if (process) disk.breakThread(process);
    blind(DEADLINE);
  },
  cut: ({ clients }, { client, clientLearns, nodeLearns }) => clients[client]?.cut(clientLearns, nodeLearns),
  reload: (world, { client }) => world.reload(client),
  slow: (world, { client, slowest, lasts }) => {
    world.slow(client, slowest);
    later(world, lasts, () => world.slow(client, undefined));
  },
  lossyHttp: (world, { chance, lasts }) => {
    world.lossyHttp = chance;
    later(world, lasts, () => (world.lossyHttp = 0));
  },
};
