/** A TCP connection for many inputs: it keeps nothing of what it reads, and says when the other side is done. */
import type { Socket } from "bun";

/** Milliseconds in which whatever is waited for must have come, also on a busy machine. */
const ANSWER_WITHIN = 15_000;

/** Fails when it takes longer than any answer may. */
export async function within<Value>(awaited: Promise<Value>, message: () => string): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`still waiting for ${message()}`)), ANSWER_WITHIN);
  try {
    return await Promise.race([awaited, promise]);
  } finally {
    clearTimeout(timer);
  }
}

export class Wire implements AsyncDisposable {
  /** Resolves once the connection is gone, whoever ended it. */
  readonly closed: Promise<void>;
  ended = false;
  /** Takes what comes; chunks are cut anywhere. */
  onData: (chunk: Buffer) => void = () => undefined;
  #socket!: Socket;
  #waiting: Buffer = Buffer.alloc(0);
  #ending = false;
  #onClosed: () => void;

  private constructor() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.closed = promise;
    this.#onClosed = resolve;
  }

  static async connect(port: number): Promise<Wire> {
    const wire = new Wire();
    const close = () => {
      wire.ended = true;
      wire.#onClosed();
    };
    wire.#socket = await Bun.connect({
      hostname: "127.0.0.1",
      port,
      socket: {
        data: (_, chunk) => wire.onData(chunk),
        drain: () => wire.#flush(),
        end: (socket) => void socket.end(),
        error: close,
        close,
      },
    });
    return wire;
  }

  write(bytes: Uint8Array | string): void {
    if (this.ended) return;
    this.#waiting = Buffer.concat([this.#waiting, Buffer.from(bytes as string)]);
    this.#flush();
  }

  #flush(): void {
    if (this.ended) return;
    const written = this.#waiting.length > 0 ? this.#socket.write(this.#waiting) : 0;
    this.#waiting = written < 0 ? Buffer.alloc(0) : this.#waiting.subarray(written);
    if (this.#ending && this.#waiting.length === 0) this.#socket.shutdown();
  }

  /** Nothing more will be written; what comes is still read. */
  end(): void {
    this.#ending = true;
    this.#flush();
  }

  /** Leaves everything that comes in the kernel's buffers. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    if (!this.ended) this.#socket.resume();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.ended) this.#socket.terminate();
    await this.closed;
  }
}
