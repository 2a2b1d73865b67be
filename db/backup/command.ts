/** What the two commands share: arguments, words and exit codes. */
import { version } from "../../package.json";
import { ConfigError, readConfig } from "../../src/config.ts";
import { databaseFailure } from "../errors.ts";
import type { Installation } from "./create.ts";
import type { Manifest } from "./manifest.ts";

/** 1: it failed, and left nothing that looks whole. 2: it was not called as it should be. */
const EXIT = { failed: 1, misused: 2, interrupted: 130 };
const FLAGS = new Set(["--check", "--keep-sessions"]);

type Called = { from: string; flags: ReadonlySet<string> };
type Work = (given: string[], called: Called) => Promise<string | undefined>;

/** `work` returns what to tell, or undefined where it was not called as it should be. */
export async function run(usage: string, most: number, work: Work): Promise<void> {
  // Whatever is written here is for its owner only.
  process.umask(0o077);
  // By way of `exit`, so that what is unfinished is removed.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(EXIT.interrupted));
  const [from = ".", ...args] = process.argv.slice(2);
  const given = args.filter((each) => !each.startsWith("--"));
  const flags = new Set(args.filter((each) => each.startsWith("--")));
  const known = [...flags].every((flag) => FLAGS.has(flag) && usage.includes(flag));
  try {
    const told = known && given.length <= most ? await work(given, { from, flags }) : undefined;
    console.log(told ?? `Usage: ${usage}`);
    process.exit(told === undefined ? EXIT.misused : 0);
  } catch (error) {
    console.error(`${usage.split(" ")[0]} failed: ${reasonOf(error)}`);
    process.exit(EXIT.failed);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const failure = databaseFailure(error);
  if (failure) return `the database at DATABASE_URL: ${failure.message}`;
  return error instanceof Error ? error.message : String(error);
}

export function installation(): Installation {
  const { dataDirectory, database } = readConfig(process.env);
  return { dataDirectory, database, version };
}

export function contentsOf({ counts, files }: Manifest): string {
  const rows = (name: string) => `${(counts[name] ?? 0).toLocaleString("en")} ${name}`;
  return `${rows("messages")} in ${rows("rooms")} of ${rows("users")}, ${files.length - 1} other files`;
}

export const sizeOf = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
