/** Milliseconds. */
const DEADLINE = 2000;

/** `strong`: sqld then runs with `synchronous = FULL`. The other settings are its defaults; it takes them all or none. */
const SETTINGS = {
  block_reads: false,
  block_writes: false,
  allow_attach: false,
  txn_timeout_s: 5,
  durability_mode: "strong",
};

/** Has the libSQL server behind this admin address fsync before it acknowledges, until it restarts. */
export async function setDurable(adminUrl: string): Promise<void> {
  const answer = await fetch(new URL("/v1/namespaces/default/config", adminUrl), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(SETTINGS),
    signal: AbortSignal.timeout(DEADLINE),
  });
  if (!answer.ok) throw new Error(`the database's admin address answered ${answer.status}`);
}
