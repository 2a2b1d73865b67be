import { request } from "../live/api.ts";

/**
 * How the person wants the sidebar, until one comes that was asked for after the server had taken it (milliseconds, as
 * `performance.now` has them): one that was on its way before would undo what they just did.
 */
type Choice = { show: () => void; takenAt: number };
const choices = new Map<string, Choice>();
let before: Promise<unknown> = Promise.resolve();

/** One after the other, so that the last one made is the one that stays. */
function tell(preference: Record<string, unknown>): Promise<unknown> {
  const told = before.then(() => request("PATCH", "/api/users/me/preferences", preference));
  before = told.catch(() => undefined);
  return told;
}

/** Shows it, and has the server draw it so from then on, here and on other devices. Rejects where that came to nothing. */
export async function choose(name: string, value: unknown, show: () => void): Promise<void> {
  const choice = { show, takenAt: Infinity };
  choices.set(name, choice);
  show();
  try {
    await tell({ [name]: value });
    choice.takenAt = performance.now();
  } catch (problem) {
    if (choices.get(name) === choice) choices.delete(name);
    throw problem;
  }
}

/** In a sidebar that was just put in. */
export function adoptChoices(askedAt: number): void {
  for (const [name, { show, takenAt }] of choices)
    if (askedAt < takenAt) show();
    else choices.delete(name);
}
