/** Three nodes, Redis, a libSQL server that fsyncs, a balancer, and links between all of them that can be broken. */
import { type Query, queryOf, replicaOf, sharedSettings } from "../faults/cluster.ts";
import { Balancer } from "../support/balancer.ts";
import { Person } from "../support/client.ts";
import { type Control, Faulty } from "../support/faulty/index.ts";
import { Link } from "../support/link.ts";
import { type NodeSettings, WispNode } from "../support/node.ts";
import { type RedisServer, startRedis } from "../support/redis.ts";
import { SqldServer } from "../support/sqld.ts";
import { FLAKY_CLIENTS, NODES } from "./kinds.ts";
import { Server } from "./server.ts";
import { Supervised } from "./supervised.ts";

/** People at the balancer itself. */
const STEADY_CLIENTS = 3;
/** Seconds: long enough for the balancer to look twice at a node that is about to stop. */
const DRAIN_SECONDS = "0.6";
/** The node that reads from a replica of its own. */
const READS_NEARBY = 1;

type Parts = Pick<Stage, "disk" | "nodes" | "redisLinks" | "databaseLinks" | "clientLinks" | "balancer">;

export class Stage implements AsyncDisposable {
  readonly redis: Server;
  readonly sqld: Server;
  readonly disk!: Control;
  readonly nodes!: Supervised[];
  readonly redisLinks!: Link[];
  readonly databaseLinks!: Link[];
  readonly clientLinks!: Link[];
  readonly balancer!: Balancer;
  readonly people: Person[] = [];
  readonly notes: string[] = [];
  readonly query: Query;
  readonly #faulty: Faulty;

  private constructor(faulty: Faulty, redis: RedisServer, sqld: SqldServer, parts: Parts) {
    Object.assign(this, parts);
    this.#faulty = faulty;
    this.query = queryOf(sqld);
    this.redis = new Server(redis, (what) => this.note(`Redis ${what}`));
    this.sqld = new Server(sqld, (what) => this.note(`sqld ${what}`));
  }

  static async set(): Promise<Stage> {
    const faulty = Faulty.build();
    const disk = faulty.control();
    const sqld = new SqldServer({ environment: disk.environment });
    disk.watch(sqld.directory);
    const [redis] = await Promise.all([startRedis(), sqld.start()]);
    const redisLinks = await links(redis.port, NODES);
    const databaseLinks = await links(sqld.port, NODES);
    const nodes = redisLinks.map((link, index) => {
      const clock = faulty.control();
      const settings: NodeSettings = {
        ...sharedSettings(`redis://127.0.0.1:${link.port}`, databaseLinks[index]?.url ?? ""),
        DATABASE_ADMIN_URL: sqld.adminUrl,
        DRAIN_SECONDS,
        ...clock.environment,
      };
      const node = new WispNode(settings);
      if (index === READS_NEARBY) settings["DATABASE_REPLICA_PATH"] = replicaOf(node);
      return new Supervised(`node ${index}`, node, clock);
    });
    await Promise.all(nodes.map((node) => node.up()));
    const balancer = await new Balancer(nodes.map(({ node }) => node)).start();
    const clientLinks = await links(balancer.port, FLAKY_CLIENTS);
    const parts = { disk, nodes, redisLinks, databaseLinks, clientLinks, balancer };
    return new Stage(faulty, redis, sqld, parts).#invite();
  }

  /** For whoever looks for the cause of a failure: what happened when, in the time of the nodes' logs. */
  note(what: string): void {
    this.notes.push(`${new Date().toISOString()} ${what}`);
    if (process.env["FAULTS_VERBOSE"]) process.stderr.write(`${this.notes.at(-1)}\n`);
  }

  /** What the nodes did that no fault explains, since this was last asked. */
  misdeeds(): string[] {
    return this.nodes.flatMap((node) => node.misdeeds());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.balancer[Symbol.asyncDispose]();
    for (const node of this.nodes) await node[Symbol.asyncDispose]();
    const links = [...this.redisLinks, ...this.databaseLinks, ...this.clientLinks];
    await Promise.all([...links, this.redis, this.sqld].map((part) => part[Symbol.asyncDispose]()));
    this.#faulty[Symbol.dispose]();
  }

  async #invite(): Promise<this> {
    const urls = [
      ...Array.from({ length: STEADY_CLIENTS }, () => this.balancer.url),
      ...this.clientLinks.map(({ url }) => url),
    ];
    // One after another: hashing several passwords at once keeps a small machine from answering the balancer.
    const [first] = this.nodes;
    for (const url of urls) this.people.push((await Person.register(first?.node.url ?? "")).at(url));
    return this;
  }
}

const links = (port: number, count: number): Promise<Link[]> =>
  Promise.all(Array.from({ length: count }, () => new Link(port).start()));
