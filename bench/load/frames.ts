/** The little of RFC 6455 that a client on loopback needs: masked frames out, whole unmasked frames in. */
import { constants, inflateRawSync } from "node:zlib";

export const Opcode = { text: 1, close: 8, ping: 9, pong: 10 } as const;

const MASK = Buffer.from([0x5a, 0xc3, 0x17, 0x99]);
const FINAL = 0x80;
const MASKED = 0x80;

/** Bytes whose payload is overwritten in place from send to send, masked or not. */
export type Patchable = { bytes: Buffer; payloadAt: number; mask: Buffer };

const NO_MASK = Buffer.alloc(4);

/** A payload as it stands, with a head before it: a request of HTTP. */
export function unmaskedRequest(head: Buffer, payload: Buffer): Patchable {
  return { bytes: Buffer.concat([head, payload]), payloadAt: head.length, mask: NO_MASK };
}

export function maskedFrame(opcode: number, payload: Buffer): Patchable {
  const length = payload.length;
  const header =
    length < 126
      ? [FINAL | opcode, MASKED | length]
      : [FINAL | opcode, MASKED | 126, length >> 8, length & 255];
  const bytes = Buffer.concat([Buffer.from(header), MASK, payload]);
  const payloadAt = header.length + MASK.length;
  for (let index = 0; index < length; index += 1) bytes[payloadAt + index]! ^= MASK[index & 3]!;
  return { bytes, payloadAt, mask: MASK };
}

/** Writes `value` as exactly `digits` digits into a payload that is masked already. */
export function patchDigits(
  { bytes, payloadAt, mask }: Patchable,
  at: number,
  digits: number,
  value: number,
  base: 10 | 16 = 10,
): void {
  let rest = value;
  for (let index = at + digits - 1; index >= at; index -= 1) {
    const next = Math.floor(rest / base);
    const digit = rest - next * base;
    bytes[payloadAt + index] = (digit < 10 ? 48 + digit : 87 + digit) ^ mask[index & 3]!;
    rest = next;
  }
}

const COMPRESSED = 0x40;
const EMPTY_BLOCK = Buffer.from([0x00, 0x00, 0xff, 0xff]);

/** The payload of a frame that was compressed by permessage-deflate (RFC 7692). */
const inflated = (payload: Buffer): Buffer =>
  inflateRawSync(Buffer.concat([payload, EMPTY_BLOCK]), { finishFlush: constants.Z_SYNC_FLUSH });

export interface FrameReceiver {
  frame(opcode: number, bytes: Buffer, start: number, end: number): void;
}

/** Hands every complete frame to the receiver and returns what is left over, copied because the chunk's memory is reused. */
export function readFrames(bytes: Buffer, receiver: FrameReceiver): Buffer | null {
  let at = 0;
  while (bytes.length - at >= 2) {
    const short = bytes[at + 1]! & 127;
    const header = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (bytes.length - at < header) break;
    const length =
      short < 126
        ? short
        : short === 126
          ? bytes.readUInt16BE(at + 2)
          : Number(bytes.readBigUInt64BE(at + 2));
    const start = at + header;
    if (bytes.length < start + length) break;
    const first = bytes[at]!;
    if (first & COMPRESSED) {
      const whole = inflated(bytes.subarray(start, start + length));
      receiver.frame(first & 15, whole, 0, whole.length);
    } else receiver.frame(first & 15, bytes, start, start + length);
    at = start + length;
  }
  return at === bytes.length ? null : Buffer.from(bytes.subarray(at));
}
