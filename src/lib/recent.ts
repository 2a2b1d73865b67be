export type RecentOptions = {
  /** Entries kept at most; where there are more, the older half is forgotten. */
  max: number;
  /** Milliseconds for which an entry is kept at most; it may be forgotten after half of that. */
  maxAge?: number;
};

/**
 * A bounded memory in two halves: entries go into the younger one, which takes the place of the older one when it is
 * full or half of `maxAge` has passed. So an entry costs its place in a Map and nothing else, and no room is taken
 * before it is needed: a list of a fixed size, with two links and a time an entry, took megabytes from the start.
 */
export class Recent<Value> {
  readonly #max: number;
  readonly #turnEvery: number;
  #younger = new Map<string, Value>();
  #older = new Map<string, Value>();
  #turned = performance.now();

  constructor({ max, maxAge = Number.POSITIVE_INFINITY }: RecentOptions) {
    this.#max = max;
    this.#turnEvery = maxAge / 2;
  }

  get(key: string): Value | undefined {
    this.#turnInTime();
    return this.#younger.get(key) ?? this.#older.get(key);
  }

  set(key: string, value: Value): void {
    this.#turnInTime();
    if (this.#younger.size >= this.#max / 2) this.#turn();
    this.#older.delete(key);
    this.#younger.set(key, value);
  }

  delete(key: string): void {
    this.#younger.delete(key);
    this.#older.delete(key);
  }

  clear(): void {
    this.#younger.clear();
    this.#older.clear();
  }

  *entries(): Generator<[string, Value]> {
    yield* this.#older;
    yield* this.#younger;
  }

  #turnInTime(): void {
    const now = performance.now();
    if (now - this.#turned < this.#turnEvery) return;
    // After a long silence both are too old.
    if (now - this.#turned >= 2 * this.#turnEvery) this.#younger = new Map();
    this.#turn(now);
  }

  #turn(now = performance.now()): void {
    this.#older = this.#younger;
    this.#younger = new Map();
    this.#turned = now;
  }
}
