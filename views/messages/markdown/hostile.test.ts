import { expect, setDefaultTimeout, test } from "bun:test";
import { cpuOf } from "../../../test/support/cpu.ts";
import fc from "fast-check";
import { renderContent } from "./index.ts";
import { languageNames } from "./languages.ts";

setDefaultTimeout(60_000);

const fragments = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  `"><b hx-get="/x" onclick='y'>`,
  "<svg/onload=alert(1)>",
  "</div></li>",
  "<!--",
  "-->",
  "<![CDATA[",
  "<a href=",
  "</",
  "javascript:alert(1)",
  "data:text/html,<b>",
  "vbscript:x",
  "https://x.test/",
  "http://a@b.test",
  "mailto:a@b.test",
  "https://x.test/\"'>",
  "ftp://x.test",
  "//x.test",
  "&lt;",
  "&#60;",
  "&#x3c;script&#62;",
  "&quot;",
  "&amp;amp;",
  "&colon;",
  "&NewLine;",
  "&#0;",
  "&",
  "&#xd800;",
  "[",
  "]",
  "(",
  ")",
  "![",
  "[#",
  "](/rooms/01920000-0000-7000-8000-000000000000",
  "](/rooms/../x)",
  "](",
  "[a](",
  "[a]: ",
  "[a]:<javascript:x>",
  "[^1]",
  "[[x]]",
  "<",
  ">",
  '"',
  "'",
  "\\",
  "`",
  "``",
  "```",
  "```\n",
  '```js"onload=x\n',
  ...languageNames.map((name) => `\`\`\`${name}\n`),
  "${`",
  "<?php ",
  "/*",
  "//",
  "class A ",
  "~~~\n",
  "$x$",
  "$$",
  "*",
  "**",
  "***",
  "_",
  "__",
  "~",
  "~~",
  "#",
  "# ",
  "- ",
  "+ ",
  "1. ",
  "- [x] ",
  "> ",
  "|",
  "|-|-|\n",
  "| a | b |\n",
  "\n---\n",
  "\n===\n",
  "\n",
  "\n\n",
  "    ",
  "\t",
  " ",
  "  \n",
  "\r\n",
  "\r",
  "a",
  "word",
  "@maya",
  "@",
  "@here",
  "a@b.test",
  "www.x.test",
  "\u200b",
  "\u200d",
  "\u202e",
  "\u2066",
  "\u2069",
  "\ufeff",
  "\u2028",
  "\u0001",
  "\u007f",
  "\u0085",
  "Z\u0351\u036b\u0343\u036a\u0302",
  "\ufdd0",
  "\ufdd00\ufdd1",
  "\ufdd1",
  "\ufffd",
  "\u{1f469}\u{1f3fd}\u200d\u{1f680}",
  "\u{10ffff}",
  "data-x=",
  "style=",
  "id=x",
  "class=",
];
const shapes: ((part: string) => string)[] = [
  (part) => `[${part}](https://x.test)`,
  (part) => `[a](${part})`,
  (part) => `![${part}](${part})`,
  (part) => `**${part}**`,
  (part) => `\`${part}\``,
  (part) => `\`\`\`${part}\nx\n\`\`\``,
  (part) => `> ${part}`,
  (part) => `|${part}|\n|-|\n|${part}|`,
  (part) => `https://${part}`,
  (part) => `<${part}>`,
  (part) => `[a](https://x.test "${part}")`,
  (part) => `[a](<${part}>)`,
  (part) => `[${part}]: ${part}\n\n[${part}]`,
  (part) => `&${part};`,
];
const fragment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...fragments) },
  fc.string({ unit: "binary", maxLength: 6 }),
);
const { message } = fc.letrec<{ message: string }>((tie) => ({
  message: fc.oneof(
    { depthSize: "small" },
    fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join("")),
    fc.tuple(fc.constantFrom(...shapes), tie("message")).map(([shape, part]) => shape(part)),
    fc.tuple(tie("message"), tie("message")).map((parts) => parts.join("")),
  ),
}));

