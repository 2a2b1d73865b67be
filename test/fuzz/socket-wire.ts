import { wireFrames } from "../support/raw-socket.ts";
import { rawFrame } from "./socket-shapes.ts";
import { within, Wire } from "./wire.ts";

const HEAD_END = "\r\n\r\n";
const UPGRADE = [
  "GET /ws HTTP/1.1",
  "Host: x",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "Sec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover; server_no_context_takeover",
].join("\r\n");

/** A WebSocket that can be written to in raw bytes, and reads whole frames. */
export class SocketWire {
  readonly wire: Wire;
  /** Of the close frame that came; 1006 where there was none. */
  closeCode = 1006;
  onText: (payload: Buffer) => void = () => undefined;
  /** Of the answer to the upgrade; 0 where there was none. */
  status = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #onAnswered: () => void = () => undefined;

  private constructor(wire: Wire) {
    this.wire = wire;
    wire.onData = (chunk) => this.#onData(chunk);
  }

  /** Upgraded, or refused: then `status` is not 101 and the connection is of no use. */
  static async open(port: number): Promise<SocketWire> {
    const socket = new SocketWire(await Wire.connect(port));
    const answered = new Promise<void>((resolve) => (socket.#onAnswered = resolve));
    socket.wire.write(UPGRADE + HEAD_END);
    await within(Promise.race([answered, socket.wire.closed]), () => "an answer to an upgrade");
    return socket;
  }

  /** Says who it is; false where it was not let in. */
  async authenticate(token: string): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.onText = (payload) => payload.includes('"authenticated"') && resolve(true);
    this.wire.write(rawFrame(1, JSON.stringify({ type: "authenticate", token })));
    void this.wire.closed.then(() => resolve(false));
    return within(promise, () => "authenticated");
  }

  #onData(chunk: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#bytes, chunk]);
    if (this.status === 0 && !this.#readHead()) return;
    if (this.status !== 101) return;
    const frames = wireFrames(this.#bytes);
    this.#bytes = this.#bytes.subarray(frames.at(-1)?.end ?? 0);
    for (const { opcode, payload } of frames) {
      if (opcode === 1) this.onText(payload);
      if (opcode === 8) this.closeCode = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
    }
  }

  #readHead(): boolean {
    const at = this.#bytes.indexOf(HEAD_END);
    if (at < 0) return false;
    this.status = Number(this.#bytes.toString("latin1", 9, 12));
    this.#bytes = this.#bytes.subarray(at + HEAD_END.length);
    this.#onAnswered();
    return true;
  }
}
