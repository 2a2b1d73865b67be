import { line } from "../../in-turn.ts";
import { request } from "../../live/api.ts";
import { numberOf } from "../../page.ts";
import { paintTotals } from "../../sidebar/counters.ts";
import { refreshPage } from "../../sidebar/refresh.ts";
import { stand } from "../../sidebar/standing.ts";

/** Milliseconds in which several changes are one look, at least and at most: not all followers of a thread ask at once. */
const soon = 100;
const spread = 400;
const mostShown = 99;

let timer: number | undefined;
/** What was shown before; nothing is said of what the page came with. */
let known: number | undefined;

/** A reply that is told of is heard, where the page makes sounds. */
function sound(count: number): void {
  const more = known !== undefined && count > known;
  known = count;
  if (!more || document.getElementById("sidebar")?.dataset.sound === "off") return;
  void import("../tone.ts").then(({ tone }) => tone(document.hasFocus()));
}

function paint(count: number): void {
  const place = document.getElementById("threads-unread");
  const badge = place?.querySelector<HTMLElement>(".badge");
  const shown = badge?.querySelector(".badge-count");
  if (!place || !badge || !shown) return;
  place.dataset.count = String(count);
  badge.hidden = count === 0;
  shown.textContent = count > mostShown ? `${mostShown}+` : String(count);
  paintTotals();
}

/** What stands in a field that is being written in is not taken away: morphing leaves it. */
function refreshInbox(): void {
  if (location.pathname === "/threads") refreshPage({ target: "#main", swap: "outerMorph show:none" });
}

async function refresh(): Promise<void> {
  const answer = await request("GET", "/api/threads/unread").catch(() => undefined);
  if (!answer) return;
  const { count } = answer as { count: number };
  const before = numberOf(document.querySelector("#threads-unread .badge-count")?.textContent ?? "0");
  const isFirst = known === undefined;
  void stand("threads", () => paint(count), Promise.resolve());
  sound(count);
  if (!isFirst || before !== count) refreshInbox();
}

const inTurn = line();

export function refreshSoon(): void {
  timer ??= setTimeout(
    () => {
      timer = undefined;
      void inTurn(refresh);
    },
    soon + Math.random() * spread,
  );
}
