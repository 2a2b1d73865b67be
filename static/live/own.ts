import type { OwnThing } from "../../src/lib/contract/frames.ts";

const listeners = new Map<OwnThing, Set<() => void>>();

/** Calls `refresh` whenever a list of the viewer's own changed, and when it may have while the connection was gone. */
export function onOwnChange(thing: OwnThing, refresh: () => void): void {
  const of = listeners.get(thing) ?? new Set();
  listeners.set(thing, of.add(refresh));
}

export function ownChanged(thing: OwnThing): void {
  for (const refresh of listeners.get(thing) ?? []) refresh();
}

export function ownMayHaveChanged(): void {
  for (const thing of listeners.keys()) ownChanged(thing);
}
