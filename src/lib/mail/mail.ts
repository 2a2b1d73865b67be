/** A mail as it goes out. */
export type OutgoingMail = {
  /** Its row's: what it is known by to whoever takes it, so that a second time can be told from a second mail. */
  id: string;
  to: string;
  subject: string;
  plain: string;
  html: string;
  headers: Record<string, string>;
};

/**
 * What became of it. `later`: it was surely not taken, and may be tried again; `failed`: it never will be; `unknown`: it was
 * handed over and nobody said whether it was taken. `reason` is a short code of ours, with nothing of what the other side said
 * in it: that may hold addresses.
 */
export type Handed =
  | { result: "sent" }
  | { result: "later" | "failed" | "unknown"; reason: string; /** Milliseconds. */ wait?: number };

/**
 * Hands one mail over. Never rejects, unless `handing` does. That is called once it can no longer be said for certain that
 * the mail was not taken, and is waited for before its first byte leaves; a way that can tell a repetition never calls it.
 */
export type SendMail = (mail: OutgoingMail, handing: () => Promise<void>) => Promise<Handed>;

/** `example.org` of `Wisp <wisp@example.org>`. */
export const domainOf = (address: string): string => /@([\w.-]+)>?\s*$/.exec(address)?.[1] ?? "localhost";
