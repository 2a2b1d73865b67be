import { keep, kept } from "../../kept.ts";

/** Threads in which something was begun, in this browser; the oldest gives way. */
const most = 50;
const name = "thread-drafts";
type Drafts = Record<string, string>;

const all = () => (kept(name) as Drafts | undefined) ?? {};

export const threadDraft = (rootId: string): string => all()[rootId] ?? "";

/** Nothing at all is no draft. */
export function keepThreadDraft(rootId: string, content: string): void {
  const { [rootId]: _, ...others } = all();
  const rest = Object.entries(others).slice(1 - most);
  keep(name, Object.fromEntries(content.trim() ? [...rest, [rootId, content]] : rest));
}
