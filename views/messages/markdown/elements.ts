import type { Callbacks } from "../../../src/lib/markdown/parse.ts";
import { escape } from "../../jsx/html.ts";
import { highlight } from "./highlight.ts";

const wrap = (name: string) => (children: string) => `<${name}>${children}</${name}>`;
const language = /^[a-z0-9+#-]{1,20}$/;

const entities: Record<string, string> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&amp;": "&",
};
/** What `escape` was given. */
const unescape = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|#x27|amp);/g, (entity) => entities[entity] ?? entity);

/** Its line breaks are written by number: any other becomes an element (`index.ts`). */
function code(children: string, meta?: { language?: string }): string {
  const name = meta?.language?.toLowerCase() ?? "";
  const attribute = language.test(name) ? ` class="language-${name}"` : "";
  const written = children.replace(/\n$/, "");
  const shown = (name && highlight(unescape(written), name)) || written;
  return `<pre tabindex="0"><code${attribute}>${shown.replaceAll("\n", "&#10;")}</code></pre>`;
}

/** Begins where its author began, as "3." does. */
function list(children: string, { ordered, start }: { ordered: boolean; start?: number }): string {
  if (!ordered) return `<ul>${children}</ul>`;
  return start === undefined || start === 1
    ? `<ol>${children}</ol>`
    : `<ol start="${start}">${children}</ol>`;
}

/** A task is shown as done or not; the message is not a form. */
function listItem(children: string, { checked }: { checked?: boolean }): string {
  if (checked === undefined) return `<li>${children}</li>`;
  return `<li class="task"><span class="task-mark">${checked ? "☑" : "☐"}</span> ${children}</li>`;
}

const cell = (name: "th" | "td") => (children: string, meta?: { align?: "left" | "center" | "right" }) =>
  meta?.align && meta.align !== "left"
    ? `<${name} class="align-${meta.align}">${children}</${name}>`
    : `<${name}>${children}</${name}>`;

/** Every tag and attribute that a message may have, but for those of links and mentions. What a person wrote is `text`. */
export const elements = {
  text: escape,
  paragraph: wrap("p"),
  // No heading of the page's outline: a message is an entry in a list.
  heading: (children) => `<p class="heading">${children}</p>`,
  strong: wrap("strong"),
  emphasis: wrap("em"),
  strikethrough: wrap("del"),
  codespan: wrap("code"),
  code,
  blockquote: wrap("blockquote"),
  list,
  listItem,
  hr: () => "<hr/>",
  table: (children) => `<div class="message-table" tabindex="0"><table>${children}</table></div>`,
  thead: wrap("thead"),
  tbody: wrap("tbody"),
  tr: wrap("tr"),
  th: cell("th"),
  td: cell("td"),
} satisfies Callbacks;
