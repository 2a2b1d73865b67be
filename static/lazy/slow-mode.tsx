import { effect } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../icon.tsx";
import type { IslandProps } from "../islands/island.ts";
import { outbox, writtenAt } from "../outbox.ts";
import { t } from "./words.ts";

/** When the viewer's turn comes again, by room: milliseconds since 1970. It holds on when another room is looked at. */
const turns = new Map<string, number>();

/** As views/rooms/writing.tsx says it. */
function duration(seconds: number): string {
  if (seconds % 3600 === 0) return t("slow.hours", { count: seconds / 3600 });
  if (seconds % 60 === 0) return t("slow.minutes", { count: seconds / 60 });
  return t("slow.seconds", { count: seconds });
}

/** The time from now on; long waits are not told by the second. */
const remaining = (seconds: number): string =>
  seconds < 120 ? t("slow.seconds", { count: seconds }) : duration(Math.ceil(seconds / 60) * 60);

const secondsLeft = (roomId: string): number =>
  Math.max(0, Math.ceil(((turns.get(roomId) ?? 0) - Date.now()) / 1000));

/** When the viewer last wrote in the room, in this tab or another: milliseconds since 1970. */
function lastWritten(roomId: string): number {
  const waiting = outbox.value.filter((each) => each.roomId === roomId);
  return Math.max(writtenAt.get(roomId) ?? 0, ...waiting.map(({ createdAt }) => Date.parse(createdAt)));
}

/** Keeps what is written until it can be sent. */
function hold(event: SubmitEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Counts down from each message of the viewer's to their next turn, and sends nothing before it. */
export function SlowMode({ host }: IslandProps) {
  // What was written before this script came counts too.
  const { roomId = "", seconds = "0", since = "0" } = host.dataset;
  const [left, setLeft] = useState(() => secondsLeft(roomId));
  useEffect(
    () =>
      effect(() => {
        const written = lastWritten(roomId);
        if (written >= Number(since)) turns.set(roomId, written + Number(seconds) * 1000);
        setLeft(secondsLeft(roomId));
      }),
    [roomId],
  );
  useEffect(() => {
    if (left === 0) return undefined;
    const form = host.parentElement?.querySelector("form.composer");
    form?.addEventListener("submit", hold as EventListener, true);
    const timer = setInterval(() => setLeft(secondsLeft(roomId)), 500);
    return () => {
      clearInterval(timer);
      form?.removeEventListener("submit", hold as EventListener, true);
    };
  }, [left > 0]);
  return (
    <p data-waiting={left > 0 || undefined}>
      <Icon name="clock" />
      <span>
        {left > 0
          ? t("slow.wait", { duration: remaining(left) })
          : t("slow.every", { duration: duration(Number(seconds)) })}
      </span>
    </p>
  );
}
