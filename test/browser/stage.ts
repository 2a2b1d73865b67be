import type { Browser, BrowserContextOptions } from "playwright-core";
import { launchBrowser } from "../support/chromium.ts";
import { startNode, type WispNode } from "../support/node.ts";
import { ada, type Person, Visitor } from "./visitors.ts";

/** A node and a browser for the tests of one file. Each test brings its own people and rooms. */
export class Stage implements AsyncDisposable {
  readonly node: WispNode;
  readonly browser: Browser;
  #visitors: Visitor[] = [];
  #count = 0;

  private constructor(node: WispNode, browser: Browser) {
    this.node = node;
    this.browser = browser;
  }

  static async open(): Promise<Stage> {
    const [node, browser] = await Promise.all([startNode({ RATE_LIMITS: "off" }), launchBrowser()]);
    return new Stage(node, browser);
  }

  /** A name that no other test of the file has. */
  unique({ username, displayName }: Person): Person {
    this.#count += 1;
    return { username: `${username}${this.#count}`, displayName };
  }

  async visitor(options?: BrowserContextOptions): Promise<Visitor> {
    const visitor = await Visitor.arrive(this.browser, this.node.url, options);
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
    await this.browser.close();
    await this.node[Symbol.asyncDispose]();
  }
}
