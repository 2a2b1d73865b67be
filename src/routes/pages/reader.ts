import { getCookie } from "hono/cookie";
import { tongues } from "../../../words/index.ts";
import type { Reader } from "../../../views/words.ts";
import { defaultPreferences, type Language, timeZone } from "../../lib/contract/preferences.ts";
import { offered, wishOf } from "../../lib/accepted-language.ts";
import type { PageRequest } from "./environment.ts";

/** What the browser says of its time zone (static/clock.ts), for those who chose none. */
const zoneCookie = "wisp-time-zone";

/** What a visitor chose at the door; whoever is signed in has preferences. */
export const languageCookie = "wisp-language";

export const isOffered = (language: string): language is Language =>
  offered.some((each) => each === language);

export function chosenLanguage(c: PageRequest): Language | undefined {
  const language = getCookie(c, languageCookie) ?? "";
  return isOffered(language) ? language : undefined;
}

function zoneOf(c: PageRequest): string {
  return timeZone.safeParse(getCookie(c, zoneCookie)).data ?? "UTC";
}

const MAX_TAGS = 100;
type Habits = Pick<Reader, "locale" | "hourCycle">;
const habits = new Map<string, Habits>();

/** How dates and times are written where a language tag is spoken: `en-US` has twelve hours, `en-GB` twenty-four. */
function habitsOf(tag: string): Habits {
  const known = habits.get(tag);
  if (known) return known;
  if (habits.size >= MAX_TAGS) habits.clear();
  const [locale = "en"] = Intl.DateTimeFormat.supportedLocalesOf(/^[\w-]{2,35}$/.test(tag) ? [tag] : []);
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions();
  const found: Habits = { locale, hourCycle: hourCycle?.startsWith("h1") ? "h12" : "h23" };
  habits.set(tag, found);
  return found;
}

/** Whom a page is drawn for: as they chose, else as their browser says. */
export function readerOf(c: PageRequest): Reader {
  const { theme, contrast, accent, singleKeys, ...chosen } = c.var.actor?.preferences ?? defaultPreferences;
  const wish = wishOf(c.req.header("accept-language"));
  const atDoor = c.var.actor ? undefined : chosenLanguage(c);
  const { locale, hourCycle } = habitsOf(wish.tag);
  const language = atDoor ?? (chosen.language === "auto" ? wish.language : chosen.language);
  return {
    theme,
    contrast,
    accent,
    singleKeys,
    language,
    timeZone: chosen.timeZone === "auto" ? zoneOf(c) : chosen.timeZone,
    locale: language === wish.language ? locale : tongues[language].locale,
    hourCycle: chosen.hourCycle === "auto" ? hourCycle : chosen.hourCycle,
  };
}
