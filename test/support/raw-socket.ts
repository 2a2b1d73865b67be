/** A WebSocket client on a bare TCP connection: it can stop reading, and it can say what no library would. */
import { createConnection, type Socket } from "node:net";
import type { ServerFrame } from "../../src/lib/contract/frames.ts";
import { waitFor } from "./wait.ts";

const HEAD_END = "\r\n\r\n";

/** One frame from a client: final, masked with zeroes. */
export function clientFrame(payload: Uint8Array | string, opcode = 1): Buffer {
  const body = Buffer.from(payload as string);
  const length =
    body.length < 126
      ? Buffer.from([0x80 | body.length])
      : Buffer.from([0x80 | 126, body.length >> 8, body.length & 255]);
  return Buffer.concat([Buffer.from([0x80 | opcode]), length, Buffer.alloc(4), body]);
}

export type WireFrame = { opcode: number; payload: Buffer; end: number };

/** The whole frames of a server from `at` on; the last one's `end` is where the next begins. */
export function wireFrames(bytes: Buffer, at = 0): WireFrame[] {
  const frames: WireFrame[] = [];
  while (at + 2 <= bytes.length) {
    const short = (bytes[at + 1] ?? 0) & 127;
    const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
    const body = at + 2 + extra;
    if (body > bytes.length) break;
    const length =
      extra === 2 ? bytes.readUInt16BE(at + 2) : extra === 8 ? Number(bytes.readBigUInt64BE(at + 2)) : short;
    const end = body + length;
    if (end > bytes.length) break;
    frames.push({ opcode: (bytes[at] ?? 0) & 15, payload: bytes.subarray(body, end), end });
    at = end;
  }
  return frames;
}

export class RawSocket implements AsyncDisposable {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  ended = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => (this.#received = Buffer.concat([this.#received, chunk])));
    socket.on("error", () => undefined);
    socket.on("close", () => (this.ended = true));
  }

  static async connect(port: number): Promise<RawSocket> {
    const raw = new RawSocket(createConnection({ host: "127.0.0.1", port }));
    await new Promise<void>((resolve, reject) => raw.#socket.once("connect", resolve).once("error", reject));
    return raw;
  }

  static async upgrade(port: number): Promise<RawSocket> {
    const raw = await RawSocket.connect(port);
    const key = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
    const lines = [
      "GET /ws HTTP/1.1",
      `Host: 127.0.0.1:${port}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      `Sec-WebSocket-Key: ${key}`,
    ];
    raw.write(lines.join("\r\n") + HEAD_END);
    await waitFor(() => raw.text.includes(HEAD_END), { message: "the answer to an upgrade" });
    return raw;
  }

  write(bytes: Uint8Array | string): void {
    this.#socket.write(bytes);
  }

  /** Nothing more will be written. */
  end(): void {
    this.#socket.end();
  }

  get text(): string {
    return this.#received.toString("latin1");
  }

  /** The whole frames that have been read; a last one that is cut off is left out. */
  get frames(): ServerFrame[] {
    const frames = wireFrames(this.#received, this.#received.indexOf(HEAD_END) + HEAD_END.length);
    return frames
      .filter(({ opcode }) => opcode === 1)
      .map(({ payload }) => JSON.parse(payload.toString("utf8")) as ServerFrame);
  }

  /** Leaves everything that comes in the kernel's buffers. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.destroy();
    await waitFor(() => this.ended);
  }
}
