import type { User } from "../../src/lib/contract/objects.ts";
import { escape, type Html, raw } from "../jsx/html.ts";
import { formatTime } from "../dates.ts";
import { t } from "../words.ts";

/** What others see of how somebody is. */
export type State = Pick<User, "status" | "doNotDisturbUntil">;

/** For words without an emoji, and for peace; as the browser draws them (static/lazy/status.ts). */
const WORDS = "💬";
const PEACE = "🌙";

function sign(glyph: string, words: string, until: string | null): string {
  const label = escape(words);
  const end = until === null ? "" : ` data-until="${until}"`;
  return `<span role="img" aria-label="${label}" title="${label}"${end}>${escape(glyph)}</span>`;
}

/**
 * How somebody is, as signs beside their name. Always there, so that the browser can put them in; each goes by itself at
 * its end (static/lazy/until.ts).
 */
export function statusMark(userId: string, { status, doNotDisturbUntil }: State): string {
  const said = status ? sign(status.emoji ?? WORDS, status.text || t("status.set"), status.expiresAt) : "";
  const peace = doNotDisturbUntil ? sign(PEACE, t("status.peace"), doNotDisturbUntil) : "";
  return `<span class="status-mark" translate="no" data-status="${userId}">${said}${peace}</span>`;
}

export const StatusMark = ({ user }: { user: State & { id: string } }): Html =>
  raw(statusMark(user.id, user));

/** The same in words. */
export function StatusLine({ user: { status, doNotDisturbUntil } }: { user: State }) {
  if (!status && !doNotDisturbUntil) return null;
  const until = (at: string | null) =>
    at === null
      ? ""
      : ` · ${t("status.until", { time: formatTime(at, { dateStyle: "medium", timeStyle: "short" }) })}`;
  return (
    <>
      {status ? (
        <p class="status-line" data-until={status.expiresAt ?? undefined}>
          <span aria-hidden="true">{status.emoji ?? WORDS}</span> <bdi>{status.text}</bdi>
          <span class="quiet">{until(status.expiresAt)}</span>
        </p>
      ) : null}
      {doNotDisturbUntil ? (
        <p class="status-line" data-until={doNotDisturbUntil}>
          <span aria-hidden="true">{PEACE}</span> {t("status.peace")}
          <span class="quiet">{until(doNotDisturbUntil)}</span>
        </p>
      ) : null}
    </>
  );
}
