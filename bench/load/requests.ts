import type { Socket } from "bun";
import { ChunkedBody } from "./chunked.ts";
import { nowUs } from "./clock.ts";
import { unmaskedRequest } from "./frames.ts";
import { END_OF_HEAD } from "./handshake.ts";
import type { Request } from "./job.ts";
import { StampedMessage } from "./stamp.ts";
import type { Tally } from "./tally.ts";

/** Apart from the numbers of the connections that send by socket. */
const FIRST_CLIENT = 1_000_000;
const PLACEHOLDER = '{"content":"","clientMessageId":""}';
const UUID_LENGTH = 36;

/** One client of HTTP/1.1 that keeps its connection and reads no more of an answer than where it ends. */
export class RequestClient {
  private socket: Socket<RequestClient> | null = null;
  private readonly message: StampedMessage | null;
  private readonly fixed: Buffer;
  private carry: Buffer | null = null;
  /** Bytes of the present answer's body that are still to come; null while its head is read. */
  private left: number | null = null;
  private chunked: ChunkedBody | null = null;
  private begun = 0;

  constructor(
    private readonly request: Request,
    index: number,
    private readonly tally: Tally,
    contentLength: number,
    port: number,
  ) {
    const { roomId } = request;
    const length = roomId === undefined ? 0 : bodyLength(contentLength);
    this.fixed = headOf(request, port, length);
    this.message =
      roomId === undefined
        ? null
        : new StampedMessage(FIRST_CLIENT + index, contentLength, bodyOf, (body) =>
            unmaskedRequest(this.fixed, body),
          );
  }

  async open(port: number): Promise<void> {
    this.socket = await Bun.connect({ hostname: "127.0.0.1", port, data: this, socket: handlers });
    this.socket.setNoDelay(true);
  }

  close(): void {
    const { socket } = this;
    this.socket = null;
    socket?.end();
  }

  /** A request is small: the kernel takes it whole, since the one before it was answered. */
  ask(): void {
    this.begun = nowUs();
    this.tally.sent += 1;
    this.socket?.write(this.message?.next(this.begun) ?? this.fixed);
  }

  received(chunk: Buffer): void {
    this.tally.time = nowUs();
    this.tally.answeredBytes += chunk.length;
    if (this.left !== null) return this.body(chunk);
    const bytes = this.carry === null ? chunk : Buffer.concat([this.carry, chunk]);
    const end = bytes.indexOf(END_OF_HEAD);
    this.carry = end < 0 ? Buffer.from(bytes) : null;
    if (end < 0) return;
    this.head(bytes.toString("latin1", 0, end));
    this.body(bytes.subarray(end + END_OF_HEAD.length));
  }

  closed(): void {
    if (this.socket !== null) this.tally.problem("the server closed a client's connection");
  }

  private head(head: string): void {
    if (head[9] !== "2") this.tally.problem(`${this.request.method}: ${head.slice(9, head.indexOf("\r\n"))}`);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    this.chunked = length === undefined ? new ChunkedBody() : null;
    this.left = Number(length ?? 0);
  }

  private body(bytes: Buffer): void {
    if (this.chunked === null) this.left = (this.left ?? 0) - bytes.length;
    if (this.chunked === null ? (this.left ?? 0) > 0 : !this.chunked.read(bytes)) return;
    this.left = null;
    this.tally.ack(this.begun);
    if (this.tally.window > 0) this.ask();
  }
}

const bodyOf = (clientMessageId: string, content: string): string =>
  JSON.stringify({ content, clientMessageId });
const bodyLength = (contentLength: number): number => PLACEHOLDER.length + contentLength + UUID_LENGTH;

function headOf({ method, path, headers }: Request, port: number, length: number): Buffer {
  const all = {
    host: `127.0.0.1:${port}`,
    ...headers,
    ...(method === "POST" && { "content-type": "application/json", "content-length": String(length) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${[`${method} ${path} HTTP/1.1`, ...lines].join("\r\n")}${END_OF_HEAD.toString()}`);
}

const handlers = {
  binaryType: "buffer" as const,
  data: (socket: { data: RequestClient }, chunk: Buffer) => socket.data.received(chunk),
  close: (socket: { data: RequestClient }) => socket.data.closed(),
  error: (socket: { data: RequestClient }) => socket.data.closed(),
};
