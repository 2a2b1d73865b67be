/** Milliseconds before each start in a row; a first death is made good at once, and the sixth is one too many. */
const PAUSES = [0, 100, 200, 400, 800];
/** Milliseconds of service after which a death counts as the first one again. */
const WELL = 10_000;

/** How long to wait before somebody who died is started again, and when to give up. */
export class Patience {
  #deaths = 0;

  /** `served`: milliseconds for which it was of use. Returns milliseconds; undefined once it is hopeless. */
  afterDeath(served: number): number | undefined {
    if (served >= WELL) this.#deaths = 0;
    return PAUSES[this.#deaths++];
  }
}
