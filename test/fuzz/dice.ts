import { randomFrom } from "../support/faulty/random.ts";

/** Choices that only the seed and the case's name decide, so that one case plays again without those before it. */
export class Dice {
  readonly #next: () => number;

  constructor(seed: number, name: string) {
    this.#next = randomFrom(Bun.hash.crc32(`${seed} ${name}`));
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.#next() * end);
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }
}
