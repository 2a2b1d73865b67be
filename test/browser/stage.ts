import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout } from "bun:test";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { launchBrowser } from "../support/chromium.ts";
import { startNode, type WispNode } from "../support/node.ts";
import { ada, type Person, Visitor } from "./visitors.ts";

/** A node and a browser for the tests of one file. Each test brings its own people and rooms. */
export class Stage implements AsyncDisposable {
  #opened: { node: WispNode; browser: Browser } | undefined;
  #visitors: Visitor[] = [];
  #count = 0;

  async open(): Promise<void> {
    const [node, browser] = await Promise.all([startNode({ RATE_LIMITS: "off" }), launchBrowser()]);
    this.#opened = { node, browser };
  }

  get node(): WispNode {
    return this.#opened!.node;
  }

  /** A name that no other test of the file has. */
  unique({ username, displayName }: Person): Person {
    this.#count += 1;
    return { username: `${username}${this.#count}`, displayName };
  }

  async visitor(options?: BrowserContextOptions): Promise<Visitor> {
    const visitor = await Visitor.arrive(this.#opened!.browser, this.node.url, options);
    this.#visitors.push(visitor);
    return visitor;
  }

  /** Somebody who has just signed up, and has no page open yet. */
  async newcomer(person: Person, options?: BrowserContextOptions): Promise<Visitor> {
    const visitor = await this.visitor(options);
    await visitor.register(this.unique(person));
    await visitor.page.goto("/");
    return visitor;
  }

  /** Somebody with rooms of these names, in the last of them, who is told what happens. */
  async withRooms(names: string[], options?: BrowserContextOptions): Promise<Visitor> {
    const visitor = await this.newcomer(ada, options);
    for (const name of names) await visitor.createRoom(name);
    await visitor.live();
    return visitor;
  }

  /** Ends a test's visits and returns what their pages complained about. */
  async clear(): Promise<string[]> {
    const complaints = this.#visitors.flatMap((visitor) => visitor.complaints);
    await Promise.all(this.#visitors.map((visitor) => visitor.context.close()));
    this.#visitors = [];
    return complaints;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened?.browser.close();
    await this.#opened?.node[Symbol.asyncDispose]();
  }
}

/**
 * The stage of a file: opened before its tests, which may take so many milliseconds each, cleared after each of them,
 * when no page may have complained, and closed after all.
 */
export function openStage(timeout = 120_000): Stage {
  setDefaultTimeout(timeout);
  const stage = new Stage();
  beforeAll(() => stage.open());
  afterEach(async () => expect(await stage.clear()).toEqual([]));
  afterAll(() => stage[Symbol.asyncDispose]());
  return stage;
}
