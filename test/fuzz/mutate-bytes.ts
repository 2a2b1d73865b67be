/** Mutations that know nothing: bits flipped, bytes cut, doubled, put elsewhere, or taken from another input. */
import type { Dice } from "./dice.ts";

const NOTABLE = [0, 1, 9, 10, 13, 32, 34, 58, 92, 0x7b, 0x7e, 0x7f, 0x80, 0xc0, 0xfe, 0xff];

const MUTATIONS: ((dice: Dice, bytes: Buffer, other: Buffer) => Buffer)[] = [
  (dice, bytes) => {
    const at = dice.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8));
    return bytes;
  },
  (dice, bytes) => {
    bytes[dice.below(bytes.length)] = dice.pick(NOTABLE);
    return bytes;
  },
  (dice, bytes) => bytes.subarray(0, dice.below(bytes.length)),
  (dice, bytes) => {
    const [from, to] = range(dice, bytes);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  (dice, bytes) => {
    const [from, to] = range(dice, bytes);
    const again = Array.from({ length: dice.pick([1, 1, 2, 50]) }, () => bytes.subarray(from, to));
    return Buffer.concat([bytes.subarray(0, to), ...again, bytes.subarray(to)]);
  },
  (dice, bytes) => {
    const at = dice.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), dice.bytes(1 + dice.below(16)), bytes.subarray(at)]);
  },
  (dice, bytes, other) =>
    Buffer.concat([bytes.subarray(0, dice.below(bytes.length)), other.subarray(dice.below(other.length))]),
];

function range(dice: Dice, bytes: Buffer): [number, number] {
  const from = dice.below(bytes.length);
  return [from, from + 1 + dice.below(Math.min(64, bytes.length - from))];
}

/** One to four of them; `other` is what may be spliced in. */
export function mutatedBytes(dice: Dice, original: Buffer, other: Buffer): Buffer {
  let bytes: Buffer = Buffer.from(original);
  for (let times = 1 + dice.below(4); times > 0 && bytes.length > 0; times -= 1)
    bytes = dice.pick(MUTATIONS)(dice, bytes, other);
  return bytes;
}
