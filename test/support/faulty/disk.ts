import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { JournalEntry } from "./journal.ts";

/** Bytes that a disk writes all or none. */
const SECTOR = 512;

/** Pending: in the page cache only. Lost: its fsync failed, and the page cache holds it for written. */
type State = "pending" | "synced" | "lost";
/** `data` undefined: the file is cut or grows to `at`. */
type Change = { state: State; at: number; data?: Uint8Array };
type File = { base: Uint8Array; changes: Change[] };
type Node = File | "directory";
type Rename = { state: State; parents: string[]; apply: (names: Map<string, Node>) => void };

/** Which of the changes that were not synced reach the disk, and which of a write's sectors. */
export type Fate = { name: () => boolean; change: () => boolean; sector: () => boolean };
/** Paths below the watched directory. */
export type Image = Map<string, Uint8Array | "directory">;

const NEVER: Fate = { name: () => false, change: () => false, sector: () => false };
const ALWAYS: Fate = { name: () => true, change: () => true, sector: () => true };

export type DiskOptions = {
  /**
   * A journaling file system (ext4, XFS, btrfs) keeps the names that were made before with every fsync of a file.
   * Without, a name is kept by an fsync of its directory only, which is all that POSIX grants.
   */
  journaling?: boolean;
};

/** A disk below the page cache: what is on it for certain, and what may or may not have reached it. */
export class Disk {
  readonly #root: string;
  readonly #journaling: boolean;
  /** Names on the disk when the journal began, and what became of them since. */
  readonly #names: Map<string, Node>;
  readonly #renames: Rename[] = [];
  /** Names as the process saw them last. */
  readonly #seen: Map<string, Node>;
  readonly #handles = new Map<number, { path: string; node: Node }>();
  readonly #syncs = new Map<number, { changes: Change[]; renames: Rename[] }>();

  /** All that is in the directory now is on the disk. */
  constructor(directory: string, { journaling = true }: DiskOptions = {}) {
    this.#root = realpathSync(directory);
    this.#journaling = journaling;
    this.#names = new Map([...readTree(this.#root)].map(([path, node]) => [path, asNode(node)]));
    this.#names.set("", "directory");
    this.#seen = new Map(this.#names);
  }

  replay(entries: JournalEntry[]): this {
    for (const entry of entries) this.#take(entry);
    return this;
  }

  /** Contents that the journal does not know, since Bun writes without libc: never synced, or it would know them. */
  add(found: Image): this {
    for (const [path, content] of found) {
      const node = this.#seen.get(path);
      if (content === "directory" || node === "directory") continue;
      if (node && (node.base.length > 0 || node.changes.some(({ data }) => data))) continue;
      const file = node ?? { base: new Uint8Array(), changes: [] };
      file.changes.push({ state: "pending", at: 0, data: content });
      if (!node) this.#add(path, file);
    }
    return this;
  }

  /** What was synced and nothing else. */
  strict(): Image {
    return this.#image(NEVER);
  }

  /** All that was written, as without a power cut. */
  whole(): Image {
    return this.#image(ALWAYS);
  }

