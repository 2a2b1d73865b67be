import { type ComponentType, h, hydrate, render } from "preact";
import { Composer } from "./composer.tsx";
import { Connection } from "./connection.tsx";
import type { IslandProps } from "./island.ts";
import { Jump } from "./jump.tsx";
import { Outbox } from "./outbox.tsx";
import { Typing } from "./typing.tsx";

const islands: Record<string, ComponentType<IslandProps>> = {
  composer: Composer,
  connection: Connection,
  jump: Jump,
  outbox: Outbox,
  typing: Typing,
};
/** Those that few pages have come when they are needed. */
const late: Record<string, () => Promise<ComponentType<IslandProps>>> = {
  slowMode: async () => (await import("../lazy/slow-mode.tsx")).SlowMode,
  "thread-composer": async () => (await import("../lazy/thread/composer.tsx")).ThreadComposer,
  "thread-outbox": async () => (await import("../lazy/thread/outbox.tsx")).ThreadOutbox,
  push: async () => (await import("../lazy/push-switch.tsx")).PushSwitch,
};
const mounted = new Set<HTMLElement>();

function mount(host: HTMLElement): void {
  const name = host.dataset.island ?? "";
  const island = islands[name];
  if (!island && !late[name]) return;
  mounted.add(host);
  if (island) draw(island, host);
  else arrive(name, host);
}

/** What the network kept away is asked for again with the next page. */
function arrive(name: string, host: HTMLElement): void {
  host.dataset.since = String(Date.now());
  late[name]?.().then(
    (island) => host.isConnected && draw(island, host),
    () => mounted.delete(host),
  );
}

function draw(island: ComponentType<IslandProps>, host: HTMLElement): void {
  if (host.firstElementChild) hydrate(h(island, { host }), host);
  else render(h(island, { host }), host);
  host.dataset.alive = "";
}

/** Brings the islands of a page that was swapped in to life, and ends those that it replaced. */
export function mountIslands(): void {
  for (const host of mounted) {
    if (host.isConnected) continue;
    render(null, host);
    mounted.delete(host);
  }
  for (const host of document.querySelectorAll<HTMLElement>("[data-island]"))
    if (!mounted.has(host)) mount(host);
}
