/** Words as people use them: few of them make up most of what is said, and most of them are hardly ever said. */

const WORDS = 30_000;
const SYLLABLES = "ta re mo li ne so ka th er in an on de wi st ro pa qu el ba".split(" ");

/** The word that is the so-many-th most frequent. */
export function wordOfRank(rank: number): string {
  let word = "";
  for (let left = rank + 1; left > 0; left = Math.floor(left / SYLLABLES.length))
    word += SYLLABLES[left % SYLLABLES.length];
  return word;
}

/** Says something of three to twenty words each time, the same in every run. */
export function wordsByRank(): () => string {
  const words = Array.from({ length: WORDS }, (_, rank) => wordOfRank(rank));
  const upTo: number[] = [];
  for (let rank = 0; rank < WORDS; rank += 1) upTo.push((upTo.at(-1) ?? 0) + 1 / (rank + 2));
  let state = 42;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const word = () => {
    const wanted = random() * (upTo.at(-1) ?? 0);
    let [low, high] = [0, WORDS - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? "";
  };
  return () => Array.from({ length: 3 + Math.floor(random() * 18) }, word).join(" ");
}
