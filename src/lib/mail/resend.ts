import { HOUR, MINUTE, SECOND } from "../time.ts";
import type { Handed, SendMail } from "./mail.ts";

/** Milliseconds that an answer may take, and the most that is waited because it says so. */
const DEADLINE = 30 * SECOND;
const MAX_WAIT = HOUR;

/**
 * Sends by Resend's HTTP API. Each mail has its row's id as `Idempotency-Key`: where an answer was lost the same request is
 * made again, and Resend, which remembers a key for a day, sends once.
 */
export function resendMail(options: { apiKey: string; from: string; url: string }): SendMail {
  const { apiKey, from, url } = options;
  return async ({ id, to, subject, plain, html, headers }) => {
    const body = { from, to: [to], subject, text: plain, html, headers };
    try {
      const response = await fetch(`${url}/emails`, {
        method: "POST",
        redirect: "manual",
        headers: {
          authorization: `Bearer ${apiKey}`,
          "content-type": "application/json",
          "idempotency-key": id,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(DEADLINE),
      });
      await response.body?.cancel();
      return answerOf(response);
    } catch (error) {
      const late = error instanceof Error && error.name === "TimeoutError";
      return { result: "later", reason: late ? "timeout" : "unreachable" };
    }
  };
}

/** 409: the same request is being dealt with at this moment. */
function answerOf({ status, ok, headers }: Response): Handed {
  if (ok) return { result: "sent" };
  const reason = `http ${status}`;
  if (status === 409) return { result: "later", reason, wait: MINUTE };
  if (status !== 429 && status < 500) return { result: "failed", reason };
  const seconds = Number(headers.get("retry-after") ?? "");
  return { result: "later", reason, ...(seconds > 0 && { wait: Math.min(seconds * SECOND, MAX_WAIT) }) };
}
