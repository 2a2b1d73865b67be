/** The next version of Wisp, made from this one: a migration that adds, code that uses it, and words nobody else knows. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dir, "../..");
const COPIED = ["src", "db", "views", "words", "static", "package.json", "tsconfig.json"];

const MIGRATION = [
  "ALTER TABLE `messages` ADD `sent_by` text;",
  "CREATE TABLE `next_notes` (`id` text PRIMARY KEY NOT NULL);",
  "ALTER TABLE `rooms` ADD `pinned` integer DEFAULT 0 NOT NULL;",
].join("--> statement-breakpoint\n");

type Edit = [was: string, is: string];
const edits: Record<string, Edit[]> = {
  "db/schema/messages.ts": [
    [
      '    deletedAt: integer("deleted_at"),\n',
      '    deletedAt: integer("deleted_at"),\n    sentBy: text("sent_by"),\n',
    ],
  ],
  "src/domain/messages/message.ts": [
    ["  deletedAt: messages.deletedAt,\n", "  deletedAt: messages.deletedAt,\n  sentBy: messages.sentBy,\n"],
    ["m.expires_at, m.deleted_by)", "m.expires_at, m.deleted_by, m.sent_by)"],
    ["  deletedAt: cells[14],\n", "  deletedAt: cells[14],\n  sentBy: cells[23],\n"],
    [
      "    deletedAt: toTimeOrNull(row.deletedAt),\n",
      "    deletedAt: toTimeOrNull(row.deletedAt),\n    sentBy: row.sentBy,\n",
    ],
  ],
  "src/domain/messages/send.ts": [
    ["thread_root_id, created_at)\nSELECT", "thread_root_id, created_at, sent_by)\nSELECT"],
    ["thread_root_id, created_at\nFROM", "thread_root_id, created_at, 'next'\nFROM"],
  ],
  "src/channels/words.ts": [
    [
      "broker.publish(channelOf(word), encodeWord(word));",
      `{
      broker.publish(channelOf(word), JSON.stringify({ ...word, since: "next" }));
      for (const channel of [EVERYONE, channelOf(word), "presence"])
        broker.publish(channel, JSON.stringify({ type: "of_the_next_version", node: "next" }));
    }`,
    ],
  ],
};

function edit(path: string, changes: Edit[]): void {
  let text = readFileSync(path, "utf8");
  for (const [was, is] of changes) {
    if (!text.includes(was))
      throw new Error(`${path} has changed: the next version's edit no longer fits: ${was}`);
    text = text.replace(was, () => is);
  }
  writeFileSync(path, text);
}

type Journal = {
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
};

function addMigration(folder: string): void {
  const path = join(folder, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(path, "utf8")) as Journal;
  const last = journal.entries.at(-1);
  if (!last) throw new Error("there is no migration to come after");
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1000, tag: "9999_next" });
  writeFileSync(path, JSON.stringify(journal));
  writeFileSync(join(folder, "9999_next.sql"), MIGRATION);
}

export class NextVersion implements Disposable {
  /** Where its source lies. */
  readonly directory = mkdtempSync(join(tmpdir(), "wisp-next-"));

  constructor() {
    for (const name of COPIED) cpSync(join(root, name), join(this.directory, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(this.directory, "node_modules"));
    for (const [path, changes] of Object.entries(edits)) edit(join(this.directory, path), changes);
    addMigration(join(this.directory, "db/migrations"));
    // One file that is not the same: a page of the one version asks the other for it by a name that this does not have.
    edit(join(this.directory, "static/app.ts"), [["", "// The next version.\n"]]);
  }

  [Symbol.dispose](): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
