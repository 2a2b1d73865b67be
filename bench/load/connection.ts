import type { Socket } from "bun";
import { nowUs } from "./clock.ts";
import { Kind, type Dialect } from "./dialects.ts";
import { END_OF_HEAD, upgradeRequest } from "./handshake.ts";
import { maskedFrame, Opcode, readFrames, type FrameReceiver } from "./frames.ts";
import { sentAt, type StampedMessage } from "./stamp.ts";
import type { Tally } from "./tally.ts";

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const text = (payload: string): Buffer => maskedFrame(Opcode.text, Buffer.from(payload)).bytes;

/** What every connection of one run shares. */
export type Run = {
  dialect: Dialect;
  path: string;
  compressed: boolean;
  contentLength: number;
  tally: Tally;
};

/** One client: handshake, login, then counting what arrives and, where it sends, keeping its window full. */
export class Connection implements FrameReceiver {
  message: StampedMessage | null = null;
  inFlight = 0;
  private socket: Socket<Connection> | null = null;
  private upgraded = false;
  private carry: Buffer | null = null;
  private unsent: Buffer | null = null;

  constructor(
    private readonly run: Run,
    private readonly login: string,
    private readonly port: number,
    /** Whether what it receives is timed, not only counted. */
    private readonly timed: boolean,
    private readonly whenReady: () => void,
  ) {}

  opened(socket: Socket<Connection>): void {
    this.socket = socket;
    socket.setNoDelay(true);
    this.write(upgradeRequest(this.run.path, this.port, this.run.compressed));
  }

  received(chunk: Buffer): void {
    this.run.tally.time = nowUs();
    const bytes = this.carry === null ? chunk : Buffer.concat([this.carry, chunk]);
    this.carry = this.upgraded ? readFrames(bytes, this) : this.readHead(bytes);
  }

  end(): void {
    this.socket?.end();
  }

  closed(): void {
    if (!this.run.tally.closing) this.run.tally.problem("the server closed a connection");
  }

  frame(opcode: number, bytes: Buffer, start: number, end: number): void {
    if (opcode === Opcode.ping) return this.write(maskedFrame(Opcode.pong, bytes.subarray(start, end)).bytes);
    if (opcode === Opcode.close) return this.run.tally.problem(`close ${bytes.readUInt16BE(start)}`);
    const { dialect, tally } = this.run;
    switch (dialect.classify(bytes, start, end)) {
      case Kind.delivery:
        return tally.delivery(bytes, start, end, this.timed);
      case Kind.ack:
        return this.acknowledged(bytes, start, end);
      case Kind.heartbeat:
        return this.write(text(dialect.heartbeatReply));
      case Kind.ready:
        return this.whenReady();
      case Kind.problem:
        // Without the message's id, so that the same thing said of many is one problem.
        return tally.problem(bytes.toString("utf8", start, Math.min(end, start + 200)).replace(UUID, "…"));
    }
  }

  /** Sends until `window` messages wait for their acknowledgement. */
  fill(window: number): void {
    while (this.inFlight < window) this.send();
  }

  /** `at`: microseconds of `nowUs`, from which its latency counts. */
  send(at = nowUs()): void {
    if (this.message === null) throw new Error("not a sender");
    this.inFlight += 1;
    this.run.tally.sent += 1;
    this.write(this.message.next(at));
  }

  /** The rest of a write that the kernel did not take. */
  drained(): void {
    const rest = this.unsent;
    this.unsent = null;
    if (rest !== null) this.write(rest);
  }

  private acknowledged(bytes: Buffer, start: number, end: number): void {
    this.inFlight -= 1;
    const { tally } = this.run;
    tally.ack(sentAt(bytes, start, end));
    if (tally.window > 0) this.fill(tally.window);
  }

  private readHead(bytes: Buffer): Buffer | null {
    const end = bytes.indexOf(END_OF_HEAD);
    if (end < 0) return Buffer.from(bytes);
    const status = bytes.toString("latin1", 0, bytes.indexOf("\r\n"));
    if (!status.startsWith("HTTP/1.1 101")) this.run.tally.problem(`handshake refused: ${status}`);
    this.upgraded = true;
    this.write(text(this.login));
    return readFrames(bytes.subarray(end + END_OF_HEAD.length), this);
  }

  private write(bytes: Buffer): void {
    if (this.unsent !== null) return void (this.unsent = Buffer.concat([this.unsent, bytes]));
    const written = this.socket?.write(bytes) ?? 0;
    // A message's buffer is overwritten by the next send: what stays behind has to be a copy.
    if (written < bytes.length) this.unsent = Buffer.from(bytes.subarray(Math.max(written, 0)));
  }
}
