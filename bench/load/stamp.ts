import { nowUs } from "./clock.ts";
import { maskedFrame, Opcode, patchDigits, type MaskedFrame } from "./frames.ts";
import type { Dialect } from "./dialects.ts";

const MARK = "ts:";
const MARK_BYTES = Buffer.from(MARK);
const TIME_DIGITS = 16;
const COUNT_DIGITS = 8;
const TIME = "0".repeat(TIME_DIGITS);
const COUNT = "0".repeat(COUNT_DIGITS);

/**
 * One sender's message, masked once: only the digits of the time and of the counter change from send to send.
 * The time stands in the id (which comes back in the acknowledgement) and in the content (which comes back in deliveries).
 */
export class StampedMessage {
  private readonly frame: MaskedFrame;
  private readonly timesAt: number[];
  private readonly countAt: number;
  private count = 0;

  constructor(dialect: Dialect, roomId: string, sender: number, contentLength: number) {
    const id = `${MARK}${TIME}:${COUNT}:${sender}`;
    const content = `${MARK}${TIME};`.padEnd(contentLength, "x");
    const payload = Buffer.from(dialect.message(roomId, id, content));
    this.timesAt = [`${MARK}${TIME}:`, `${MARK}${TIME};`].map((text) => payload.indexOf(text) + MARK.length);
    this.countAt = payload.indexOf(`:${COUNT}:`) + 1;
    this.frame = maskedFrame(Opcode.text, payload);
  }

  next(): Buffer {
    const time = nowUs();
    for (const at of this.timesAt) patchDigits(this.frame, at, TIME_DIGITS, time);
    patchDigits(this.frame, this.countAt, COUNT_DIGITS, (this.count += 1));
    return this.frame.bytes;
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
