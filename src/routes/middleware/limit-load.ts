import { createMiddleware } from "hono/factory";
import { unavailable } from "../../lib/errors.ts";
import { Tarpit } from "../../lib/tarpit.ts";
import { clientOf, type Env, type HttpOptions } from "../env.ts";

/** Requests under way at once: at a few thousand a second the last of them waits about a second. */
const MAX_UNDER_WAY = 2000;
/** The same of one address, so that it cannot take all places. Everybody behind a proxy that is not named shares them. */
const MAX_OF_ADDRESS = 250;

/** Refuses at once, with 503, what could only be answered late. `limited`: off for load tests, which have one address. */
export function limitLoad({ config, limited }: Pick<HttpOptions, "config" | "limited">) {
  const places = new Places(MAX_UNDER_WAY, limited ? MAX_OF_ADDRESS : MAX_UNDER_WAY);
  const tarpit = new Tarpit();
  return createMiddleware<Env>(async (c, next) => {
    const { address } = clientOf(c, config);
    if (!places.take(address)) {
      await tarpit.refused(address);
      throw unavailable("Busy. Try again in a moment.");
    }
    try {
      await next();
    } finally {
      places.leave(address);
    }
  });
}

/** How many are taken, and by whom. */
export class Places {
  #taken = 0;
  readonly #byOwner = new Map<string, number>();
  readonly #limit: number;
  readonly #limitOfOne: number;

  constructor(limit: number, limitOfOne: number) {
    this.#limit = limit;
    this.#limitOfOne = limitOfOne;
  }

  /** False where none is left, for anyone or for this owner. */
  take(owner: string): boolean {
    const own = this.#byOwner.get(owner) ?? 0;
    if (this.#taken >= this.#limit || own >= this.#limitOfOne) return false;
    this.#taken += 1;
    this.#byOwner.set(owner, own + 1);
    return true;
  }

  leave(owner: string): void {
    const left = (this.#byOwner.get(owner) ?? 1) - 1;
    this.#taken -= 1;
    if (left > 0) this.#byOwner.set(owner, left);
    else this.#byOwner.delete(owner);
  }
}
