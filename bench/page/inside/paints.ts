import type { Paints } from "../seen.ts";

const seen: Paints = { first: 0, largest: 0, largestElement: "" };

function observe(type: string, take: (entry: PerformanceEntry) => void): void {
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
}

observe("paint", ({ name, startTime }) => {
  if (name === "first-contentful-paint") seen.first = startTime;
});
observe("largest-contentful-paint", (entry) => {
  const { startTime, element } = entry as PerformanceEntry & { element: Element | null };
  seen.largest = startTime;
  seen.largestElement = element ? `${element.localName}.${element.className}` : "";
});

export const paints = () => seen;
