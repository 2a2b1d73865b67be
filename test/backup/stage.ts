/** The two commands as an operator runs them, folders of their own, and what a database file holds. */
import { Database } from "bun:sqlite";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Person } from "../support/client.ts";
import type { Query } from "../faults/cluster.ts";

const root = join(import.meta.dir, "../..");

export type Ran = { code: number; told: string };
type Settings = Record<string, string>;

/** `bin/backup` or `bin/restore`, without the setup before it. */
export async function command(
  name: "backup" | "restore",
  settings: Settings,
  ...args: string[]
): Promise<Ran> {
  const child = Bun.spawn([process.execPath, join(root, `db/${name}.ts`), tmpdir(), ...args], {
    cwd: root,
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...settings },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { code: await child.exited, told: out + err };
}

/** A folder that is gone at the end of the test. */
export class Folder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), "wisp-backup-"));

  at(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Asks a database file, also one that a node has open. */
export const queryOf =
  (path: string): Query =>
  async (sql) => {
    const file = new Database(path, { readonly: true });
    try {
      return file.query(sql).values();
    } finally {
      file.close();
    }
  };

/** What a client outside of the socket is told of the changes after a revision. */
export const changesAfter = (person: Person, roomId: string, after: number) =>
  person.call<{ messages: unknown[]; revision: number; reset: boolean }>(
    "GET",
    `/api/rooms/${roomId}/changes?after=${after}`,
  );

/** Somebody says so much that the room has more than it ever had. */
export async function grow(person: Person, roomId: string, messages: number): Promise<void> {
  for (let sent = 0; sent < messages; sent += 50)
    await Promise.all(Array.from({ length: 50 }, (_, at) => person.send(roomId, `later ${sent + at}`)));
}

/** Whether a replica's files, of which one is a log that is not yet worked in, hold this text. */
export const holds = (path: string, text: string): boolean =>
  [path, `${path}-wal`].some((file) => existsSync(file) && readFileSync(file).includes(text));
