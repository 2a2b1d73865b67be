import { waitFor } from "../support/wait.ts";
import { judgedFrame } from "./answers.ts";
import type { Lane, Target } from "./lanes.ts";
import { encoded, mutatedJson } from "./mutate-json.ts";
import { rawFrame } from "./socket-shapes.ts";
import { SocketWire } from "./socket-wire.ts";
import type { Tally } from "./tally.ts";
import { frameTemplates } from "./templates.ts";
import { within } from "./wire.ts";

/** Of one case. */
const FRAMES = 50;

/** Frames on a connection that is let in: each is answered, and then a good one that tells where this case ends. */
export function frameLane({ port, token, ids, tally }: Target): Lane {
  const templates = frameTemplates(ids);
  let socket: SocketWire | undefined;
  const enter = async (): Promise<SocketWire> => {
    if (!socket || socket.wire.ended)
      socket = await waitFor(() => upgraded(port, tally), { interval: 100, message: "an upgrade" });
    return socket;
  };
  return {
    async play(dice, name) {
      const inputs = Array.from({ length: FRAMES }, () =>
        rawFrame(1, encoded(dice, mutatedJson(dice, dice.pick(templates)), 0.002)),
      );
      const known = socket?.wire.ended === false;
      const mine = await enter();
      const { wire } = mine;
      if (!known && !(await mine.authenticate(token))) return refused(mine, tally);
      const outcome = new Outcome(name, tally);
      mine.onText = (payload) => outcome.take(payload);
      wire.write(Buffer.concat([...inputs, outcome.marker(ids.room)]));
      await within(Promise.race([outcome.over, wire.closed]), () => `the end of ${outcome.toString()}`);
      outcome.check(wire.ended);
      if (wire.ended) tally.count(`close ${mine.closeCode}`);
      return FRAMES;
    },
    close: async () => socket?.wire[Symbol.asyncDispose](),
  };
}

/** Undefined where it was refused: a node that has too much to do says so, and one comes back. */
async function upgraded(port: number, tally: Tally): Promise<SocketWire | undefined> {
  const socket = await SocketWire.open(port);
  if (socket.status === 101) return socket;
  tally.count(`upgrade ${socket.status}`);
  await socket.wire[Symbol.asyncDispose]();
  return undefined;
}

/** Who came back too often says nothing more: the one frame was all. */
async function refused({ wire, closeCode }: SocketWire, tally: Tally): Promise<number> {
  await wire[Symbol.asyncDispose]();
  tally.count(`not let in ${closeCode}`);
  return 1;
}

/** What came back of one case's frames. */
class Outcome {
  /** Resolves with the answer to the frame after the last. */
  readonly over: Promise<void>;
  #answers = 0;
  #wrong: unknown;
  readonly #marker: string;
  readonly #tally: Tally;
  readonly #onOver: () => void;

  constructor(name: string, tally: Tally) {
    this.#marker = `end of ${name}`;
    this.#tally = tally;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.over = promise;
    this.#onOver = resolve;
  }

  /** Understood, and refused with its id. */
  marker(roomId: string): Buffer {
    const frame = { type: "send_message", roomId, content: "a", clientMessageId: this.#marker };
    return rawFrame(1, JSON.stringify(frame));
  }

  take(payload: Buffer): void {
    if (payload.includes(this.#marker)) return this.#onOver();
    this.#answers += 1;
    try {
      this.#tally.count(judgedFrame(payload));
    } catch (error) {
      this.#wrong ??= error;
    }
  }

  /** What was not answered may only be what came after the end of its connection. */
  check(ended: boolean): void {
    if (this.#wrong !== undefined) throw this.#wrong;
    if (!ended && this.#answers < FRAMES) throw new Error(`unanswered frames: ${this.toString()}`);
  }

  toString(): string {
    return `a case with ${this.#answers} answers to ${FRAMES} frames`;
  }
}
