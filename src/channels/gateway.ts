import type { WebSocketHandler } from "bun";
import type { Actor } from "../domain/actor.ts";
import { toAppError } from "../domain/errors.ts";
import { clientFrame, closeCode } from "../lib/contract/frames.ts";
import { AppError, unauthenticated } from "../lib/errors.ts";
import { parse } from "../lib/parse.ts";
import { gcra } from "../lib/rate-limiter.ts";
import { SECOND } from "../lib/time.ts";
import type { Hub } from "../realtime/hub.ts";
import { Admission } from "./admission.ts";
import { Connection, type Socket, type SocketData } from "./connection.ts";
import { type FrameParts, handleFrame } from "./frames.ts";
import { Newcomers } from "./newcomers.ts";
import type { People } from "./people.ts";

/** Bytes. 5,000 code points, each written as two \uXXXX escapes, and the rest of the frame. */
const MAX_FRAME = 64 * 1024;
/** Bytes that may wait for a slow reader before it is closed, to come back and catch up. */
const MAX_BACKPRESSURE = 1024 * 1024;
/** Seconds without a word, pings included, after which a connection counts as gone. */
const IDLE_TIMEOUT = 60;
/** Milliseconds in which a connection must say who it is. */
const AUTHENTICATE_WITHIN = 10 * SECOND;
/** Frames in a row that make no sense before the connection is closed. */
const MAX_MALFORMED = 100;
/** Frames of a connection, whatever they ask for: a burst, and a rate in the long run. */
const FRAME_RATE = { limit: 1200, periodSeconds: 20 };

export type GatewayOptions = {
  parts: FrameParts;
  hub: Hub;
  people: People;
  compression: boolean;
  /** Off for load tests. */
  limitFrames: boolean;
  observe: {
    frame(type: string, milliseconds: number): void;
    closed(code: number): void;
  };
  onError: (error: unknown, connectionId: string) => void;
};

