import { judged, judgedFrame, readAnswer } from "./answers.ts";
import type { Dice } from "./dice.ts";
import { httpShape } from "./http-shapes.ts";
import { mutatedBytes } from "./mutate-bytes.ts";
import { mutatedRequest, plainRequest, type RequestBytes } from "./mutate-request.ts";
import { rawFrame, socketShape } from "./socket-shapes.ts";
import { SocketWire } from "./socket-wire.ts";
import type { Tally } from "./tally.ts";
import { frameTemplates, type Ids } from "./templates.ts";
import { within, Wire } from "./wire.ts";

/** `token` is of somebody who may do nothing in the room of `ids`. */
export type Target = { port: number; token: string; ids: Ids; tally: Tally };
/** Plays one case after another and says how many inputs each was; throws on what must not be. */
export type Lane = { play: (dice: Dice, name: string) => Promise<number>; close: () => Promise<void> };

/** Of one case. */
const REQUESTS = 10;

/** Requests on a connection that is kept, one after another. */
export function requestLane({ port, token, ids, tally }: Target): Lane {
  let wire: Wire | undefined;
  const ask = async ({ bytes, api }: RequestBytes): Promise<void> => {
    if (!wire || wire.ended) wire = await Wire.connect(port);
    const answer = await answerOf(wire, bytes);
    tally.count(answer ? judged(answer, api) : "HTTP connection ended");
    if (answer && /^connection: close/im.test(answer.head)) await wire[Symbol.asyncDispose]();
  };
  return {
    async play(dice) {
      for (let at = 0; at < REQUESTS; at += 1) await ask(mutatedRequest(dice, ids, token));
      return REQUESTS;
    },
    close: async () => wire?.[Symbol.asyncDispose](),
  };
}

/** The first whole answer, or undefined where the connection ended without one. */
async function answerOf(wire: Wire, request: Buffer) {
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof readAnswer>>();
  let received: Buffer = Buffer.alloc(0);
  wire.onData = (chunk) => {
    received = Buffer.concat([received, chunk]);
    const answer = readAnswer(received);
    if (answer) resolve(answer);
  };
  wire.write(request);
  void wire.closed.then(() => resolve(readAnswer(received)));
  return within(promise, () => `an answer to ${request.toString("latin1").slice(0, 2000)}`);
}

/** A connection for each case: raw bytes after an upgrade, or instead of a request. */
export const byteLane = (target: Target): Lane => ({
  async play(dice) {
    await (dice.chance(0.5) ? brokenFrames(dice, target) : brokenRequest(dice, target));
    return 1;
  },
  close: () => Promise.resolve(),
});

async function brokenFrames(dice: Dice, { port, token, ids, tally }: Target): Promise<void> {
  const socket = await SocketWire.open(port);
  await using wire = socket.wire;
  if (socket.status !== 101) return tally.count(`upgrade ${socket.status}`);
  if (dice.chance(0.5) && !(await socket.authenticate(token)))
    return tally.count(`not let in ${socket.closeCode}`);
  let wrong: unknown;
  socket.onText = (payload) => {
    try {
      tally.count(judgedFrame(payload));
    } catch (error) {
      wrong ??= error;
    }
  };
  wire.write(frameBytes(dice, ids));
  wire.end();
  await within(wire.closed, () => "the end of a socket");
  if (wrong !== undefined) throw wrong;
  tally.count(`close ${socket.closeCode}`);
}

/** Frames that break the protocol, alone or behind good ones, or good ones with their bytes mutated. */
function frameBytes(dice: Dice, ids: Ids): Buffer {
  const texts = [0, 1, 2].map(() => JSON.stringify(dice.pick(frameTemplates(ids))));
  const valid = Buffer.concat(texts.map((text) => rawFrame(1, text, { mask: dice.bytes(4) })));
  const shape = socketShape(dice, texts[0] ?? "{}");
  const how = dice.below(3);
  return how === 0 ? shape : how === 1 ? Buffer.concat([valid, shape]) : mutatedBytes(dice, valid, shape);
}

async function brokenRequest(dice: Dice, { port, token, ids, tally }: Target): Promise<void> {
  await using wire = await Wire.connect(port);
  const received: Buffer[] = [];
  wire.onData = (chunk) => received.push(Buffer.from(chunk));
  const shape = httpShape(dice);
  const plain = plainRequest(dice, ids, token);
  const how = dice.below(3);
  const mutated = how === 1 ? mutatedBytes(dice, shape, plain) : mutatedBytes(dice, plain, shape);
  wire.write(how === 0 ? shape : mutated);
  wire.end();
  await within(wire.closed, () => "the end of a connection");
  const answer = readAnswer(Buffer.concat(received));
  // Whether it was for a page or for the API is not known of bytes that may be neither.
  tally.count(
    answer ? judged(answer, false) : `HTTP ended ${received.length > 0 ? "in between" : "unanswered"}`,
  );
}
