import { t } from "../words.ts";
import { goToSignIn, isFresh, renew } from "./session.ts";

/** Why a request came to nothing, in words for the reader. */
export class RequestFailure extends Error {
  /** Nobody answered, or somebody who could not serve just now: the same may succeed in a moment. */
  readonly temporary: boolean;

  constructor(message: string, temporary: boolean) {
    super(message);
    this.temporary = temporary;
  }
}

const temporaryStatuses = new Set([429, 502, 503, 504]);

type Method = "POST" | "PUT" | "PATCH" | "DELETE" | "GET";

function attempt(method: Method, path: string, body: unknown): Promise<Response> {
  const json =
    body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  // What is put may be put while the page goes: a draft.
  return fetch(path, { method, keepalive: method === "PUT", signal: AbortSignal.timeout(15_000), ...json });
}

async function authenticated(method: Method, path: string, body: unknown): Promise<Response> {
  const response = await attempt(method, path, body);
  if (response.status !== 401) return response;
  const outcome = await renew();
  if (outcome === "signed-out") goToSignIn();
  return outcome === "renewed" ? attempt(method, path, body) : response;
}

async function detailOf(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => ({}))) as { detail?: string };
  return problem.detail ?? t("connection.refused");
}

async function answered(method: Method, path: string, body?: unknown): Promise<Response> {
  const response = await authenticated(method, path, body).catch(() => undefined);
  if (!response) throw new RequestFailure(t("connection.none"), true);
  if (!response.ok)
    throw new RequestFailure(await detailOf(response), temporaryStatuses.has(response.status));
  return response;
}

/** Calls the JSON API with the browser's cookies, renewing the session once where it has ended. */
export async function request(method: Method, path: string, body?: unknown): Promise<unknown> {
  const response = await answered(method, path, body);
  return response.status === 204 ? undefined : response.json();
}

/** Fetches a part of a page, in the same way. */
export async function requestMarkup(path: string): Promise<string> {
  return (await answered("GET", path)).text();
}

/** A socket cannot say that its cookie has run out, so that is found out, and mended, before one is opened. */
export async function ensureSession(): Promise<void> {
  if (!isFresh()) await request("GET", "/api/users/me").catch(() => undefined);
}
