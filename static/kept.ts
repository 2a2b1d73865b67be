import { viewer } from "./page.ts";

const prefix = "wisp-";
/** By person: whoever signs in next in this browser must not see, nor send, what another one wrote. */
export const keyOf = (name: string) => `${prefix}${name}-${viewer().userId}`;

/** What this browser keeps for a person, in all its tabs; undefined where it keeps nothing, or may not. */
export function kept(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(keyOf(name)) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/** False where there is no storage, or no room in it: then the page alone remembers. */
export function keep(name: string, value: unknown): boolean {
  if (forgotten) return false;
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** From then on nothing is kept: what is under way must not write it down again before the page goes. */
let forgotten = false;

function forget(): void {
  const { userId } = viewer();
  forgotten = true;
  for (const key of Object.keys(localStorage))
    if (key.startsWith(prefix) && key.endsWith(`-${userId}`)) localStorage.removeItem(key);
}

/** Whoever signs out leaves nothing behind. */
export function forgetAtSignOut(): void {
  document.addEventListener("submit", ({ target }) => {
    if (target instanceof HTMLFormElement && new URL(target.action).pathname === "/sign-out") forget();
  });
}
