/**
 * What is newer than the sidebar, such as what the person just did with it: it stands until one comes that was asked for
 * after the server had it (`since`: milliseconds, as `performance.now` has them). One that was on its way would undo it.
 */
type Standing = { show: () => void; since: number };
const standing = new Map<string, Standing>();

/** Shows it, also in each sidebar that was asked for before the server `has` it. Rejects as that does, and stands no more. */
export async function stand(name: string, show: () => void, has: Promise<unknown>): Promise<void> {
  const newer = { show, since: Infinity };
  standing.set(name, newer);
  show();
  try {
    await has;
    newer.since = performance.now();
  } catch (problem) {
    if (standing.get(name) === newer) standing.delete(name);
    throw problem;
  }
}

/** In a sidebar that was just put in. */
export function adoptStanding(askedAt: number): void {
  for (const [name, { show, since }] of standing)
    if (askedAt < since) show();
    else standing.delete(name);
}
