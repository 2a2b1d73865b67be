/** How often each outcome came about. */
export class Tally {
  readonly #counts = new Map<string, number>();
  inputs = 0;

  count(outcome: string): void {
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
  }

  of(outcome: string): number {
    return this.#counts.get(outcome) ?? 0;
  }

  /** One line an outcome, the most frequent first. */
  toString(): string {
    return [...this.#counts]
      .toSorted(([, one], [, other]) => other - one)
      .map(([outcome, count]) => `${String(count).padStart(9)}  ${outcome}`)
      .join("\n");
  }
}
