import { DAY, SECOND } from "./time.ts";
import { isPushEndpoint } from "./push-endpoint.ts";
import type { VapidKeys } from "./vapid.ts";

/** Milliseconds that a push service has to answer. */
const DEADLINE = 10 * SECOND;
/** Seconds for which a push service keeps a message for a device that is switched off. */
const TIME_TO_LIVE = DAY / SECOND;

export type PushTarget = { endpoint: string; p256dh: string; auth: string };
export type PushOptions = {
  keys: VapidKeys;
  /** Whom the service may turn to: an https or mailto address. */
  contact: string;
  services: readonly string[];
  /** A message that waits is replaced by a newer one of the same topic; at most 32 base64url characters. */
  topic: string;
  urgent: boolean;
};

/** `taken`; `gone`: nobody will hear it there again; `later`, in `wait` milliseconds if it says; `failed`: never. */
export type PushAnswer = { result: "taken" | "gone" | "failed" } | { result: "later"; wait?: number };

/**
 * Hands a message to a push service (RFC 8030), encrypted for the device (RFC 8291) and signed by us (RFC 8292). Never
 * throws, and says nothing of the address: whoever has that can send too.
 */
export async function sendPush(
  target: PushTarget,
  payload: string,
  options: PushOptions,
): Promise<PushAnswer> {
  if (!isPushEndpoint(target.endpoint, options.services)) return { result: "gone" };
  const request = await requestFor(target, payload, options).catch(() => undefined);
  // A key that is no point of the curve: nothing can be encrypted for it.
  if (!request) return { result: "gone" };
  try {
    const response = await fetch(target.endpoint, {
      ...request,
      redirect: "manual",
      signal: AbortSignal.timeout(DEADLINE),
    });
    await response.body?.cancel();
    return answerOf(response);
  } catch {
    return { result: "later" };
  }
}

async function requestFor({ endpoint, p256dh, auth }: PushTarget, payload: string, options: PushOptions) {
  // Loaded with the first message: most nodes never send any.
  const { default: webPush } = await import("web-push");
  const { body, headers } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
    TTL: TIME_TO_LIVE,
    urgency: options.urgent ? "high" : "normal",
    topic: options.topic,
    vapidDetails: { subject: options.contact, ...options.keys },
  });
  const sent = Object.entries(headers).filter(([name]) => name !== "Content-Length");
  return {
    method: "POST",
    headers: sent.map(([name, value]): [string, string] => [name, value]),
    body,
  };
}

function answerOf({ status, ok, headers }: Response): PushAnswer {
  if (ok) return { result: "taken" };
  if (status === 404 || status === 410) return { result: "gone" };
  if (status !== 429 && status < 500) return { result: "failed" };
  const wait = waitOf(headers.get("retry-after"));
  return { result: "later", ...(wait !== undefined && { wait }) };
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function waitOf(retryAfter: string | null): number | undefined {
  if (!retryAfter) return undefined;
  const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) * SECOND : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(wait) ? Math.max(wait, SECOND) : undefined;
}
