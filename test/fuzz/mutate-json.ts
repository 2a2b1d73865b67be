/** Mutations that know JSON: fields dropped, doubled, retyped, huge, deep or odd, and texts that are no longer JSON. */
import type { Dice } from "./dice.ts";

/** Of all inputs: these get past the schemas, and are refused for who says them. */
const UNTOUCHED = 0.1;

type Fields = Record<string, unknown>;

const ODD_TEXTS = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udc00\ud800",
  "\ufeff",
  "\u202e\u2066",
  "\u0300".repeat(300),
  "👩‍👩‍👧‍👦".repeat(50),
  "\uffff",
  "é".normalize("NFD"),
  "'; DROP TABLE messages; --",
  "<script>alert(1)</script>",
  "../../etc/passwd",
  "${process.exit()}",
  "null",
  "[object Object]",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-7fff-ffff-ffffffffffff",
];
const EDGES = [
  0,
  -0,
  -1,
  0.1,
  1e-308,
  1e308,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 63),
  2 ** 64,
  Number.MIN_VALUE,
];
const PROTOTYPE_KEYS = [
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "toJSON",
  "then",
  "valueOf",
  "length",
];
/** Numbers that JavaScript does not write but JSON may hold, and words that it may not. */
const LITERALS = [
  "1e400",
  "-1e400",
  "1E+2",
  "-0",
  "9007199254740993",
  "0".repeat(300),
  "1".repeat(400),
  "NaN",
  "Infinity",
  "undefined",
  "0x10",
  "1_000",
  ".5",
  "5.",
  "+1",
  "01",
  "'a'",
  "True",
];

const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);

function oddValue(dice: Dice): unknown {
  switch (dice.below(7)) {
    case 0:
      return dice.pick(ODD_TEXTS);
    case 1:
      return dice.pick(EDGES);
    case 2:
      return dice.pick([null, true, false, [], {}, [[]], [null], { $ne: null }]);
    case 3:
      return dice.pick(["a", "😀", "\u0001", " "]).repeat(dice.pick([65, 300, 5001, 5001, 20_001]));
    case 4:
      return Array.from({ length: dice.pick([2, 100, 3000]) }, () => dice.pick(EDGES));
    case 5:
      return Object.fromEntries(Array.from({ length: dice.pick([1, 20, 500]) }, (_, at) => [`k${at}`, at]));
    default:
      return JSON.parse(nested(dice.pick([2, 50, 900]), "[", "]"));
  }
}

const FIELD_MUTATIONS: ((dice: Dice, fields: Fields, key: string) => void)[] = [
  (_, fields, key) => delete fields[key],
  (dice, fields, key) => (fields[key] = oddValue(dice)),
  (dice, fields, key) => (fields[key] = oddValue(dice)),
  (dice, fields, key) => (fields[key] = `${String(fields[key])}${dice.pick(ODD_TEXTS)}`),
  (_, fields, key) => (fields[key] = [fields[key]]),
  (dice, fields) => (fields[dice.pick(PROTOTYPE_KEYS)] = oddValue(dice)),
  (dice, fields) => (fields[dice.pick([...ODD_TEXTS, "k".repeat(3000)])] = oddValue(dice)),
  (dice, fields) =>
    Object.defineProperty(fields, "__proto__", {
      value: oddValue(dice),
      enumerable: true,
      writable: true,
      configurable: true,
    }),
  (dice, fields, key) => {
    fields[dice.pick([key.toUpperCase(), ` ${key}`, `${key}\u0000`, `${key}[]`])] = fields[key];
    delete fields[key];
  },
];

const TEXT_MUTATIONS: ((dice: Dice, text: string) => string)[] = [
  (dice, text) => text.slice(0, dice.below(text.length)),
  (_, text) => text + text,
  (dice, text) => text + dice.pick(["}", "]", "\u0000", ",", "//", "\n{}", " null"]),
  (_, text) => `\ufeff${text}`,
  (dice, text) => text.replace(/:/, `:${dice.pick(LITERALS)}//`),
  (dice, text) => text.replace(/:("[^"]*"|\d+)/, `:${dice.pick(LITERALS)}`),
  // The same key twice: the last one counts.
  (dice, text) => text.replace("{", `{${/"[^"]*":/.exec(text)?.[0] ?? '"a":'}${dice.pick(LITERALS)},`),
  (dice, text) =>
    text.replace(/"(?=[,}])/, `${dice.pick(["\\ud800", "\\u12", "\\x", "\u0001", "\n", "\\"])}"`),
  (dice, text) => nested(dice.pick([10, 1000, 15_000]), "[", "]") + text,
  (dice, text) => text.replace(/:/, `:${'{"a":'.repeat(dice.pick([10, 1000, 9000]))}`),
  (dice, text) => text.replaceAll('"', dice.pick(["'", "“", "`"])),
  (dice, text) => text.replaceAll(/[{:,]/g, (sign) => sign + dice.pick([" ", "\n\t", "\u00a0", ""])),
];

/** Ends a sequence early, says `/` in three bytes, a surrogate in three, a code point past the last. */
const BROKEN_UTF8 = [
  [0xc3],
  [0xe0, 0x80, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xff],
  [0x80],
];

/** One to three of the fields' mutations, none left out. */
export function mutatedFields(dice: Dice, template: object): Fields {
  const fields: Fields = { ...template };
  for (let times = 1 + dice.below(3); times > 0; times -= 1) {
    dice.pick(FIELD_MUTATIONS)(dice, fields, dice.pick([...Object.keys(fields), "type"]));
  }
  return fields;
}

/** A JSON text with something wrong in what it says or in how it says it; now and then nothing is. */
export function mutatedJson(dice: Dice, template: object): string {
  if (dice.chance(UNTOUCHED)) return JSON.stringify(template);
  const fields = dice.chance(0.75) ? mutatedFields(dice, template) : template;
  const text = JSON.stringify(fields);
  return fields !== template && dice.chance(0.7) ? text : dice.pick(TEXT_MUTATIONS)(dice, text);
}

/** Bytes of a text, now and then with some in them that are not UTF-8. */
export function encoded(dice: Dice, text: string, broken: number): Buffer {
  const bytes = Buffer.from(text);
  if (!dice.chance(broken)) return bytes;
  const at = dice.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(dice.pick(BROKEN_UTF8)), bytes.subarray(at)]);
}