/** The server's side of every socket: who it is, one frame after another, what went wrong. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #admission = new Admission();
  readonly #newcomers = new Newcomers<Connection>(AUTHENTICATE_WITHIN, (connection) =>
    connection.close(closeCode.authenticateTimeout, "no authenticate in time"),
  );
  #open = 0;

  constructor(options: GatewayOptions) {
    this.#options = options;
  }

  /** Open sockets, also those that have not said who they are. */
  get open(): number {
    return this.#open;
  }

  /** Connections that have said who they are and wait to be let in. */
  get waiting(): number {
    return this.#admission.waiting;
  }

  /** Whether a further connection would only be sent away again. */
  get full(): boolean {
    return this.#admission.full;
  }

  close(): void {
    this.#admission.close();
    this.#newcomers.close();
  }

  /** For `Bun.serve`. */
  get handler(): WebSocketHandler<SocketData> {
    return {
      maxPayloadLength: MAX_FRAME,
      backpressureLimit: MAX_BACKPRESSURE,
      closeOnBackpressureLimit: true,
      idleTimeout: IDLE_TIMEOUT,
      sendPings: true,
      // A compressor of its own costs 224 KB a connection; the shared one nothing measurable.
      perMessageDeflate: this.#options.compression ? { compress: "shared", decompress: "shared" } : false,
      open: (socket) => this.#onOpen(socket),
      message: (socket, data) => this.#onMessage(socket, data),
      ping: (socket) => this.#onPing(socket),
      close: (socket, code) => this.#onClose(socket, code),
    };
  }

  #onOpen(socket: Socket): void {
    const connection = new Connection(socket);
    socket.data.connection = connection;
    this.#open += 1;
    const { cookie } = socket.data;
    if (cookie === undefined) this.#newcomers.expect(connection);
    else connection.entering = this.#authenticate(connection, cookie);
  }

  #onMessage(socket: Socket, data: string | Buffer): void {
    const { connection } = socket.data;
    if (!connection) return;
    if (typeof data !== "string") return connection.close(closeCode.brokenProtocol, "text frames only");
    if (!this.#withinRate(connection)) return connection.close(closeCode.flooding, "too many frames");
    connection.receive(data, (text) => this.#onFrame(connection, text));
  }

  /** Bun has answered it: a ping costs as much as any other frame. */
  #onPing({ data: { connection } }: Socket): void {
    if (connection && !this.#withinRate(connection)) connection.close(closeCode.flooding, "too many frames");
  }

  #onClose(socket: Socket, code: number): void {
    const { connection } = socket.data;
    this.#open -= 1;
    this.#options.observe.closed(code);
    if (!connection) return;
    this.#newcomers.settle(connection);
    connection.ended();
    if (connection.actor) this.#options.people.left(connection, connection.actor);
  }

  #withinRate(connection: Connection): boolean {
    if (!this.#options.limitFrames) return true;
    const { arrival, verdict } = gcra(connection.frameArrival, performance.now(), FRAME_RATE);
    connection.frameArrival = arrival;
    return verdict.allowed;
  }

  async #onFrame(connection: Connection, text: string): Promise<void> {
    const started = performance.now();
    let type = "malformed";
    let clientMessageId: string | undefined;
    // A browser may speak as soon as its socket is open: its cookie has said who it is.
    if (connection.entering) await connection.entering;
    try {
      const data = readJson(text);
      clientMessageId = idIn(data);
      const frame = parse(clientFrame, data);
      type = frame.type;
      connection.malformed = 0;
      if (frame.type === "authenticate" && !connection.actor)
        return await this.#authenticate(connection, frame.token);
      const actor = await this.#actorOf(connection);
      const { parts } = this.#options;
      const fail = (error: unknown, id?: string) => this.#fail(connection, error, id);
      await handleFrame({ parts, connection, actor, context: parts.context, fail }, frame);
    } catch (error) {
      if (!connection.actor) return this.#refuse(connection);
      this.#fail(connection, error, clientMessageId);
      if (type === "malformed" && ++connection.malformed > MAX_MALFORMED)
        connection.close(closeCode.brokenProtocol, "nothing but malformed frames");
    } finally {
      this.#options.observe.frame(type, performance.now() - started);
    }
  }

  /** Asked anew for every frame, from memory: a name may have changed, a session ended. */
  async #actorOf(connection: Connection): Promise<Actor> {
    const actor =
      connection.actor && (await this.#options.parts.context.access.actor(connection.actor.sessionId));
    if (!actor) throw unauthenticated();
    connection.actor = actor;
    return actor;
  }

  async #authenticate(connection: Connection, token: string): Promise<void> {
    this.#newcomers.settle(connection);
    if (!(await this.#admission.turn(() => connection.closed)))
      return connection.close(closeCode.overloaded, "come back later");
    const claims = this.#options.parts.context.tokens.verify(token);
    if (claims) await this.#begin(connection, claims.sessionId);
    else this.#refuse(connection);
  }

  async #begin(connection: Connection, sessionId: string): Promise<void> {
    try {
      const actor = await this.#options.parts.context.access.actor(sessionId);
      if (!actor) return this.#refuse(connection);
      await this.#options.people.arrived(connection, actor);
    } catch (error) {
      this.#options.onError(error, connection.id);
      connection.close(closeCode.overloaded, "try again later");
    }
  }

  #refuse(connection: Connection): void {
    connection.say({ type: "auth_error", code: "unauthenticated", message: "Not authenticated." });
    connection.close(closeCode.unauthenticated, "not authenticated");
  }

  #fail(connection: Connection, error: unknown, clientMessageId?: string): void {
    const known = toAppError(error);
    if (!known) this.#options.onError(error, connection.id);
    const { code, message, retryAfter } =
      known ?? new AppError("unavailable", "Something went wrong here. Try again.", { retryAfter: 1 });
    connection.say({ type: "error", code, message, clientMessageId, retryAfter });
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid_request", "The frame is not JSON.");
  }
}

/** The id that an answer must name, also where the rest of the frame is wrong. */
function idIn(data: unknown): string | undefined {
  const { clientMessageId } = (data ?? {}) as { clientMessageId?: unknown };
  return typeof clientMessageId === "string" ? clientMessageId.slice(0, 64) : undefined;
}
