/** What every fuzz test watches: that nothing is stored, that a bystander hears nothing, and that the node stays well. */
import { Database } from "bun:sqlite";
import { expect } from "bun:test";
import { join } from "node:path";
import { statusOf } from "../../src/lib/errors.ts";
import type { Room } from "../../src/lib/contract/objects.ts";
import { Person, type SocketClient, unique } from "../support/client.ts";
import { type NodeSettings, startNode, type WispNode } from "../support/node.ts";
import { waitFor } from "../support/wait.ts";

const TABLES = ["users", "sessions", "refresh_tokens", "rooms", "memberships", "messages", "access_changes"];
/** Bytes that a node may grow by while it refuses thousands of requests. */
const GROWTH = 150 * 1024 * 1024;

export class Stage implements AsyncDisposable {
  readonly node: WispNode;
  readonly member: Person;
  readonly stranger: Person;
  readonly room: Room;
  readonly bystander: SocketClient;
  readonly #file: Database;
  #spokenIn = "";
  #before = "";
  #heard = 0;
  #memory = 0;

  private constructor(parts: {
    node: WispNode;
    member: Person;
    stranger: Person;
    room: Room;
    bystander: SocketClient;
  }) {
    ({
      node: this.node,
      member: this.member,
      stranger: this.stranger,
      room: this.room,
      bystander: this.bystander,
    } = parts);
    this.#file = new Database(join(parts.node.directory, "data/wisp.db"), { readonly: true });
  }

  static async set(settings: NodeSettings = {}): Promise<Stage> {
    const node = await startNode({
      RATE_LIMITS: "off",
      BASE_URL: "http://wisp.example",
      LOG_LEVEL: "info",
      ...settings,
    });
    const [member, stranger, witness] = await Promise.all(
      ["member", "stranger", "witness"].map((name) => Person.register(node.url, unique(name))),
    );
    if (!member || !stranger || !witness) throw new Error("nobody could register");
    const room = await member.createRoom("closed");
    await member.invite(room.id, witness);
    const stage = new Stage({ node, member, stranger, room, bystander: await witness.connect() });
    await stage.begin();
    return stage;
  }

  /** From here on nothing may change, but what is said in `spokenIn`, a room of others. */
  async begin(spokenIn = ""): Promise<void> {
    this.#spokenIn = spokenIn;
    await waitFor(() => this.bystander.of("online_users").length > 0);
    await this.bystander.settled();
    this.#heard = this.heard;
    this.#before = this.#stored();
    this.#memory = await this.#metric("wisp_memory_bytes");
  }

  /** Nothing was stored, nobody heard anything, no fault was logged, no socket was left behind, and it all still works. */
  async expectUntouched(): Promise<void> {
    await this.bystander.settled();
    expect(this.bystander.closed).toBeUndefined();
    expect(this.heard).toBe(this.#heard);
    expect(this.#stored()).toBe(this.#before);
    expect(await this.#metric("wisp_errors_total")).toBe(0);
    expect(this.node.log).not.toContain('"level":"error"');
    await waitFor(async () => (await this.#metric("wisp_connections")) === 1, {
      message: "all sockets but the bystander's to be gone",
    });
    expect((await this.#metric("wisp_memory_bytes")) - this.#memory).toBeLessThan(GROWTH);
    const message = await this.member.send(this.room.id, "still here");
    await this.bystander.next("new_message", (frame) => frame.message.id === message.id);
  }

  /** Frames that are of somebody else's making. */
  private get heard(): number {
    return this.bystander.frames.filter(({ type }) => type !== "pong").length;
  }

  #stored(): string {
    const elsewhere = (column: string) => `WHERE ${column} <> '${this.#spokenIn}'`;
    const counts = TABLES.map((table) =>
      this.#file
        .query(`SELECT count(*) FROM ${table} ${table === "messages" ? elsewhere("room_id") : ""}`)
        .values(),
    );
    return JSON.stringify([
      counts,
      this.#file
        .query(`SELECT id, last_sequence, revision FROM rooms ${elsewhere("id")} ORDER BY id`)
        .values(),
    ]);
  }

  async #metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.node.url}/metrics`)).text();
    const lines = text
      .split("\n")
      .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#file.close();
    await this.bystander[Symbol.asyncDispose]();
    await this.node[Symbol.asyncDispose]();
  }
}

const codes = new Map<string, number>(Object.entries(statusOf));

/** The contract's error: a known code with its own status, in the shape of RFC 9457. */
export async function expectProblem(response: Response): Promise<{ code: string }> {
  const text = await response.text();
  expect(response.headers.get("content-type")).toStartWith("application/problem+json");
  const body = JSON.parse(text) as {
    type: string;
    title: string;
    status: number;
    detail: string;
    code: string;
  };
  expect(codes.get(body.code)).toBe(response.status);
  expect(body).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    status: response.status,
    detail: expect.any(String),
  });
  // Nothing that was asked brings this about: it would be a fault of our own.
  expect(body.code).not.toBe("unavailable");
  return body;
}
