/** The little of RFC 6455 that a client on loopback needs: masked frames out, whole unmasked frames in. */

export const Opcode = { text: 1, close: 8, ping: 9, pong: 10 } as const;

const MASK = Buffer.from([0x5a, 0xc3, 0x17, 0x99]);
const FINAL = 0x80;
const MASKED = 0x80;

export type MaskedFrame = { bytes: Buffer; payloadAt: number };

export function maskedFrame(opcode: number, payload: Buffer): MaskedFrame {
  const length = payload.length;
  const header =
    length < 126
      ? [FINAL | opcode, MASKED | length]
      : [FINAL | opcode, MASKED | 126, length >> 8, length & 255];
  const bytes = Buffer.concat([Buffer.from(header), MASK, payload]);
  const payloadAt = header.length + MASK.length;
  for (let index = 0; index < length; index += 1) bytes[payloadAt + index]! ^= MASK[index & 3]!;
  return { bytes, payloadAt };
}

/** Writes `value` as exactly `digits` masked decimal digits into an already masked frame. */
export function patchDigits(frame: MaskedFrame, at: number, digits: number, value: number): void {
  let rest = value;
  for (let index = at + digits - 1; index >= at; index -= 1) {
    const next = Math.floor(rest / 10);
    frame.bytes[frame.payloadAt + index] = (48 + rest - next * 10) ^ MASK[index & 3]!;
    rest = next;
  }
}

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
    receiver.frame(bytes[at]! & 15, bytes, start, start + length);
    at = start + length;
  }
  return at === bytes.length ? null : Buffer.from(bytes.subarray(at));
}
