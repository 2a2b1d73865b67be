/**
 * A faulty disk and clock for real processes, by a library that stands between them and libc (layer.c).
 *
 *   using faulty = Faulty.build();
 *   const control = faulty.control();
 *   await using node = new WispNode({ ...control.environment });
 *   control.watch(node.directory);
 *   await node.start();
 *   control.diskFull(true);              // ENOSPC until `false`
 *   control.shiftClock(-3_600_000);      // an hour back
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Control } from "./control.ts";

export type { Control } from "./control.ts";

const source = join(import.meta.dir, "layer.c");

export class Faulty implements Disposable {
  /** Where library, knobs and journals live until it is disposed of. */
  readonly directory = mkdtempSync(join(tmpdir(), "wisp-faulty-"));
  readonly #library = join(this.directory, "layer.so");
  #controls = 0;

  private constructor() {}

  /** Compiles the library, which takes a fraction of a second. */
  static build(): Faulty {
    const faulty = new Faulty();
    const flags = ["-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"];
    const { success, stderr } = Bun.spawnSync(["cc", ...flags, "-o", faulty.#library, source, "-ldl"]);
    if (!success) throw new Error(`layer.c could not be compiled\n${stderr.toString()}`);
    return faulty;
  }

  /** Knobs of their own for one process, or for several that share a fate. */
  control(options: { journal?: string } = {}): Control {
    this.#controls += 1;
    return new Control(this.#library, join(this.directory, `control-${this.#controls}`), options.journal);
  }

  [Symbol.dispose](): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
