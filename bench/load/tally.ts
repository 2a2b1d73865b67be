import { Histogram } from "./histogram.ts";
import { sentAt } from "./stamp.ts";

/** Reading a stamp costs more than counting a frame, so only every so many deliveries are timed. */
const TIMED_EVERY = 16;

/** What all connections of a run count together. `time` is set once per chunk of bytes received. */
export class Tally {
  time = 0;
  sent = 0;
  acknowledged = 0;
  delivered = 0;
  /** Bytes of the payloads of deliveries, and of the answers to requests. */
  deliveredBytes = 0;
  answeredBytes = 0;
  /** How many messages each sender keeps in flight; 0 stops them. */
  window = 0;
  /** True while our side closes the connections. */
  closing = false;
  measuring = false;
  acks = new Histogram();
  deliveries = new Histogram();
  readonly problems = new Map<string, number>();

  ack(stamp: number | null): void {
    this.acknowledged += 1;
    if (stamp === null) return this.problem("an acknowledgement without the content that was sent");
    if (this.measuring) this.acks.record(this.time - stamp);
  }

  delivery(bytes: Buffer, start: number, end: number, timed: boolean): void {
    this.delivered += 1;
    this.deliveredBytes += end - start;
    if (!timed || !this.measuring || this.delivered % TIMED_EVERY !== 0) return;
    const stamp = sentAt(bytes, start, end);
    if (stamp === null) return this.problem("a delivery without the content that was sent");
    this.deliveries.record(this.time - stamp);
  }

  problem(text: string): void {
    this.problems.set(text, (this.problems.get(text) ?? 0) + 1);
  }

  startMeasuring(): void {
    this.acks = new Histogram();
    this.deliveries = new Histogram();
    this.measuring = true;
  }
}
