/** Nodes that are replaced one after another behind a balancer, as a deployment does it. */
import type { Cluster } from "../faults/cluster.ts";
import type { Load } from "../faults/load.ts";
import { Balancer } from "../support/balancer.ts";
import { Follower } from "../support/follower.ts";
import type { WispNode } from "../support/node.ts";
import { waitFor } from "../support/wait.ts";

/** Several times what the tests' balancer takes to look at every node, also on a busy machine. */
export const DRAINING = { DRAIN_SECONDS: "1" };
/** Before nodes of which none dies: one that is slow to answer is only busy. */
export function patientBalancer(nodes: readonly WispNode[]): Promise<Balancer> {
  const balancer = new Balancer([...nodes]);
  balancer.patience = 5000;
  return balancer.start();
}

export type Deployment = {
  cluster: Cluster;
  balancer: Balancer;
  /** Told before a node is asked to stop. */
  onTurn?: () => unknown;
  /** What takes a node's place, on its port; itself if left out. */
  successor?: (node: WispNode) => WispNode;
};

/** Asks each node to stop and puts another in its place; the next one's turn comes once the balancer has found that. */
export async function roll({
  cluster,
  balancer,
  onTurn = () => undefined,
  successor = (node) => node,
}: Deployment): Promise<void> {
  for (const [index, node] of cluster.nodes.entries()) {
    await onTurn();
    const exit = await node.stop();
    if (exit !== 0) throw new Error(`a node ended with ${exit} instead of in order\n${node.log}`);
    const next = successor(node);
    cluster.nodes[index] = next;
    await next.start();
    await waitFor(() => balancer.healthy.some(({ port }) => port === next.port), {
      message: () => `the balancer to find the node again\n${next.log.slice(-3000)}`,
    });
  }
}

/** More people at more devices who only read: `count` sockets of those who send. */
export async function readers(load: Load, count: number): Promise<Follower[]> {
  const all = Array.from({ length: count }, (_, index) => {
    const person = load.followers[index % load.followers.length]?.person;
    if (!person) throw new Error("nobody is there");
    return new Follower(person, [load.roomId]).start();
  });
  await Promise.all(all.map((reader) => reader.untilReady()));
  return all;
}
