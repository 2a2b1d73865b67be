/** A text with a selection; equal ends are a caret. Counted in UTF-16 units, as the browser does. */
export type Selected = { value: string; start: number; end: number };
/** Puts `text` in the place of what stands from `from` to `to`, then selects from `start` to `end`. */
export type Edit = { from: number; to: number; text: string; start: number; end: number };

const selectedText = ({ value, start, end }: Selected) => value.slice(start, end);

/** Markup hugs what it marks: a space inside it would make it plain text. */
function tight({ value, start, end }: Selected): Selected {
  const text = value.slice(start, end);
  const lead = text.length - text.trimStart().length;
  return text.trim()
    ? { value, start: start + lead, end: start + lead + text.trim().length }
    : { value, start, end };
}

/** Of three stars one is italic and two are bold. */
function isMarked({ value, start, end }: Selected, mark: string): boolean {
  const character = mark.charAt(0);
  let left = 0;
  let right = 0;
  while (value[start - left - 1] === character) left += 1;
  while (value[end + right] === character) right += 1;
  const holds = (run: number) => (mark.length === 1 ? run % 2 === 1 : run >= mark.length);
  return holds(left) && holds(right);
}

/** Puts a mark such as `**` on both sides of what is selected, or takes it away. */
export function toggleMark(mark: string) {
  return (field: Selected): Edit => {
    const { value, start, end } = tight(field);
    const size = mark.length;
    const text = value.slice(start, end);
    if (isMarked({ value, start, end }, mark))
      return { from: start - size, to: end + size, text, start: start - size, end: end - size };
    if (text.length > 2 * size && text.startsWith(mark) && text.endsWith(mark)) {
      const inner = text.slice(size, -size);
      return { from: start, to: end, text: inner, start, end: start + inner.length };
    }
    return { from: start, to: end, text: mark + text + mark, start: start + size, end: end + size };
  };
}

/** Code of several lines is fenced. */
export function toggleCode(field: Selected): Edit {
  if (!selectedText(field).includes("\n")) return toggleMark("`")(field);
  const { from, to, text } = wholeLines(field);
  return { from, to, text: `\`\`\`\n${text}\n\`\`\``, start: from + 4, end: from + 4 + text.length };
}

export const isUrl = (text: string) => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);

/** What is selected becomes the text of a link, or its address where it is one; what is missing is selected. */
export function link(field: Selected): Edit {
  const { start: from, end: to } = tight(field);
  const text = field.value.slice(from, to);
  if (isUrl(text)) return { from, to, text: `[](${text})`, start: from + 1, end: from + 1 };
  const address = "https://";
  const start = from + text.length + "[](".length;
  return { from, to, text: `[${text}](${address})`, start, end: start + address.length };
}

/** An address that is pasted over words makes a link of them. */
export function pasteUrl(field: Selected, pasted: string): Edit | undefined {
  const url = pasted.trim();
  const text = selectedText(field);
  if (!text.trim() || text.includes("\n") || isUrl(text.trim()) || !isUrl(url)) return undefined;
  const { start: from, end: to } = tight(field);
  const made = `[${field.value.slice(from, to)}](${url})`;
  return { from, to, text: made, start: from + made.length, end: from + made.length };
}

function wholeLines({ value, start, end }: Selected): { from: number; to: number; text: string } {
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const next = value.indexOf("\n", end);
  const to = next < 0 ? value.length : next;
  return { from, to, text: value.slice(from, to) };
}

/** Begins each selected line with a mark, or takes it away where all have it. */
function toggleLines(has: RegExp, mark: (index: number) => string) {
  return (field: Selected): Edit => {
    const { from, to, text } = wholeLines(field);
    const lines = text.split("\n");
    const marked = lines.every((line) => has.test(line));
    const next = lines.map((line, index) => (marked ? line.replace(has, "") : mark(index) + line)).join("\n");
    const caret = from + next.length;
    return { from, to, text: next, start: lines.length > 1 ? from : caret, end: caret };
  };
}

export const toggleBullets = toggleLines(/^[-*+] /, () => "- ");
export const toggleNumbers = toggleLines(/^\d+[.)] /, (index) => `${index + 1}. `);
export const toggleQuote = toggleLines(/^> ?/, () => "> ");

const item = /^(\s*)(?:([-*+])|(\d{1,9})([.)])|(>)) (.*)$/;

function nextMarker([, indent = "", bullet, number, dot, quote]: RegExpExecArray): string {
  const marker = number === undefined ? (bullet ?? quote ?? "") : `${Number(number) + 1}${dot ?? ""}`;
  return `${indent}${marker} `;
}

/** The line after an item is the next item; after an empty one the list is over. Nothing where no list is. */
export function continueList({ value, start, end }: Selected): Edit | undefined {
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const found = item.exec(value.slice(from, start));
  if (!found || insideFence({ value, start })) return undefined;
  if (!found[6]) return { from, to: end, text: "", start: from, end: from };
  const text = `\n${nextMarker(found)}`;
  return { from: start, to: end, text, start: start + text.length, end: start + text.length };
}

/** Whether the caret stands in code that is not closed yet: there Enter is a new line. */
export function insideFence({ value, start }: Pick<Selected, "value" | "start">): boolean {
  return (value.slice(0, start).match(/^```/gm)?.length ?? 0) % 2 === 1;
}
