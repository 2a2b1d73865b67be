import { Semaphore } from "../../lib/semaphore.ts";

export type Passwords = {
  hash: (password: string) => Promise<string>;
  verify: (password: string, hash: string | undefined) => Promise<boolean>;
};

/** OWASP Password Storage (2025): argon2id with 19 MiB and 2 passes, 1 lane. */
const ARGON2ID = { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 } as const;
/** Each takes about 25 ms of a core and 19 MiB; the rest of the machine is for messages. */
const AT_ONCE = 2;
const QUEUE = 200;

/** Hashing runs on Bun's thread pool, never on the event loop, and only so many at once. */
export function createPasswords(): Passwords {
  const turns = new Semaphore(AT_ONCE, QUEUE);
  const nobody = nobodysHash();
  return {
    hash: (password) => turns.run(() => Bun.password.hash(password.normalize("NFKC"), ARGON2ID)),
    /** An unknown account takes as long as a wrong password. */
    verify: (password, known) =>
      turns.run(
        async () =>
          (await Bun.password.verify(password.normalize("NFKC"), known ?? nobody)) && known !== undefined,
      ),
  };
}

/** A hash that costs as much to verify as any other. Nobody knows its password: it was not made of one. */
function nobodysHash(): string {
  const random = (bytes: number) =>
    crypto.getRandomValues(new Uint8Array(bytes)).toBase64({ omitPadding: true });
  return `$argon2id$v=19$m=${ARGON2ID.memoryCost},t=${ARGON2ID.timeCost},p=1$${random(32)}$${random(32)}`;
}
