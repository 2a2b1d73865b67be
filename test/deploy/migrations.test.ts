/** Migrations add, so that the version before goes on meanwhile, and may come back. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { faultsOf, migrations, migrationsFolder, rules } from "./migration-rules.ts";

/** These made the first database: there was no version before. */
const FIRST = new Set(["0000_initial.sql", "0001_triggers.sql"]);

for (const { name, sql } of migrations().filter((each) => !FIRST.has(each.name))) {
  test(`${name} only adds, or says why it may do more`, () => {
    expect(faultsOf(sql).map((fault) => `${fault}: ${rules[fault]?.why ?? "named for nothing"}`)).toEqual([]);
  });
}

/** A migration whose time lies before one that has run is passed over by the migrator, and for ever. */
test("the journal names every migration, each later than the one before", async () => {
  const { entries } = (await Bun.file(join(migrationsFolder, "meta/_journal.json")).json()) as {
    entries: { tag: string; when: number }[];
  };
  expect(entries.map(({ tag }) => `${tag}.sql`)).toEqual(migrations().map(({ name }) => name));
  const times = entries.map(({ when }) => when);
  expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
});

const inOneLine = (sql: string) => sql.replaceAll(/\s+/g, " ").trim();

const allowed = [
  "CREATE TABLE `epochs` (`id` text PRIMARY KEY NOT NULL);",
  "CREATE TABLE epochs (id text);--> statement-breakpoint\nCREATE UNIQUE INDEX `one` ON `epochs` (`id`);",
  "CREATE TABLE epochs (id text);\nINSERT INTO epochs VALUES ('DROP TABLE rooms');",
  "ALTER TABLE `rooms` ADD `colour` text;",
  "ALTER TABLE `rooms` ADD COLUMN `pinned` integer DEFAULT 0 NOT NULL;",
  "-- DROP TABLE rooms, one day\nSELECT 1;",
  "CREATE TRIGGER renamed AFTER UPDATE OF name ON rooms BEGIN\n  DELETE FROM drafts WHERE room_id = new.id;\n  UPDATE rooms SET topic = '' WHERE id = new.id;\nEND;",
  "-- accepted: drop: nobody has read it since the release before\nALTER TABLE `rooms` DROP COLUMN `topic`;",
];
for (const sql of allowed) test(`allowed: ${inOneLine(sql)}`, () => expect(faultsOf(sql)).toEqual([]));

const refused: [sql: string, ...faults: string[]][] = [
  ["DROP TABLE `rooms`;", "drop"],
  ["DROP INDEX `messages_sequence`;", "drop"],
  ["DROP TRIGGER messages_created;", "drop"],
  ["ALTER TABLE `rooms` DROP COLUMN `topic`;", "drop"],
  ["ALTER TABLE `rooms` RENAME TO `channels`;", "rename"],
  ["ALTER TABLE rooms RENAME COLUMN topic TO subject;", "rename"],
  ["alter table rooms\n  alter column topic to topic text not null;", "alter"],
  ["ALTER TABLE `rooms` ADD `colour` text NOT NULL;", "required"],
  ["ALTER TABLE `rooms` ADD `colour` text DEFAULT NULL NOT NULL;", "required"],
  ["ALTER TABLE `rooms` ADD `owner` text REFERENCES users(id);", "constraint"],
  ["CREATE UNIQUE INDEX `rooms_name` ON `rooms` (`name`);", "constraint"],
  [
    "CREATE TRIGGER strict BEFORE INSERT ON rooms BEGIN SELECT RAISE(ABORT, 'no topic') WHERE new.topic IS NULL; END;",
    "constraint",
  ],
  ["CREATE INDEX `messages_age` ON `messages` (`created_at`);", "index"],
  ["UPDATE `rooms` SET `topic` = '';", "rewrite"],
  ["DELETE FROM messages WHERE deleted_at IS NOT NULL;", "rewrite"],
  [
    "CREATE TABLE authors (id text);\nINSERT INTO authors SELECT DISTINCT sender_id FROM messages;",
    "rewrite",
  ],
  ["CREATE TABLE copies AS SELECT * FROM messages;", "rewrite"],
  ["PRAGMA foreign_keys=OFF;", "maintenance"],
  // As drizzle-kit rebuilds a table.
  [
    'PRAGMA foreign_keys=OFF;--> statement-breakpoint\nCREATE TABLE `__new_rooms` (`id` text);--> statement-breakpoint\nINSERT INTO `__new_rooms`("id") SELECT "id" FROM `rooms`;--> statement-breakpoint\nDROP TABLE `rooms`;--> statement-breakpoint\nALTER TABLE `__new_rooms` RENAME TO `rooms`;',
    "drop",
    "rename",
    "rewrite",
    "maintenance",
  ],
  ["-- accepted: drop: \nDROP TABLE rooms;", "drop"],
  ["-- accepted: drop: it was meant to\nSELECT 1;", "drop is not broken"],
];
for (const [sql, ...faults] of refused)
  test(`refused (${faults.join(", ")}): ${inOneLine(sql)}`, () => expect(faultsOf(sql)).toEqual(faults));