  /** What was synced and a part of what was not: drawn a write, a sector of it and a change of a name at a time. */
  torn(random: () => number): Image {
    const [names, changes, sectors] = [random(), random(), random() < 0.5 ? 1 : random()];
    let kept = true;
    return this.#image({
      // A journal keeps the changes of names in their order.
      name: () => (kept &&= random() < names),
      change: () => random() < changes,
      sector: () => random() < sectors,
    });
  }

  #take({ type, handle, at, data }: JournalEntry): void {
    const opened = this.#handles.get(handle);
    const file = opened && opened.node !== "directory" ? opened.node : undefined;
    if (type === "open") this.#open(handle, this.#path(data));
    else if (type === "write") file?.changes.push({ state: "pending", at, data });
    else if (type === "truncate") file?.changes.push({ state: "pending", at });
    else if (type === "sync" && opened) this.#syncs.set(at, this.#coveredBy(opened));
    else if (type === "synced") this.#settle(this.#syncs.get(at), "synced");
    else if (type === "sync_failed" && opened) this.#settle(this.#coveredBy(opened), "lost");
    else if (type === "make_directory") this.#add(this.#path(data), "directory");
    else if (type === "unlink") this.#remove(this.#path(data));
    else if (type === "rename") this.#move(this.#paths(data));
    else if (type === "link") this.#link(this.#paths(data));
  }

  #paths(data: Uint8Array): string[] {
    return new TextDecoder()
      .decode(data)
      .split("\0")
      .map((path) => path.slice(this.#root.length + 1));
  }

  #path(data: Uint8Array): string {
    return this.#paths(data)[0] ?? "";
  }

  #open(handle: number, path: string): void {
    if (!this.#seen.has(path)) this.#add(path, { base: new Uint8Array(), changes: [] });
    this.#handles.set(handle, { path, node: this.#seen.get(path) as Node });
  }

  #add(path: string, node: Node): void {
    this.#rename([path], (names) => names.set(path, node));
  }

  #remove(path: string): void {
    this.#rename([path], (names) => names.delete(path));
  }

  #move([from = "", to = ""]: string[]): void {
    this.#rename([from, to], (names) => {
      for (const [path, node] of [...names]) {
        if (path !== from && !path.startsWith(`${from}/`)) continue;
        names.delete(path);
        names.set(to + path.slice(from.length), node);
      }
    });
  }

  #link([from = "", to = ""]: string[]): void {
    const node = this.#seen.get(from);
    if (node) this.#add(to, node);
  }

  #rename(paths: string[], apply: Rename["apply"]): void {
    this.#renames.push({ state: "pending", parents: paths.map(parentOf), apply });
    apply(this.#seen);
  }

  #coveredBy({ path, node }: { path: string; node: Node }) {
    const pending = this.#renames.filter(({ state }) => state === "pending");
    if (node === "directory")
      return { changes: [], renames: pending.filter(({ parents }) => parents.includes(path)) };
    const changes = node.changes.filter(({ state }) => state === "pending");
    return { changes, renames: this.#journaling ? pending : [] };
  }

  #settle(covered: { changes: Change[]; renames: Rename[] } | undefined, state: State): void {
    for (const change of [...(covered?.changes ?? []), ...(covered?.renames ?? [])])
      if (change.state === "pending") change.state = state;
  }

  #image(fate: Fate): Image {
    const names = new Map(this.#names);
    for (const { state, apply } of this.#renames) if (state === "synced" || fate.name()) apply(names);
    const image: Image = new Map();
    for (const [path, node] of [...names].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      // Shared memory, which a file only gives its name to; and what lies in a directory that is not there.
      if (path === "" || path.endsWith("-shm")) continue;
      if (parentOf(path) !== "" && image.get(parentOf(path)) !== "directory") continue;
      image.set(path, node === "directory" ? node : contentOf(node, fate));
    }
    return image;
  }
}

const parentOf = (path: string): string => (path.includes("/") ? dirname(path) : "");
const asNode = (node: Uint8Array | "directory"): Node =>
  node === "directory" ? node : { base: node, changes: [] };

function contentOf({ base, changes }: File, fate: Fate): Uint8Array {
  const content = new Content(base);
  for (const { state, at, data } of changes) {
    if (state !== "synced" && !fate.change()) continue;
    if (!data) content.resize(at);
    else if (state === "synced") content.put(at, data);
    else
      for (const [from, to] of sectorsOf(at, data.length))
        if (fate.sector()) content.put(at + from, data.subarray(from, to));
  }
  return content.bytes;
}

/** Bytes that grow; what was never written between others is zero. */
class Content {
  #all: Uint8Array;
  #length: number;

  constructor(base: Uint8Array) {
    // Not `slice`: a Buffer's shares its memory with the slice.
    this.#all = new Uint8Array(base);
    this.#length = base.length;
  }

  get bytes(): Uint8Array {
    return this.#all.subarray(0, this.#length);
  }

  put(at: number, data: Uint8Array): void {
    this.resize(Math.max(this.#length, at + data.length));
    this.#all.set(data, at);
  }

  resize(length: number): void {
    if (length > this.#all.length) {
      const grown = new Uint8Array(length * 2);
      grown.set(this.bytes);
      this.#all = grown;
    }
    this.#all.fill(0, length, Math.max(length, this.#length));
    this.#length = length;
  }
}

/** Where a write meets the sectors of the disk: pairs of a beginning and an end in its data. */
function sectorsOf(at: number, length: number): [number, number][] {
  const parts: [number, number][] = [];
  for (let from = 0; from < length;) {
    const to = Math.min(length, from + SECTOR - ((at + from) % SECTOR));
    parts.push([from, to]);
    from = to;
  }
  return parts;
}

/** Files and directories below `root`, but not shared memory. */
export function readTree(root: string): Image {
  const image: Image = new Map();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.name.endsWith("-shm") || !(entry.isFile() || entry.isDirectory())) continue;
    image.set(path.slice(root.length + 1), entry.isDirectory() ? "directory" : readFileSync(path));
  }
  return image;
}

/** Makes the directory hold the image and nothing else. */
export function writeImage(image: Image, directory: string): void {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  for (const [path, node] of image) {
    if (node === "directory") mkdirSync(join(directory, path), { recursive: true });
    else writeFileSync(join(directory, path), node, { mode: 0o600 });
  }
}
