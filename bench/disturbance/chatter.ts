import { Histogram } from "../load/histogram.ts";
import type { Percentiles } from "../load/job.ts";

/** Messages a second that all chatters together send. */
const PER_SECOND = 100;

export type Latencies = { ack: Percentiles; delivery: Percentiles };

/** People of one room who chat on all the while, and the latencies of what they say and hear. */
export class Chatter {
  readonly #sockets: WebSocket[] = [];
  #ack = new Histogram();
  #delivery = new Histogram();
  #timer: Timer | undefined;
  #count = 0;
  readonly #roomId: string;

  constructor(roomId: string) {
    this.#roomId = roomId;
  }

  /** A fixed rate whatever the server answers: what it delays then counts in full. */
  async begin(port: number, tokens: string[]): Promise<void> {
    for (const token of tokens) this.#sockets.push(await this.#open(port, token));
    this.#timer = setInterval(() => this.#say(), 1000 / PER_SECOND);
  }

  /** The latencies since the last time, in microseconds. */
  take(): Latencies {
    const percentiles = (histogram: Histogram) => ({
      p50: histogram.percentile(0.5),
      p99: histogram.percentile(0.99),
    });
    const latencies = { ack: percentiles(this.#ack), delivery: percentiles(this.#delivery) };
    this.#ack = new Histogram();
    this.#delivery = new Histogram();
    return latencies;
  }

  end(): void {
    clearInterval(this.#timer);
    for (const socket of this.#sockets) socket.close();
  }

  #open(port: number, token: string): Promise<WebSocket> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`);
    socket.onopen = () => socket.send(JSON.stringify({ type: "authenticate", token }));
    return new Promise((resolve, reject) => {
      socket.onclose = () => reject(new Error("a chatter was sent away"));
      socket.onmessage = ({ data }) => this.#hear(String(data), () => resolve(socket));
    });
  }

  #say(): void {
    const clientMessageId = `${performance.now()}:${(this.#count += 1)}`;
    const socket = this.#sockets[this.#count % this.#sockets.length];
    const frame = { type: "send_message", roomId: this.#roomId, content: "as ever", clientMessageId };
    socket?.send(JSON.stringify(frame));
  }

  #hear(text: string, authenticated: () => void): void {
    const frame = JSON.parse(text) as { type: string; message: { clientMessageId: string } };
    if (frame.type === "authenticated") authenticated();
    if (frame.type !== "message_ack" && frame.type !== "new_message") return;
    const microseconds = (performance.now() - Number.parseFloat(frame.message.clientMessageId)) * 1000;
    (frame.type === "message_ack" ? this.#ack : this.#delivery).record(microseconds);
  }
}
