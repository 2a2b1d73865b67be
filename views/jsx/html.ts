/** Markup that may be sent as it is: made of escaped parts by the JSX runtime, or vouched for by `raw`. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand between two tags. Text is escaped; `false`, `null` and `undefined` are nothing. */
export type Child = Html | string | number | boolean | null | undefined | Child[];

/** Markup of our own making. Never what somebody wrote. */
export const raw = (text: string): Html => new Html(text);

const special = /[&<>"']/;

/** Text as it may stand in an element or in a quoted attribute. Most of it has nothing to escape. */
export const escape = (text: string): string => (special.test(text) ? Bun.escapeHTML(text) : text);

export function render(child: Child): string {
  if (typeof child === "string") return escape(child);
  if (child instanceof Html) return child.text;
  if (typeof child === "number") return String(child);
  if (!Array.isArray(child)) return "";
  let html = "";
  for (const each of child) html += render(each);
  return html;
}
