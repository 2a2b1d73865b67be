import { expect, test } from "bun:test";
import * as edits from "./edits.ts";

/** `[` and `]` around what is selected, `|` for a caret. */
function read(text: string): edits.Selected {
  const caret = text.indexOf("|");
  if (caret >= 0) return { value: text.replace("|", ""), start: caret, end: caret };
  const start = text.indexOf("«");
  const end = text.indexOf("»") - 1;
  return { value: text.replace(/[«»]/g, ""), start, end };
}

function show(value: string, start: number, end: number): string {
  if (start === end) return `${value.slice(0, start)}|${value.slice(start)}`;
  return `${value.slice(0, start)}«${value.slice(start, end)}»${value.slice(end)}`;
}

function after(text: string, act: (field: edits.Selected) => edits.Edit | undefined): string | undefined {
  const field = read(text);
  const edit = act(field);
  if (!edit) return undefined;
  const value = field.value.slice(0, edit.from) + edit.text + field.value.slice(edit.to);
  return show(value, edit.start, edit.end);
}

const bold = edits.toggleMark("**");
const italic = edits.toggleMark("*");

test("a mark goes around what is selected, and away again", () => {
  expect(after("say «it» now", bold)).toBe("say **«it»** now");
  expect(after("say **«it»** now", bold)).toBe("say «it» now");
  expect(after("say «**it**» now", bold)).toBe("say «it» now");
  expect(after("|", bold)).toBe("**|**");
  expect(after("**|**", bold)).toBe("|");
});

test("a mark hugs the words, and a longer one is not taken for it", () => {
  expect(after("say« it »now", bold)).toBe("say **«it»** now");
  expect(after("**«it»**", italic)).toBe("***«it»***");
});

test("code of one line is marked, of several fenced", () => {
  expect(after("run «bun» now", edits.toggleCode)).toBe("run `«bun»` now");
  expect(after("a«a\nb»b", edits.toggleCode)).toBe("```\n«aa\nbb»\n```");
});

test("a link asks for what it lacks", () => {
  expect(after("see «this»", edits.link)).toBe("see [this](«https://»)");
  expect(after("«https://wisp.example»", edits.link)).toBe("[|](https://wisp.example)");
});

test("an address over words makes a link of them, and over anything else is itself", () => {
  const paste = (text: string) => (field: edits.Selected) => edits.pasteUrl(field, text);
  expect(after("see «this» now", paste("https://a.example/x"))).toBe("see [this](https://a.example/x)| now");
  expect(after("see |", paste("https://a.example"))).toBeUndefined();
  expect(after("«this»", paste("javascript:alert(1)"))).toBeUndefined();
  expect(after("«https://b.example»", paste("https://a.example"))).toBeUndefined();
});

test("lines become a list and stop being one", () => {
  expect(after("o«ne\ntw»o", edits.toggleBullets)).toBe("«- one\n- two»");
  expect(after("«- one\n- two»", edits.toggleBullets)).toBe("«one\ntwo»");
  expect(after("«one\ntwo»", edits.toggleNumbers)).toBe("«1. one\n2. two»");
  expect(after("yes|", edits.toggleQuote)).toBe("> yes|");
});

test("a new line goes on with the list, until an item is empty", () => {
  expect(after("- one|", edits.continueList)).toBe("- one\n- |");
  expect(after("  9. nine|", edits.continueList)).toBe("  9. nine\n  10. |");
  expect(after("> so they say|", edits.continueList)).toBe("> so they say\n> |");
  expect(after("- one\n- |", edits.continueList)).toBe("- one\n|");
  expect(after("plain|", edits.continueList)).toBeUndefined();
  expect(after("```\n- code|", edits.continueList)).toBeUndefined();
});

test("a fence is open until it is closed", () => {
  expect(edits.insideFence(read("```\ncode|"))).toBe(true);
  expect(edits.insideFence(read("```\ncode\n```\n|"))).toBe(false);
});
