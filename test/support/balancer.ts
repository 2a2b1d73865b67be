/**
 * A load balancer before several nodes, as Fly's proxy or HAProxy with `on-marked-down shutdown-sessions` are one.
 *
 *   await using balancer = await new Balancer(cluster.nodes).start();
 *   const person = await Person.register(balancer.url);
 *   await cluster.node(0).kill();         // its clients' connections end; whoever comes back reaches another node
 *   await waitFor(() => balancer.healthy.length === 2);
 *
 * It is a `Link`: `cut`, `freeze`, `thaw`, `mend`, `throttle` and `refusing` break what is between clients and it.
 * Connections go round robin to the nodes that answered their last check with 200; where one refuses, the next is tried.
 * A node that fails a check is taken out and its connections are closed, until a check succeeds. One that says that it is
 * stopping gets no new ones either, and keeps those it has: it sends them away itself. With no node left, whoever comes
 * is sent away.
 */
import { Link } from "./link.ts";

/** Milliseconds between two checks of a node, and those in which it must answer. */
const INTERVAL = 200;
const DEADLINE = 500;

type Backend = { readonly url: string; readonly port: number };

export class Balancer<Node extends Backend = Backend> extends Link {
  readonly #nodes: readonly Node[];
  /** Milliseconds in which a node must answer a check; to be raised where a busy one is not to be taken for dead. */
  patience = DEADLINE;
  readonly #up = new Set<Node>();
  #turn = 0;
  #checking = true;
  #checks: Promise<unknown> = Promise.resolve();
  /** How often a node was taken out. */
  takenOut = 0;

  constructor(nodes: readonly Node[]) {
    super();
    this.#nodes = nodes;
  }

  /** Listens, and has checked every node once. */
  override async start(): Promise<this> {
    await super.start();
    await Promise.all(this.#nodes.map((node) => this.#check(node)));
    this.#checks = Promise.all(this.#nodes.map((node) => this.#watch(node)));
    return this;
  }

  /** Nodes that get new connections. */
  get healthy(): Node[] {
    return this.#nodes.filter((node) => this.#up.has(node));
  }

  protected override targets(): number[] {
    const { healthy } = this;
    const first = this.#turn++ % Math.max(1, healthy.length);
    return [...healthy.slice(first), ...healthy.slice(0, first)].map(({ port }) => port);
  }

  protected override refused(target: number): void {
    const node = this.#nodes.find(({ port }) => port === target);
    if (node) this.#takeOut(node);
  }

  async #watch(node: Node): Promise<void> {
    while (this.#checking) {
      await Bun.sleep(INTERVAL);
      if (this.#checking) await this.#check(node);
    }
  }

  async #check(node: Node): Promise<void> {
    const state = await stateOf(node, this.patience);
    if (state === "up") this.#up.add(node);
    else if (state === "stopping") this.#up.delete(node);
    else this.#takeOut(node);
  }

  #takeOut(node: Node): void {
    if (!this.#up.delete(node)) return;
    this.takenOut += 1;
    this.dropAll(node.port);
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    this.#checking = false;
    await this.#checks;
    await super[Symbol.asyncDispose]();
  }
}

async function stateOf({ url }: Backend, patience: number): Promise<"up" | "stopping" | "down"> {
  try {
    const answer = await fetch(`${url}/health`, {
      signal: AbortSignal.timeout(patience),
      // Each check is a connection of its own: one that was left open says nothing about who accepts now.
      headers: { connection: "close" },
      keepalive: false,
    });
    const text = await answer.text();
    return answer.status === 200 ? "up" : text.includes('"status":"stopping"') ? "stopping" : "down";
  } catch {
    return "down";
  }
}
