/** `bun --watch` follows imports only; the browser's files are served, not imported. */
import { watch } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dir, "..");
/** Milliseconds in which the writes of one save gather. */
const GATHER = 80;

const start = () =>
  Bun.spawn([process.execPath, "src/server.ts", ...process.argv.slice(2)], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit"],
  });

let server = start();
let timer: ReturnType<typeof setTimeout> | undefined;

async function restart(): Promise<void> {
  server.kill();
  await server.exited;
  server = start();
}

for (const folder of ["src", "views", "static", "db"]) {
  watch(join(root, folder), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void restart(), GATHER);
  });
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    server.kill(signal);
    void server.exited.then((code) => process.exit(code));
  });
}
