/** Answers on a raw connection, and what may be in them. */
import { statusOf } from "../../src/lib/errors.ts";

export type Answer = { status: number; type: string; head: string; body: string; end: number };

const HEAD_END = "\r\n\r\n";
/** What Bun answers by itself, without a body: no HTTP, no such version, too much of it. */
const BARE = new Set([400, 408, 413, 426, 431, 505]);
const codes = new Map<string, number>(Object.entries(statusOf));
const here = import.meta.dir.slice(0, -"/test/fuzz".length);

/** The first whole answer in `bytes`; undefined while it is not all there. */
export function readAnswer(bytes: Buffer): Answer | undefined {
  const at = bytes.indexOf(HEAD_END);
  if (at < 0) return undefined;
  const head = bytes.toString("latin1", 0, at);
  const body = at + HEAD_END.length;
  const status = Number(head.slice(9, 12));
  const field = (name: string) => new RegExp(`^${name}: *(.*?)\r?$`, "im").exec(head)?.[1] ?? "";
  const length = field("transfer-encoding") ? chunked(bytes, body) : Number(field("content-length") || 0);
  if (length === undefined || body + length > bytes.length) return undefined;
  const answer = { status, type: field("content-type"), head };
  return { ...answer, body: bytes.toString("utf8", body, body + length), end: body + length };
}

function chunked(bytes: Buffer, from: number): number | undefined {
  const last = bytes.indexOf(`0${HEAD_END}`, from);
  return last < 0 ? undefined : last + 5 - from;
}

/**
 * The outcome's name. Throws on what must not be: a fault of ours, an answer of ours in another shape than the
 * contract's, or one that tells where the files are. Pages (`api` false) say what is wrong as HTML.
 */
export function judged({ status, type, head, body }: Answer, api: boolean): string {
  if (body.includes(here)) throw new Error(`${status} tells where the files are: ${body}`);
  if (!type && body === "" && BARE.has(status)) return `HTTP ${status} by Bun`;
  if (status === 503 && /^retry-after: \d/im.test(head) && refused(body) === 503) return "HTTP 503 refused";
  if (status >= 500) throw new Error(`${status}: ${body}`);
  if (api && status >= 400 && (!type.startsWith("application/problem+json") || refused(body) !== status))
    throw new Error(`${status} is not in the contract's shape: ${body}`);
  return `HTTP ${status}`;
}

/** The status that belongs to the code in an error's body. */
function refused(body: string): number | undefined {
  try {
    return codes.get((JSON.parse(body) as { code: string }).code);
  } catch {
    return undefined;
  }
}

/** The outcome's name of a frame to somebody who is in no room; throws on what they must not get. */
export function judgedFrame(payload: Buffer): string {
  const frame = JSON.parse(payload.toString("utf8")) as { type: string; code?: string };
  if (frame.type === "error" || frame.type === "auth_error") {
    if (!codes.has(frame.code ?? "") || frame.code === "unavailable")
      throw new Error(`answered ${payload.toString()}`);
    return `frame ${frame.type} ${frame.code}`;
  }
  if (!["pong", "resumed", "authenticated", "online_users"].includes(frame.type))
    throw new Error(`a stranger got ${payload.toString()}`);
  return `frame ${frame.type}`;
}
