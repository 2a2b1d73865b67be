/**
 * How a text is cut into the words that search knows: one law for what is written into the index, what is asked of it and
 * what is marked in what was found. A word is folded: in small letters and without the marks of Latin, Greek, Cyrillic,
 * Hebrew and Arabic letters. Whatever else stands between words cuts them, so that `snake_case`, `node.js` and addresses
 * are words in a row. Scripts without blanks between words are cut into their characters, which are asked for in a row too.
 */

/** A word, and where it stands in the text. */
export type Word = { text: string; from: number; to: number };

/** Characters of a word that count. */
const MAX_WORD = 64;

const BY_CHARACTER = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const PICTURE = String.raw`\p{Extended_Pictographic}\p{Regional_Indicator}`;
/** A character by itself with the marks on it, a picture, or letters and digits in a row. */
const PARTS = new RegExp(
  `[${BY_CHARACTER}]\\p{M}*|[${PICTURE}]|(?:(?![${BY_CHARACTER}])[\\p{L}\\p{N}])(?:(?![${BY_CHARACTER}])[\\p{L}\\p{N}\\p{M}])*`,
  "gu",
);
/** Accents, and the vowel marks that Hebrew and Arabic may leave out. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
const FOLDED: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};
const UNFOLDED = new RegExp(`[${Object.keys(FOLDED).join("")}]`, "g");

/** In most texts there is nothing to fold, and looking for it takes ten times as long. */
const PLAIN_TEXT = /^[\0-\x7f]*$/;
const PLAIN_PARTS = /[A-Za-z0-9]+/g;

function fold(part: string): string {
  const small = part.toLowerCase();
  if (PLAIN_TEXT.test(small)) return small;
  return (
    small
      .normalize("NFKD")
      .toLowerCase()
      .replace(MARKS, "")
      .replace(UNFOLDED, (letter) => FOLDED[letter] ?? letter)
      .normalize("NFC")
      // What a compatible character is written as may have blanks and signs in it.
      .replace(/[^\p{L}\p{N}\p{M}\p{S}]+/gu, "")
  );
}

/** The words of a text, in its order. */
export function* wordsOf(text: string): Generator<Word> {
  yield* PLAIN_TEXT.test(text) ? plainWordsOf(text) : foldedWordsOf(text);
}

function* plainWordsOf(text: string): Generator<Word> {
  for (const { 0: part, index } of text.matchAll(PLAIN_PARTS))
    yield { text: part.toLowerCase().slice(0, MAX_WORD), from: index, to: index + part.length };
}

function* foldedWordsOf(text: string): Generator<Word> {
  for (const match of text.matchAll(PARTS)) {
    const word = [...fold(match[0])].slice(0, MAX_WORD).join("").replaceAll("=", "");
    if (word !== "") yield { text: word, from: match.index, to: match.index + match[0].length };
  }
}

const CHARACTER = new RegExp(`^[${BY_CHARACTER}${PICTURE}]`, "u");
/** Whether it is whole as soon as it is begun. */
export const isCharacter = (word: string): boolean => CHARACTER.test(word);
