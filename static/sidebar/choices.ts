import { line } from "../in-turn.ts";
import { request } from "../live/api.ts";

/**
 * How the person wants the sidebar, until one comes that was asked for after the server had taken it (milliseconds, as
 * `performance.now` has them): one that was on its way before would undo what they just did.
 */
type Choice = { show: () => void; takenAt: number };
const choices = new Map<string, Choice>();

/** Shows it, also in what comes until it is `taken`. Rejects as that does; what the server has then stands again. */
export async function choose(name: string, show: () => void, taken: Promise<unknown>): Promise<void> {
  const choice = { show, takenAt: Infinity };
  choices.set(name, choice);
  show();
  try {
    await taken;
    choice.takenAt = performance.now();
  } catch (problem) {
    if (choices.get(name) === choice) choices.delete(name);
    throw problem;
  }
}

const inTurn = line();

/** A choice that the server draws from then on, here and on other devices. */
export function prefer(name: string, value: unknown, show: () => void): Promise<void> {
  const tell = () => request("PATCH", "/api/users/me/preferences", { [name]: value });
  return choose(name, show, inTurn(tell));
}

/** In a sidebar that was just put in. */
export function adoptChoices(askedAt: number): void {
  for (const [name, { show, takenAt }] of choices)
    if (askedAt < takenAt) show();
    else choices.delete(name);
}
