/** How well a title answers what was typed, and which of its letters do. */
export type Match = { score: number; marked: ReadonlySet<number> };

const fold = (letter: string) => letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const lettersOf = (text: string) => [...text].map(fold);
const isWord = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
const begins = (title: string[], index: number) => isWord(title[index]) && !isWord(title[index - 1]);

const indices = (from: number, length: number) => new Set(Array.from({ length }, (_, index) => from + index));

/** In one piece: best from the title's beginning, then from that of a word, then anywhere. */
function inOnePiece(wanted: string[], title: string[]): Match | undefined {
  let found: number | undefined;
  for (let from = 0; from + wanted.length <= title.length; from += 1) {
    if (!wanted.every((letter, index) => title[from + index] === letter)) continue;
    found ??= from;
    if (begins(title, from)) return { score: from === 0 ? 100 : 80, marked: indices(from, wanted.length) };
  }
  return found === undefined ? undefined : { score: 50, marked: indices(found, wanted.length) };
}

/** In order, with others in between; letters that begin a word, or follow each other, count for more. */
function scattered(wanted: string[], title: string[]): Match | undefined {
  const marked = new Set<number>();
  let from = 0;
  let good = 0;
  for (const letter of wanted) {
    const index = title.indexOf(letter, from);
    if (index === -1) return undefined;
    if (begins(title, index) || marked.has(index - 1)) good += 1;
    marked.add(index);
    from = index + 1;
  }
  return { score: (40 * good) / wanted.length, marked };
}

/** Undefined where the title does not have all letters in their order. Accents and capitals make no difference. */
export function match(query: string, title: string): Match | undefined {
  const wanted = lettersOf(query.trim());
  if (wanted.length === 0) return { score: 0, marked: new Set() };
  const letters = lettersOf(title);
  return inOnePiece(wanted, letters) ?? scattered(wanted, letters);
}
