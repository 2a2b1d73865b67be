import type { Shift } from "../seen.ts";

type Source = { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly };
type Entry = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: Source[] };

let seen: Shift[] = [];

function nameOf(node: Node | null): string {
  const element = node instanceof Element ? node : node?.parentElement;
  if (!element) return "something that is gone";
  const classes = [...element.classList].map((name) => `.${name}`).join("");
  return `${element.localName}${element.id ? `#${element.id}` : ""}${classes}`;
}

const rectText = ({ x, y, width, height }: DOMRectReadOnly) =>
  [x, y, width, height].map(Math.round).join(",");

const culprit = ({ node, previousRect, currentRect }: Source) =>
  `${nameOf(node)} (${rectText(previousRect)} → ${rectText(currentRect)})`;

new PerformanceObserver((list) => {
  for (const { value, startTime, sources } of list.getEntries() as Entry[])
    seen.push({ value, at: Math.round(startTime), culprits: sources.map(culprit) });
}).observe({ type: "layout-shift", buffered: true });

/** Every one since `forgetShifts`, also those right after an input: a page that jumps when it is touched jumps. */
export const shifts = () => seen;
export function forgetShifts(): void {
  seen = [];
}
