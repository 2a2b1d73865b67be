import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The secret that signs access tokens: as configured, or made at the first run and kept for its owner only. */
export function readSecret(config: { jwtSecret: string | undefined; dataDirectory: string }): string {
  if (config.jwtSecret) return config.jwtSecret;
  const path = join(config.dataDirectory, "secret");
  if (!existsSync(path)) keepNewSecret(config.dataDirectory, path);
  return readFileSync(path, "utf8").trim();
}

function keepNewSecret(directory: string, path: string): void {
  mkdirSync(directory, { recursive: true });
  try {
    writeFileSync(path, `${crypto.getRandomValues(new Uint8Array(48)).toBase64()}\n`, {
      mode: 0o600,
      flag: "wx",
    });
    chmodSync(path, 0o600);
  } catch (error) {
    // Another process on this directory was first: its secret is the one.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
