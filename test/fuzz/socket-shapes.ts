/** Frames as RFC 6455 forbids them, or just allows them. */
import { deflateRawSync } from "node:zlib";
import type { Dice } from "./dice.ts";

type Head = { fin?: boolean; reserved?: number; masked?: boolean; claimed?: bigint; mask?: Buffer };

/** One frame of a client. `claimed` is the length that its head names, in 64 bits where that differs from the truth. */
export function rawFrame(
  opcode: number,
  payload: Uint8Array | string,
  { fin = true, reserved = 0, masked = true, claimed, mask = Buffer.alloc(4) }: Head = {},
): Buffer {
  const body = Buffer.from(payload as string);
  if (masked) for (let at = 0; at < body.length; at += 1) body[at] = (body[at] ?? 0) ^ (mask[at & 3] ?? 0);
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  return Buffer.concat([
    Buffer.from([first]),
    lengthOf(body.length, claimed, masked ? 0x80 : 0),
    masked ? mask : Buffer.alloc(0),
    body,
  ]);
}

function lengthOf(length: number, claimed: bigint | undefined, masked: number): Buffer {
  if (claimed === undefined && length < 126) return Buffer.from([masked | length]);
  if (claimed === undefined && length < 65_536) return Buffer.from([masked | 126, length >> 8, length & 255]);
  const bytes = Buffer.alloc(9, masked | 127);
  bytes.writeBigUInt64BE(claimed ?? BigInt(length), 1);
  return bytes;
}

/** As permessage-deflate puts it on the wire: without the last four bytes (RFC 7692, 7.2.1). */
export const deflated = (bytes: Uint8Array): Buffer =>
  deflateRawSync(bytes, { finishFlush: 2 }).subarray(0, -4);

/** A megabyte of one letter in about a kilobyte, and sixty-four of them. */
const BOMBS = [1, 64].map((megabytes) => deflated(Buffer.alloc(megabytes << 20, 0x61)));
const CLOSE_CODES = [0, 1, 999, 1000, 1001, 1004, 1005, 1006, 1015, 1016, 2999, 3000, 4321, 5000, 65_535];
const LENGTHS = [126n, 65_536n, 65_537n, 1n << 31n, 1n << 32n, (1n << 53n) + 1n, 1n << 63n, (1n << 64n) - 1n];

function closeFrame(dice: Dice): Buffer {
  const code = dice.pick(CLOSE_CODES);
  const reason = dice.pick([
    Buffer.alloc(0),
    Buffer.from("bye"),
    Buffer.from([0xc3, 0x28]),
    Buffer.alloc(124),
  ]);
  return rawFrame(8, Buffer.concat([Buffer.from([code >> 8, code & 255]), reason]));
}

const part = (opcode: number, text: string) => rawFrame(opcode, text, { fin: false });

const SHAPES: ((dice: Dice, valid: string) => Buffer)[] = [
  (dice, valid) => rawFrame(dice.pick([3, 4, 5, 6, 7, 11, 12, 15]), valid),
  (dice, valid) => rawFrame(1, valid, { reserved: dice.pick([1, 2, 3, 4, 5, 7]) }),
  (_, valid) => rawFrame(1, valid, { masked: false }),
  (dice, valid) => rawFrame(1, valid, { claimed: dice.pick(LENGTHS) }),
  (dice, valid) => rawFrame(dice.pick([8, 9, 10]), valid, { claimed: dice.pick(LENGTHS) }),
  (dice) => rawFrame(dice.pick([8, 9, 10]), dice.bytes(dice.pick([126, 200, 5000]))),
  (dice) => rawFrame(dice.pick([8, 9, 10]), "x", { fin: false }),
  (dice) => closeFrame(dice),
  () => rawFrame(8, Buffer.from([3])),
  (dice) => Buffer.concat(Array.from({ length: 100 }, () => rawFrame(9, dice.bytes(dice.below(126))))),
  (dice) => Buffer.concat(Array.from({ length: 100 }, () => rawFrame(10, dice.bytes(3)))),
  (_, valid) => rawFrame(0, valid),
  (_, valid) => Buffer.concat([part(1, valid.slice(0, 5)), rawFrame(1, valid)]),
  (_, valid) => Buffer.concat([part(1, valid.slice(0, 5)), rawFrame(9, "now"), rawFrame(0, valid.slice(5))]),
  (dice, valid) =>
    Buffer.concat([...valid].map((letter, at) => part(at === 0 ? 1 : 0, letter)).slice(0, dice.below(200))),
  (dice) =>
    Buffer.concat([part(1, "{"), ...Array.from({ length: 500 }, () => part(0, dice.pick(["", "x"])))]),
  () => Buffer.concat([part(1, "{"), ...Array.from({ length: 5 }, () => part(0, " ".repeat(16_000)))]),
  (dice) => rawFrame(1, dice.bytes(20)),
  (dice) =>
    rawFrame(
      1,
      Buffer.concat([
        Buffer.from('{"a":"'),
        Buffer.from(dice.pick([[0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf8]])),
        Buffer.from('"}'),
      ]),
    ),
  () => Buffer.concat([part(1, "{"), rawFrame(0, Buffer.from([0xe2, 0x82]))]),
  (_, valid) => rawFrame(2, valid),
  (dice) => rawFrame(1, dice.pick(BOMBS), { reserved: 4 }),
  (_, valid) => rawFrame(1, deflated(Buffer.from(valid)), { reserved: 4 }),
  (dice) => rawFrame(1, dice.bytes(40), { reserved: 4 }),
  (_, valid) =>
    Buffer.concat([
      rawFrame(1, deflated(Buffer.from(valid)), { reserved: 4, fin: false }),
      rawFrame(0, "", { reserved: 4 }),
    ]),
  (_, valid) => Buffer.concat([Buffer.from([0x81, 0xfe, 0, valid.length, 0, 0, 0, 0]), Buffer.from(valid)]),
  (dice, valid) => rawFrame(1, valid, { mask: dice.bytes(4) }),
];

export const socketShape = (dice: Dice, valid: string): Buffer => dice.pick(SHAPES)(dice, valid);
