/**
 * What a migration may not do while nodes of the version before still run against its database ("expand, then
 * contract"): break their statements, or hold the one writer for as long as a table is long. A file that must do it says
 * in a comment of its own which rule it leaves, and why that is safe by then:
 *
 *   -- accepted: drop: no node since 0.4 reads rooms.topic
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const migrationsFolder = join(import.meta.dir, "../../db/migrations");

export type Migration = { name: string; sql: string };

/** In the order in which they run. */
export const migrations = (): Migration[] =>
  readdirSync(migrationsFolder)
    .filter((name) => name.endsWith(".sql"))
    .toSorted()
    .map((name) => ({ name, sql: readFileSync(join(migrationsFolder, name), "utf8") }));

type Rule = {
  why: string;
  /** `made`: tables that this very migration creates, which nobody can miss or wait for. */
  broken: (statement: string, made: ReadonlySet<string>) => boolean;
};

const NAME = '[`"[]?(\\w+)[`"\\]]?';
const tablesAfter = (statement: string, words: string) =>
  [...statement.matchAll(new RegExp(`\\b(?:${words})\\s+${NAME}`, "gi"))].map(([, table]) => table ?? "");
/** Whether it concerns a table that was there before. */
const concernsOld = (statement: string, words: string, made: ReadonlySet<string>) =>
  tablesAfter(statement, words).some((table) => !made.has(table));
const begins = (statement: string, words: string) => new RegExp(`^\\s*(?:${words})\\b`, "i").test(statement);
const adds = (statement: string) => /^\s*ALTER\s+TABLE\b.*\bADD\b/is.test(statement);

export const rules: Record<string, Rule> = {
  drop: {
    why: "the version before still uses it: a table, a column, an index of an ON CONFLICT, a trigger",
    broken: (statement) => begins(statement, "DROP") || /^\s*ALTER\b.*\bDROP\b/is.test(statement),
  },
  rename: {
    why: "the version before knows the old name; and a rename is how a table is rebuilt",
    broken: (statement) => /^\s*ALTER\b.*\bRENAME\b/is.test(statement),
  },
  alter: {
    why: "another type or constraint rewrites the table, and may refuse what the version before writes",
    broken: (statement) => /^\s*ALTER\b.*\bALTER\s+COLUMN\b/is.test(statement),
  },
  required: {
    why: "the version before leaves the new column out",
    broken: (statement) =>
      adds(statement) && /\bNOT\s+NULL\b/i.test(statement) && !/\bDEFAULT\b(?!\s+NULL\b)/i.test(statement),
  },
  constraint: {
    why: "what the version before writes may violate it",
    broken: (statement, made) =>
      (adds(statement) && /\b(?:CHECK|UNIQUE|REFERENCES)\b/i.test(statement)) ||
      (begins(statement, "CREATE\\s+UNIQUE\\s+INDEX") && concernsOld(statement, "ON", made)) ||
      (begins(statement, "CREATE\\s+(?:TEMP\\w*\\s+)?TRIGGER") && /\bRAISE\b/i.test(statement)),
  },
  index: {
    why: "building it reads the whole table while nobody can write",
    broken: (statement, made) => begins(statement, "CREATE\\s+INDEX") && concernsOld(statement, "ON", made),
  },
  rewrite: {
    why: "rewriting rows holds the writer for as long as the table is long: a job does it in small steps",
    broken: (statement, made) =>
      (begins(statement, "UPDATE|DELETE|REPLACE|INSERT|WITH") &&
        concernsOld(statement, "UPDATE|FROM|JOIN|INTO", made)) ||
      /^\s*CREATE\s+TABLE\b.*\bAS\s+SELECT\b/is.test(statement),
  },
  maintenance: {
    why: "it locks or changes the whole database",
    broken: (statement) => begins(statement, "PRAGMA|VACUUM|REINDEX|ANALYZE|ATTACH|DETACH|BEGIN|COMMIT"),
  },
};

/** Text in quotes and comments says nothing; a name in quotes does. */
const withoutWords = (sql: string) =>
  sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (part) => (part.startsWith("'") ? "''" : " "));

/** Cut at drizzle's marks and at semicolons, except inside a trigger's body, which runs later and a row at a time. */
function statementsOf(sql: string): string[] {
  return sql
    .split("--> statement-breakpoint")
    .map(withoutWords)
    .flatMap((part) => part.match(/\s*CREATE\s+(?:TEMP\w*\s+)?TRIGGER\b[\s\S]*?\bEND\s*;?|[^;]+;?/gi) ?? [])
    .filter((statement) => /\w/.test(statement));
}

const accepted = (sql: string) =>
  new Set([...sql.matchAll(/^-- accepted: (\w+): \S.+$/gm)].map(([, rule]) => rule ?? ""));

/** The rules that a migration breaks without saying so, and those that it names without breaking them. */
export function faultsOf(sql: string): string[] {
  const statements = statementsOf(sql);
  const made = new Set(
    statements
      .filter((statement) => begins(statement, "CREATE\\s+TABLE"))
      .flatMap((statement) => tablesAfter(statement, "TABLE(?:\\s+IF\\s+NOT\\s+EXISTS)?")),
  );
  const broken = Object.keys(rules).filter((name) =>
    statements.some((statement) => rules[name]?.broken(statement, made)),
  );
  const excused = accepted(sql);
  return [
    ...broken.filter((name) => !excused.has(name)),
    ...[...excused].filter((name) => !broken.includes(name)).map((name) => `${name} is not broken`),
  ];
}
