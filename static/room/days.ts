import { dayName, dayOf } from "../clock.ts";
import { messageBelow } from "./arrange.ts";

/** Wherever one lives, a day begins with one of these. */
const quarterHour = 15 * 60_000;

let today = dayOf(new Date());

function nameDay(line: Element): void {
  const time = line.querySelector("time");
  const first = messageBelow(line);
  if (time && first) time.textContent = dayName(new Date(first.dataset.createdAt ?? 0));
}

function nameDays(): void {
  const day = dayOf(new Date());
  if (day === today) return;
  today = day;
  document.querySelectorAll(".day[data-day]").forEach(nameDay);
}

/** Names the days anew as one begins while the page is open: what was "Today" is "Yesterday". */
export function watchDays(): void {
  setTimeout(
    () => {
      nameDays();
      watchDays();
    },
    quarterHour - (Date.now() % quarterHour),
  );
}
