/** One file that holds a folder: `.tar.gz`, by the system's tar. */
import { createReadStream, createWriteStream } from "node:fs";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { BackupError } from "./manifest.ts";

/** Gzip's fastest: messages shrink to a third by it, and the next levels cost more time than they save bytes. */
const LEVEL = 1;

/** Packs these entries of the folder, in this order, into a new file that only its owner may read. */
export async function pack(directory: string, entries: string[], file: string): Promise<void> {
  const tar = Bun.spawn(["tar", "-cf", "-", "-C", directory, ...entries], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const into = createWriteStream(file, { flags: "wx", mode: 0o600, flush: true });
  await pipeline(Readable.fromWeb(tar.stdout as never), createGzip({ level: LEVEL }), into);
  if ((await tar.exited) !== 0) throw new BackupError(`tar: ${await new Response(tar.stderr).text()}`);
}

/** Unpacks into a folder that is there, and empty. */
export async function unpack(file: string, directory: string): Promise<void> {
  const tar = Bun.spawn(["tar", "-xf", "-", "--no-same-owner", "-C", directory], {
    stdin: "pipe",
    stdout: "ignore",
    stderr: "pipe",
  });
  try {
    await pipeline(createReadStream(file), createGunzip(), toSink(tar.stdin));
  } catch (error) {
    tar.kill();
    throw new BackupError(`the archive is damaged or cut off (${(error as Error).message})`, {
      cause: error,
    });
  }
  if ((await tar.exited) !== 0)
    throw new BackupError(`the archive is damaged: ${(await new Response(tar.stderr).text()).trim()}`);
}

/** A process's input as the end of a pipeline. */
const toSink = (input: Bun.FileSink) =>
  async function (chunks: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of chunks) {
      void input.write(chunk);
      await input.flush();
    }
    await input.end();
  } as unknown as Writable;
