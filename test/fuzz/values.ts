/** Values that no field of the contract takes, and texts that are no JSON. */
import fc from "fast-check";

export const strangeIds = fc.oneof(
  fc.uuid(),
  fc.constantFrom(
    "",
    " ",
    "null",
    "undefined",
    "0",
    "-1",
    "..",
    "%2e%2e%2f",
    "%00",
    "%zz",
    "%",
    "'; DROP TABLE users; --",
    "🙂",
    "a".repeat(300),
    "{}",
    "__proto__",
    "constructor",
  ),
);

/** Never a text or a number that could be right. */
export const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    [],
    {},
    [[]],
    [null],
    { $ne: null },
    { toString: 1 },
    -1,
    0.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
  ),
  fc.array(fc.integer(), { maxLength: 5 }),
  fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
);

/** Bytes that begin like JSON and are none, or are not UTF-8. */
export const brokenJson: fc.Arbitrary<Uint8Array<ArrayBuffer>> = fc.oneof(
  fc
    .constantFrom(
      "{",
      "[",
      "}",
      '{"content":',
      '{"content":"a"',
      "{'content':'a'}",
      "nul",
      "NaN",
      "-",
      "[".repeat(30_000),
      '{"a":'.repeat(5000),
      '"',
      '"\\u12"',
      "<xml/>",
      "content=a",
      "\u0000",
      "{}{}",
      "\ufeff[",
    )
    .map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => new Uint8Array([0x7b, 0xff, ...bytes])),
  fc
    .constantFrom(
      [0xc3, 0x28],
      [0xa0, 0xa1],
      [0xe2, 0x28, 0xa1],
      [0xf0, 0x28, 0x8c, 0xbc],
      [0xfe],
      [0xed, 0xa0, 0x80],
      [0xc0, 0xaf],
    )
    .map((bytes) => new Uint8Array([...Buffer.from('{"content":"'), ...bytes, ...Buffer.from('"}')])),
);

/** Contents that are too long, empty, or not Unicode; as JSON they are well-formed. */
export const wrongContents: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom("", "   ", "\n\t", "a".repeat(5001), "😀".repeat(5001), "\ud800", "a\udc00b", "\ud83d"),
  strange,
);

/** Not a field of anything. */
export const unknownField = fc.constantFrom(
  "admin",
  "role",
  "id",
  "senderId",
  "sequence",
  "revision",
  "after",
  "createdAt",
  "constructor",
  "hasOwnProperty",
  "$where",
  "type2",
  "",
);
