import { describe, expect, test } from "bun:test";
import { renderContent } from "./index.ts";

const inner = (content: string) => renderContent(content).replace(/^<div [^>]*>|<\/div>$/g, "");
const kind = (content: string) => renderContent(content).match(/^<div class="([^"]*)" dir="auto">/)?.[1];
const link = (url: string, label = url) =>
  `<a href="${url}" rel="noopener nofollow ugc" target="_blank">${label}</a>`;
const mention = (username: string, text = username) =>
  `<span class="mention" data-mention="${username}">@${text}</span>`;

const emoji = (name: string) =>
  `<span class="emoji-name" translate="no" data-emoji="${name}">:${name}:</span>`;

type Row = [written: string, shown: string];

describe("what may be a custom emoji", () => {
  test.each<Row>([
    ["a :tea_pot: for **you**", `a ${emoji("tea_pot")} for <strong>you</strong>`],
    ["(:tea:), :tea::cup:", `(${emoji("tea")}), ${emoji("tea")}:cup:`],
    ["*:_a_:*", `<em>${emoji("_a_")}</em>`],
  ])("%j is a name that has a place for its picture", (written, shown) => {
    expect(inner(written)).toBe(shown);
  });

  test.each(["at 10:30:45", "std::vec::Vec", "a:bc:d", ":t:", ": tea :", "C:/a:b:/"])(
    "%j has none",
    (written) => {
      expect(inner(written)).toBe(written);
    },
  );

  test("is none in code, in an address or after a backslash", () => {
    expect(inner("`:tea:`")).toBe("<code>:tea:</code>");
    expect(inner("https://x.test/:tea:/a")).toBe(link("https://x.test/:tea:/a"));
    expect(inner("\\:tea:")).not.toContain("emoji-name");
  });

  test("stands by itself in a message of nothing else, as an emoji does", () => {
    expect(kind(":tea: :cup:")).toBe("message-content rich emoji-names");
    expect(kind("no :tea:")).toBe("message-content rich");
  });
});

