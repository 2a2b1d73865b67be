import type { Person } from "../support/client.ts";

/** Milliseconds. */
const PATIENCE = 2000;

export type Answer = { status: number; text: string };

/** A request's answer, or undefined where none came in time: then nobody knows what became of it. */
export async function ask(
  { url, token }: Person,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer | undefined> {
  try {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
}
