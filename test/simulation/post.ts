/** What clients ask for over HTTP and send, until they know what became of it: the outbox, and all that was promised. */
import { sendMessage } from "../../src/domain/messages/index.ts";
import type { Message } from "../../src/lib/contract/objects.ts";
import { heldOf } from "../support/holder.ts";
import type { Client } from "./client.ts";
import { same } from "./copy.ts";
import { Way } from "./line.ts";
import type { Verb } from "./node.ts";
import type { World } from "./world.ts";

/** Milliseconds, as in `static/live/api.ts`. */
const REQUEST_WITHIN = 15_000;
/** Milliseconds without an answer, or after a refusal that asks for it, until something is sent again. */
const SEND_AGAIN = 3000;
const RETRY = 400;

export type Outcome<Result> = { value: Result } | { error: string };
export type Outgoing = {
  client: Client;
  roomId: string;
  content: string;
  clientMessageId: string;
  overHttp: boolean;
  begunAt: number;
  tries: number;
  state: "sending" | "stored" | "refused";
};

export class Post {
  readonly outbox = new Map<string, Outgoing>();
  /** The first answer to each clientMessageId. */
  readonly acknowledgements = new Map<string, Message>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Asks some node over HTTP. `done` hears of what came of it once, unless the client is gone. */
  call<Result>(client: Client, verb: Verb<Result>, done: (outcome: Outcome<Result>) => void): void {
    const { time, random, nodes } = this.#world;
    const node = random.pick(nodes);
    let open = true;
    const end = (outcome: Outcome<Result>) => {
      if (!open) return;
      open = false;
      timer.cancelled = true;
      done(outcome);
    };
    const timer = time.schedule(client.process, REQUEST_WITHIN, () => end({ error: "no answer" }));
    const up = new Way(this.#world, node.process);
    const down = new Way(this.#world, client.process);
    up.slowest = client.slowest;
    down.slowest = client.slowest;
    const answer = (outcome: Outcome<Result>) => {
      if (!node.process.effect()) return;
      if (random.chance(this.#world.lossyHttp)) return;
      down.carry(() => end(outcome));
    };
    if (!node.port) return void time.schedule(client.process, 1, () => end({ error: "refused" }));
    up.carry(() => {
      node.serve(client.person.sessionId, verb).then(
        (value) => answer({ value }),
        (error: Error) => answer({ error: error.message }),
      );
    });
    this.#watch(client, node.process, () => end({ error: "connection lost" }));
  }

  /** Most clients learn soon that the node which they asked has died. */
  #watch(client: Client, node: { alive: boolean }, lost: () => void): void {
    const { time, random } = this.#world;
    if (random.chance(0.8))
      time.schedule(client.process, random.between(500, 1500), () => !node.alive && lost());
  }

  /** Writes something and sees to it that it is stored, once, or refused for good. */
  write(client: Client, roomId: string, content: string, overHttp: boolean): void {
    const clientMessageId = `${client.name} ${content}`;
    const { now } = this.#world.time;
    const outgoing = { client, roomId, content, clientMessageId, overHttp, begunAt: now, tries: 0 };
    this.outbox.set(clientMessageId, { ...outgoing, state: "sending" });
    this.#send(clientMessageId);
  }

  /** Says again what may have been stored long ago: must find the first. */
  again(clientMessageId: string): void {
    const outgoing = this.outbox.get(clientMessageId);
    if (!outgoing || outgoing.state !== "stored") return;
    outgoing.state = "sending";
    this.#send(clientMessageId);
  }

  #send(clientMessageId: string): void {
    const outgoing = this.outbox.get(clientMessageId);
    if (outgoing?.state !== "sending") return;
    const client = this.#present(outgoing.client);
    const { roomId, content } = outgoing;
    outgoing.tries += 1;
    client.note(
      `sends "${content}" ${outgoing.overHttp ? "over HTTP" : "as a frame"}, try ${outgoing.tries}`,
    );
    const frame = { type: "send_message", roomId, content, clientMessageId } as const;
    const overHttp = outgoing.overHttp || !client.send(frame);
    if (!overHttp && outgoing.tries === 1) client.said.push(clientMessageId);
    if (overHttp) this.#request(client, outgoing);
    this.#sendAgain(outgoing, SEND_AGAIN);
  }

  /** Unless it was sent again before. */
  #sendAgain({ clientMessageId, tries }: Outgoing, delay: number): void {
    const { time, process } = this.#world;
    time.schedule(process, delay, () => {
      if (this.outbox.get(clientMessageId)?.tries === tries) this.#send(clientMessageId);
    });
  }

  #request(client: Client, { clientMessageId, roomId, content }: Outgoing): void {
    const input = { roomId, content, clientMessageId };
    this.call(
      client,
      (context, actor) => sendMessage(context, actor, input),
      (outcome) => {
        if ("error" in outcome) this.refused(clientMessageId, outcome.error);
        else this.acknowledged(client, clientMessageId, outcome.value.message);
      },
    );
  }

  /** What was written before a reload is still in the outbox. */
  #present(client: Client): Client {
    return this.#world.clients.find(({ name }) => name === client.name) ?? client;
  }

  /** Promise 1: it is stored, once, as it was said to be. */
  acknowledged(client: Client, clientMessageId: string, message: Message): void {
    const outgoing = this.outbox.get(clientMessageId);
    const { history } = this.#world;
    const stored = history.changes(message.roomId)[message.revision - 1];
    const { sequence, revision } = message;
    client.note(`is told that ${clientMessageId} is stored as ${sequence} at ${revision}`);
    if (!stored || !same(heldOf(message), stored))
      return client.fail(
        `${clientMessageId} was acknowledged as ${sequence} at ${revision}, which is not stored`,
      );
    const first = this.acknowledgements.get(clientMessageId);
    if (first && first.id !== message.id)
      return client.fail(`${clientMessageId} was acknowledged as two messages`);
    if (!first) this.acknowledgements.set(clientMessageId, message);
    if (outgoing) outgoing.state = "stored";
    if (client.said.includes(clientMessageId)) this.#inOrder(client, clientMessageId, message);
  }

  /** What one connection says in a room is stored in the order in which it was said. */
  #inOrder(client: Client, clientMessageId: string, { roomId, sequence }: Message): void {
    const place = client.said.indexOf(clientMessageId);
    const once = (id: string) => this.outbox.get(id)?.tries === 1;
    for (const [index, other] of client.said.entries()) {
      const answer = this.acknowledgements.get(other);
      if (answer?.roomId !== roomId || !once(other) || !once(clientMessageId)) continue;
      if (answer.sequence < sequence !== index < place && index !== place)
        client.fail(
          `${other} is stored as ${answer.sequence}, ${clientMessageId} as ${sequence}: not as they were said`,
        );
    }
  }

  refused(clientMessageId: string, code: string): void {
    const outgoing = this.outbox.get(clientMessageId);
    if (outgoing?.state !== "sending") return;
    const { client, roomId, begunAt } = outgoing;
    client.note(`is told that ${clientMessageId} is not stored: ${code}`);
    const { time, history } = this.#world;
    if (code !== "not_found" && code !== "conflict" && code !== "forbidden")
      return this.#sendAgain(outgoing, RETRY);
    outgoing.state = "refused";
    if (history.wasMember(roomId, client.person.userId, begunAt, time.now))
      client.fail(`a member's message ${clientMessageId} was refused with ${code}`);
  }
}
