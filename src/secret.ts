import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeDirectory, writeWhole } from "./lib/durable-files.ts";

/** Bytes of what is made here. */
const LENGTH = 48;
/** A file with less is what a power cut left of one: it would sign nothing, or what anybody can sign. */
const WHOLE = /^[\x21-\x7e]{32,}$/;

export const secretPath = (dataDirectory: string): string => join(dataDirectory, "secret");

/** The secret that signs access tokens: as configured, or made at the first run and kept for its owner only. */
export function readSecret(config: { jwtSecret: string | undefined; dataDirectory: string }): string {
  if (config.jwtSecret) return config.jwtSecret;
  const path = secretPath(config.dataDirectory);
  const kept = readKept(path);
  if (WHOLE.test(kept)) return kept;
  keepNewSecret(config.dataDirectory, path);
  return readKept(path);
}

const readKept = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8").trim() : "");

function keepNewSecret(directory: string, path: string): void {
  makeDirectory(directory);
  const secret = crypto.getRandomValues(new Uint8Array(LENGTH)).toBase64();
  try {
    writeWhole(path, `${secret}\n`, { replace: existsSync(path) });
  } catch (error) {
    // Another process on this directory was first: its secret is the one.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
