import { realpathSync, writeFileSync } from "node:fs";

/** Bytes of the C struct `control` in layer.c, and where its fields begin. */
const SIZE = 1024;
const at = {
  clockShift: 0,
  room: 8,
  diskFull: 16,
  failSync: 20,
  skipSync: 24,
  cutAfter: 32,
  operations: 40,
  syncs: 48,
  refused: 56,
  directory: 64,
} as const;

/** The knobs of the disk and the clock of the processes that were started with its `environment`; they turn at once. */
export class Control {
  /** For the environment of a process. */
  readonly environment: Record<string, string>;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(library: string, path: string, journal?: string) {
    writeFileSync(path, new Uint8Array(SIZE));
    this.#bytes = Bun.mmap(path, { shared: true });
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, SIZE);
    this.environment = {
      LD_PRELOAD: library,
      FAULTY_CONTROL: path,
      ...(journal ? { FAULTY_JOURNAL: journal } : {}),
    };
    this.leaveRoom(undefined);
  }

  /** Only the files in this directory, which is there already, have a faulty disk. Before the process opens them. */
  watch(directory: string): this {
    const path = new TextEncoder().encode(realpathSync(directory));
    if (at.directory + path.length >= SIZE) throw new Error("the path of the directory is too long");
    this.#bytes.fill(0, at.directory);
    this.#bytes.set(path, at.directory);
    return this;
  }

  /** Every write to a watched file fails with ENOSPC, also in place, as on a disk that copies what it overwrites. */
  diskFull(on: boolean): void {
    this.#flag(at.diskFull, on);
  }

  /** Watched files may grow by so many bytes together before ENOSPC; undefined: by any number. */
  leaveRoom(bytes: number | undefined): void {
    this.#view.setBigInt64(at.room, BigInt(bytes ?? -1), true);
  }

  /** Every fsync of a watched file fails with EIO. What it should have kept is lost to later ones too, as on Linux. */
  failSync(on: boolean): void {
    this.#flag(at.failSync, on);
  }

  /** Fsyncs do nothing and answer at once, as if they had. */
  skipSync(on: boolean): void {
    this.#flag(at.skipSync, on);
  }

  /** Milliseconds added to the wall clock from now on; the monotonic one goes on as it was. */
  shiftClock(milliseconds: number): void {
    this.#view.setBigInt64(at.clockShift, BigInt(Math.round(milliseconds * 1e6)), true);
  }

  /** SIGKILL right before the `operations`th operation on a watched file from now on: a write, fsync or change of a name. */
  cutAfter(operations: number): void {
    this.#view.setBigInt64(at.cutAfter, BigInt(operations), true);
  }

  /** Operations on watched files so far, those of them that were fsyncs, and calls that were refused. */
  get counts(): { operations: number; syncs: number; refused: number } {
    const read = (offset: number) => Number(this.#view.getBigInt64(offset, true));
    return { operations: read(at.operations), syncs: read(at.syncs), refused: read(at.refused) };
  }

  #flag(offset: number, on: boolean): void {
    this.#view.setInt32(offset, on ? 1 : 0, true);
  }
}
