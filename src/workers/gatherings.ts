/** Milliseconds for which an answer is waited for. */
const DEADLINE = 1000;

type Gathering = { missing: number; texts: string[]; end: () => void };

/** Asks several who answer in their own time, and goes on without those that do not. */
export class Gatherings {
  readonly #open = new Map<number, Gathering>();
  #lastId = 0;

  /** Resolves with the texts that `answer` was told for the id that each of them is asked with. */
  async of(askers: ((id: number) => void)[]): Promise<string[]> {
    const id = ++this.#lastId;
    const texts: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#open.set(id, { missing: askers.length, texts, end: resolve });
    for (const ask of askers) ask(id);
    const timer = setTimeout(resolve, askers.length > 0 ? DEADLINE : 0);
    await promise;
    clearTimeout(timer);
    this.#open.delete(id);
    return texts;
  }

  answer(id: number, text: string): void {
    const gathering = this.#open.get(id);
    if (!gathering) return;
    gathering.texts.push(text);
    gathering.missing -= 1;
    if (gathering.missing === 0) gathering.end();
  }
}
