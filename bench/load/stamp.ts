import { nowUs } from "./clock.ts";
import { maskedFrame, Opcode, patchDigits, type Patchable } from "./frames.ts";
import type { Dialect } from "./dialects.ts";

const MARK = "ts:";
const MARK_BYTES = Buffer.from(MARK);
const TIME_DIGITS = 16;
const TIME = "0".repeat(TIME_DIGITS);

/** Where the digits of a UUIDv7 stand: 48 bits of milliseconds, then a counter in two groups of three, then its maker. */
const HIGH = { at: 0, digits: 8 };
const LOW = { at: 9, digits: 4 };
const COUNTER = { upper: 15, lower: 20, digits: 3 };
const LOW_RANGE = 2 ** 16;
const COUNTER_RANGE = 2 ** 12;

const placeholder = (sender: number): string =>
  `00000000-0000-7000-8000-${sender.toString(16).padStart(12, "0")}`;

/**
 * One sender's message, masked once: only the digits of the time and of the counter change from send to send. Its id is
 * a UUIDv7, in the order of time as those of our own pages; the content says when it was sent, and comes back in
 * acknowledgements and deliveries.
 */
export class StampedMessage {
  private readonly payload: Patchable;
  private readonly timeAt: number;
  private readonly idAt: number;
  private millisecond = 0;
  private count = 0;

  /** `around` makes the message, with an id and a content that are overwritten, into the bytes that are sent. */
  constructor(
    sender: number,
    contentLength: number,
    text: (id: string, content: string) => string,
    around: (payload: Buffer) => Patchable,
  ) {
    const id = placeholder(sender);
    const payload = Buffer.from(text(id, `${MARK}${TIME};`.padEnd(contentLength, "x")));
    this.timeAt = payload.indexOf(`${MARK}${TIME};`) + MARK.length;
    this.idAt = payload.indexOf(id);
    this.payload = around(payload);
  }

  /** As a frame of this dialect. */
  static frame(dialect: Dialect, roomId: string, sender: number, contentLength: number): StampedMessage {
    return new StampedMessage(
      sender,
      contentLength,
      (id, content) => dialect.message(roomId, id, content),
      (payload) => maskedFrame(Opcode.text, payload),
    );
  }

  /** The bytes to send now; those of the send before are overwritten. `at`: microseconds of `nowUs`. */
  next(at = nowUs()): Buffer {
    patchDigits(this.payload, this.timeAt, TIME_DIGITS, at);
    this.identify(Date.now());
    return this.payload.bytes;
  }

  private identify(now: number): void {
    if (now !== this.millisecond) {
      this.millisecond = now;
      const high = Math.floor(now / LOW_RANGE);
      patchDigits(this.payload, this.idAt + HIGH.at, HIGH.digits, high, 16);
      patchDigits(this.payload, this.idAt + LOW.at, LOW.digits, now - high * LOW_RANGE, 16);
    }
    this.count += 1;
    const upper = Math.floor(this.count / COUNTER_RANGE);
    patchDigits(this.payload, this.idAt + COUNTER.upper, COUNTER.digits, upper, 16);
    const lower = this.count - upper * COUNTER_RANGE;
    patchDigits(this.payload, this.idAt + COUNTER.lower, COUNTER.digits, lower, 16);
  }
}

/** When the message in this frame was sent, or null where the frame carries no stamp. */
export function sentAt(bytes: Buffer, start: number, end: number): number | null {
  const found = bytes.indexOf(MARK_BYTES, start);
  if (found < 0 || found + MARK.length + TIME_DIGITS > end) return null;
  let time = 0;
  for (let at = found + MARK.length; at < found + MARK.length + TIME_DIGITS; at += 1)
    time = time * 10 + bytes[at]! - 48;
  return time;
}
