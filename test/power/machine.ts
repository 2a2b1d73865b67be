/** A machine whose power fails: a process on a directory, and the disks that it may leave behind. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Disk, type DiskOptions, type Image, readTree, writeImage } from "../support/faulty/disk.ts";
import type { Control, Faulty } from "../support/faulty/index.ts";
import { readJournal } from "../support/faulty/journal.ts";
import type { Service } from "../support/process.ts";

export class Machine {
  readonly control: Control;
  readonly #journal: string;
  #service: Service | undefined;
  #disk: Disk | undefined;

  constructor(faulty: Faulty, name: string) {
    this.#journal = join(faulty.directory, `${name}.journal`);
    this.control = faulty.control({ journal: this.#journal });
  }

  /** Whatever is in the service's directory is on the disk. It was made with this machine's environment. */
  async boot(service: Service, options: DiskOptions = {}): Promise<void> {
    this.prepare(service, options);
    await service.start();
  }

  /** The same before a start: for one whose power fails before it is ready. */
  prepare(service: Service, options: DiskOptions = {}): void {
    rmSync(this.#journal, { force: true });
    this.control.watch(service.directory);
    this.#disk = new Disk(service.directory, options);
    this.#service = service;
  }

  /** Power fails right before the so manieth operation from now on; answers when it has. */
  async cutAfter(operations: number): Promise<Disk> {
    this.control.cutAfter(operations);
    await this.#service?.exited;
    return this.dead();
  }

  /** The disk of a process that has ended. */
  dead(): Disk {
    if (!this.#disk || !this.#service) throw new Error("the machine was not booted");
    return this.#disk.replay(readJournal(this.#journal)).add(readTree(this.#service.directory));
  }

  /** The directory as this disk has it. */
  restore(image: Image): void {
    if (this.#service) writeImage(image, this.#service.directory);
  }
}