describe("in a message", () => {
  test.each<Row>([
    [
      "**bold**, *italic*, ~~gone~~ and `code`",
      "<strong>bold</strong>, <em>italic</em>, <del>gone</del> and <code>code</code>",
    ],
    ["snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"],
    ["one\n**two**\nthree", "one<br/><strong>two</strong><br/>three"],
    ["one\n\n**two**", "<p>one</p><p><strong>two</strong></p>"],
    ["# Plan\nfirst", `<p class="heading">Plan</p><p>first</p>`],
    ["> said\n> so\n\nno", "<blockquote><p>said<br/>so</p></blockquote><p>no</p>"],
    ["- a\n- b\n  1. c", "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"],
    ["3. three\n4. four", `<ol start="3"><li>three</li><li>four</li></ol>`],
    [
      "- [x] done\n- [ ] not",
      `<ul><li class="task"><span class="task-mark">☑</span> done</li><li class="task"><span class="task-mark">☐</span> not</li></ul>`,
    ],
    [
      "```ts\na < b && `c`\n\n  d\n```",
      `<pre tabindex="0"><code class="language-ts">a &lt; b &amp;&amp; <span class="code-string">\`c\`</span>&#10;&#10;  d</code></pre>`,
    ],
    [
      "```toml\na = true # b\n```",
      `<pre tabindex="0"><code class="language-toml"><span class="code-attr">a</span> = <span class="code-literal">true</span> <span class="code-comment"># b</span></code></pre>`,
    ],
    [
      "```brainfuck\na = true\n```",
      `<pre tabindex="0"><code class="language-brainfuck">a = true</code></pre>`,
    ],
    [
      "see [#general **now**](/rooms/01920000-0000-7000-8000-000000000000)",
      `see <a class="mention room-mention" href="/rooms/01920000-0000-7000-8000-000000000000" data-room="01920000-0000-7000-8000-000000000000">#general now</a>`,
    ],
    [
      "[general](/rooms/01920000-0000-7000-8000-000000000000)",
      "general (/rooms/01920000-0000-7000-8000-000000000000)",
    ],
    ["[#x](/rooms/1)", "#x (/rooms/1)"],
    [
      "| a | b |\n|---|--:|\n| 1 | 2 |",
      `<div class="message-table" tabindex="0"><table><thead><tr><th>a</th><th class="align-right">b</th></tr></thead><tbody><tr><td>1</td><td class="align-right">2</td></tr></tbody></table></div>`,
    ],
    ["above\n\n***\n\nbelow", "<p>above</p><hr/><p>below</p>"],
    ["    indented, not code", "    indented, not code"],
    ["\\*as written\\*", "*as written*"],
  ])("%j is Markdown", (written, shown) => {
    expect(inner(written)).toBe(shown);
  });

  test.each<Row>([
    [
      "see https://example.org/a_(b)?x=1&y=2, (http://x.test/).",
      `see ${link("https://example.org/a_(b)?x=1&amp;y=2")}, (${link("http://x.test/")}).`,
    ],
    ["**https://x.test/a_b_c**", `<strong>${link("https://x.test/a_b_c")}</strong>`],
    ["[here](https://x.test/ 'why')", link("https://x.test/", "here")],
    ["[*you*](mailto:ada@x.test)", link("mailto:ada@x.test", "<em>you</em>")],
    ["![a cat](https://x.test/cat.png)", link("https://x.test/cat.png", "a cat")],
    ["[![badge](https://x.test/b.svg)](https://x.test)", link("https://x.test", "badge")],
    ["[](https://x.test)", link("https://x.test")],
    ["[www.x.test](https://x.test/a)", link("https://x.test/a", "www.x.test")],
    ["<https://x.test>", `&lt;${link("https://x.test")}&gt;`],
    ["`https://x.test`", "<code>https://x.test</code>"],
  ])("%j is a link where a link is meant", (written, shown) => {
    expect(inner(written)).toBe(shown);
  });

  test.each<Row>([
    ["[win](javascript:alert(1))", "win (javascript:alert(1))"],
    ["[win](JAVASCRIPT&colon;alert(1))", "win (JAVASCRIPT&amp;colon;alert(1))"],
    ["![win](data:text/html;base64,PHNjcmlwdD4=)", "win (data:text/html;base64,PHNjcmlwdD4=)"],
    ["[win](/sign-out)", "win (/sign-out)"],
    ["https://bank.test@evil.test", "https://bank.test@evil.test"],
    ["[win](https://bank.test@evil.test)", "win (https://bank.test@evil.test)"],
    ["[win](https://evil.test/\u202egnp.exe)", "win (https://evil.test/\u202egnp.exe)"],
    ["[https://bank.test](https://evil.test)", `https://bank.test (${link("https://evil.test")})`],
    [
      "[log in at **www.bank.test**](https://evil.test)",
      `log in at <strong>www.bank.test</strong> (${link("https://evil.test")})`,
    ],
    ["[bank]: https://evil.test\n\n[bank]", `<p>[bank]: ${link("https://evil.test")}</p><p>[bank]</p>`],
  ])("%j is no link that deceives", (written, shown) => {
    expect(inner(written)).toBe(shown);
  });

  test.each<Row>([
    ["@maya and **@Samuel_B**", `${mention("maya")} and <strong>${mention("samuel_b", "Samuel_B")}</strong>`],
    ["@here, @room!", `${mention("here")}, ${mention("room")}!`],
    [
      "`@maya` maya@x.test [@maya](https://x.test)",
      `<code>@maya</code> maya@x.test ${link("https://x.test", "@maya")}`,
    ],
    ["#general is not linked", "#general is not linked"],
  ])("%j calls by name", (written, shown) => {
    expect(inner(written)).toBe(shown);
  });

  test.each<Row>([
    [`<script>alert(1)</script>`, "&lt;script&gt;alert(1)&lt;/script&gt;"],
    [
      `<img src=x onerror="alert(1)"> **b**`,
      "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; <strong>b</strong>",
    ],
    ["<div hx-get='/x'>\n\n*a*", "<p>&lt;div hx-get=&#x27;/x&#x27;&gt;</p><p><em>a</em></p>"],
    ["&lt;b&gt; &amp; &#60;i&#62;", "&lt;b&gt; &amp; &lt;i&gt;"],
    ['```"onload="x\na\n```', `<pre tabindex="0"><code>a</code></pre>`],
    ['[a](https://x.test/"onclick="x)', "a (https://x.test/&quot;onclick=&quot;x)"],
    ["\ufdd00\ufdd1 @maya", `\ufffd0\ufffd ${mention("maya")}`],
  ])("%j is text", (written, shown) => {
    expect(inner(written)).toBe(shown);
  });

  test("what shows nothing is shown as it was written", () => {
    for (const written of ["```\n```x", "[]()", "#", ">"]) expect(inner(written)).not.toBe("");
  });

  test("what nobody can have meant is shown as it was written", () => {
    for (const written of ["> ".repeat(40), "- ".repeat(40) + "a", "*a **b ".repeat(40) + "** *".repeat(40)])
      expect(inner(`${written}@maya`)).not.toMatch(/<(?!\/?span)/);
  });
});

describe("a message is", () => {
  test.each(["plain", "two\nlines", `it's "quoted" & <b>`, "3.5 - 2 = 1.5", "日本語"])(
    "%j: its text",
    (content) => {
      expect(kind(content)).toBe("message-content");
    },
  );

  test.each(["*rich*", "@maya", "https://x.test", "- item", "\\", "&amp;"])("%j: rich", (content) => {
    expect(kind(content)).toBe("message-content rich");
  });

  test.each(["👍", "👩🏽‍🚀 🏳️‍🌈 🇩🇪", "1️⃣2️⃣3️⃣", "❤️❤️❤️❤️❤️❤️", "#️⃣"])("%j: emoji only", (content) => {
    expect(kind(content)).toBe("message-content emoji-only");
  });

  test.each(["👍👍👍👍👍👍👍", "👍 ok", "…", "”", "©"])("%j: not emoji only", (content) => {
    expect(kind(content)).toBe("message-content");
  });
});
