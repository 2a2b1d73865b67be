import { expect, setDefaultTimeout, test } from "bun:test";
import { cpuOf } from "../../../test/support/cpu.ts";
import { renderContent } from "./index.ts";
import { highlight } from "./highlight.ts";
import { languageNames } from "./languages.ts";

setDefaultTimeout(60_000);

test("code is coloured by classes alone, and means what it meant", () => {
  const code = `const a = "<b>" && 'x'; // 1 < 2`;
  const html = highlight(code, "ts") ?? "";
  expect(html).toContain('<span class="code-keyword">const</span>');
  const text = html
    .replace(/<[^>]+>/g, "")
    .replace(
      /&(lt|gt|amp|quot|#x27);/g,
      (_, name: string) => ({ lt: "<", gt: ">", amp: "&", quot: '"', "#x27": "'" })[name] ?? "",
    );
  expect(text).toBe(code);
});

test("what nobody can mean to be read stays plain: very long, in very long words, or in no language", () => {
  expect(highlight("a = 1", "brainfuck")).toBeUndefined();
  expect(highlight("a = 1\n".repeat(1000), "python")).toBeUndefined();
  expect(highlight("a".repeat(100), "python")).toBeUndefined();
});

const inCode = [
  ...[
    " ",
    "a",
    "a ",
    "A",
    "0",
    "0x",
    "1_",
    "_",
    "__",
    "$",
    "${`",
    "`",
    '"',
    "'",
    "\"'",
    "//",
    "/*",
    "#",
    "#{",
    "<",
    "<a b=",
  ],
  ...[
    "(",
    "[",
    "{",
    "((a",
    "a(b",
    "a<b",
    "a.",
    "a:",
    "a::b ",
    "-a",
    "@a(",
    "\\",
    "*",
    "***",
    "=",
    "a = ",
    "!",
    "template<",
  ],
  ...[
    "new ",
    "class A ",
    "public ",
    "function(",
    "def ",
    "fn ",
    "[a](",
    "<script>",
    "<?php ",
    "r#",
    "\r\n",
    "\n",
  ],
];
const broken = (code: string, after: number, by: string) =>
  code.replace(new RegExp(`[^]{${after}}`, "g"), (part) => part + by);
/** As long as a line, a word or a fence may be that is coloured. */
const fences = languageNames.flatMap((name) =>
  inCode.flatMap((part) => {
    const whole = part.repeat(4000).slice(0, 3900);
    const halves = "a".repeat(1950) + whole.slice(0, 1950);
    const codes = [broken(broken(whole, 98, " "), 298, "\n"), broken(halves, 98, "\n")];
    return codes.map((code) => `\`\`\`${name}\n${code.slice(0, 3999)}\n\`\`\``);
  }),
);

/** In milliseconds, of a few tries where the first took long: a machine that does other things says nothing of the message. */
function taken(content: string): number {
  let least = Infinity;
  for (let tries = 0; tries < 6 && least > 25; tries += 1) {
    least = Math.min(
      least,
      cpuOf(() => renderContent(content)),
    );
  }
  return least;
}

test("nor does the longest code that is coloured, in any language", () => {
  const slow = fences.map((fence) => [taken(fence), fence.slice(0, 60)] as const).filter(([ms]) => ms > 50);
  expect(slow).toEqual([]);
});