const bare = new Set(
  "p br/ strong em del code blockquote ul ol li hr/ table thead tbody tr th td".split(" "),
);
const known = [
  /^div class="(?:message-content(?: rich| emoji-only)?" dir="auto|message-table" tabindex="0)"$/,
  /^p class="heading"$/,
  /^pre tabindex="0"$/,
  /^code class="language-[a-z0-9+#-]{1,20}"$/,
  /^span class="language-[a-z]+"$/,
  /^span class="code-[a-z_-]+(?: [a-z]+_+)*"$/,
  /^ol start="\d{1,9}"$/,
  /^li class="task"$/,
  /^span class="task-mark"$/,
  /^t[hd] class="align-(?:right|center)"$/,
  /^span class="mention" data-mention="[a-z0-9_]{3,50}"$/,
  /^a class="mention room-mention" href="\/rooms\/([\da-f-]{36})" data-room="\1"$/,
  /^a href="(?:https?:\/\/|mailto:)[^\s<>"'`\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+" rel="noopener nofollow ugc" target="_blank"$/i,
];
const text = /^(?:[^<>&"']|&(?:amp|lt|gt|quot|#x27|#10);)*$/;

/** What stands in the markup that may not; undefined where all of it may. */
function offence(html: string): string | undefined {
  const open: string[] = [];
  for (const [whole, between = "", tag] of html.matchAll(/([^<]*)(?:<([^<>]*)>|$|<)/g)) {
    if (!text.test(between)) return `text: ${between}`;
    if (tag === undefined) {
      if (whole.endsWith("<")) return whole;
      continue;
    }
    const name = tag.split(" ")[0] ?? "";
    if (tag.startsWith("/")) {
      if (open.pop() !== tag.slice(1)) return `unbalanced: ${tag}`;
    } else if (!bare.has(tag) && !known.some((pattern) => pattern.test(tag))) return `tag: ${tag}`;
    else if (!tag.endsWith("/")) {
      if (name === "a" && open.includes("a")) return "a link in a link";
      open.push(name);
    }
  }
  return open.length === 0 ? undefined : `open: ${open.join()}`;
}

test("ten thousand hostile messages are nothing but what a message may be", () => {
  const shown = fc.property(message, (content) => {
    const html = renderContent(content);
    expect(offence(html)).toBeUndefined();
  });
  fc.assert(shown, { numRuns: 10_000 });
});

test("what would be an offence is seen as one", () => {
  const offences = [
    "<b>x</b>",
    "<p>",
    "</p>",
    "a < b",
    `<p onclick="x">a</p>`,
    `<a href="javascript:x" rel="noopener nofollow ugc" target="_blank">x</a>`,
    "&",
    `"`,
  ];
  for (const html of offences) expect(offence(html)).toBeString();
});

const parts = [
  ">",
  "> ",
  "- ",
  "1. ",
  "[",
  "![",
  "*",
  "**",
  "*a **b ",
  "***a***b",
  "_",
  "`",
  "~~a",
  "[a](",
  "|",
  "|-\n",
  "&",
  "\\",
  "<",
  "[[a](b)",
  "@abc ",
  "http://a ",
  ">- ",
];

const worst = parts.flatMap((one) => [
  ...parts.map((other) => one.repeat(2500).slice(0, 2500) + other.repeat(2500).slice(0, 2500)),
  ...["]", "](a)", "*", "**", "`"].map((end) => `${one.repeat(1200).slice(0, 2500)}a${end.repeat(600)}`),
]);
const tables = [1, 10, 20, 21, 100].map(
  (columns) => `|${"a|".repeat(columns)}\n|${"-|".repeat(columns)}\n${"|\n".repeat(2000)}`,
);

/** In milliseconds, of a few tries: the first ones warm up what the others run. */
function taken(content: string): number {
  const tries = Array.from({ length: 4 }, () => cpuOf(() => renderContent(content)));
  return Math.min(...tries);
}

test("five thousand characters of the worst nesting take no time worth speaking of", () => {
  expect([...worst, ...tables].filter((content) => taken(content) > 50)).toEqual([]);
});
