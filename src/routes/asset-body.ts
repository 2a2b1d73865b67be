import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";

type Bytes = Uint8Array<ArrayBuffer>;
export type Encoded = { bytes: Bytes; encoding?: "br" | "gzip" };

/** Bytes. Below this, a format's own frame costs more than it saves in packets. */
const WORTH_COMPRESSING = 512;

const compressed = promisify(brotliCompress);
/** One file at a time: a first visitor asks for all of them, and others wait for the cores too. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * A static file as browsers take it. Gzip is made at once. Brotli at its best is an eighth smaller and takes a second for
 * all files, so it is made in a thread when somebody first asks for one, who is given gzip.
 */
export class AssetBody {
  readonly #plain: Bytes;
  readonly #gzip: Bytes | undefined;
  #brotli: Bytes | undefined;
  #asked = false;

  constructor(plain: Bytes) {
    this.#plain = plain;
    this.#gzip = plain.length > WORTH_COMPRESSING ? Bun.gzipSync(plain, { level: 9 }) : undefined;
  }

  /** In the smallest form there is yet for an Accept-Encoding. */
  for(accepted = ""): Encoded {
    if (this.#gzip === undefined) return { bytes: this.#plain };
    if (/\bbr\b/.test(accepted)) {
      if (this.#brotli) return { bytes: this.#brotli, encoding: "br" };
      this.#make();
    }
    return /\bgzip\b/.test(accepted) ? { bytes: this.#gzip, encoding: "gzip" } : { bytes: this.#plain };
  }

  #make(): void {
    if (this.#asked) return;
    this.#asked = true;
    queue = queue
      .then(() => compressed(this.#plain))
      .then((made) => {
        this.#brotli = new Uint8Array(made);
      });
  }
}
