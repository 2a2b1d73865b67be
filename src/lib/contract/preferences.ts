/** How a person wants the product (docs/protocol.md, Preferences). What is left out, or no longer known, has its default. */
import { z } from "zod";
import { involvement, time } from "./objects.ts";

/** What the person chose or, at `auto` and `system`, what their browser says. */
export const theme = z.enum(["system", "light", "dark"]);
export const contrast = z.enum(["system", "more"]);
export const accent = z.enum(["teal", "blue", "violet", "rose", "amber", "green", "graphite"]);
/** `en-XB` is English for testing: longer, accented, and from right to left. Not offered in production. */
export const language = z.enum(["auto", "en", "de", "en-XB"]);
export const hourCycle = z.enum(["auto", "h12", "h23"]);

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format() !== "";
  } catch {
    return false;
  }
};
/** A name of the IANA time zone database. */
export const timeZone = z.string().max(64).refine(isTimeZone, "must be a time zone such as Europe/Berlin");
/** `22:30`, in the person's own time zone. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 22:30");
export const sidebarSection = z.enum(["starred", "rooms", "direct"]);

export const digest = z.enum(["excerpts", "names", "off"]);

const level = involvement.exclude(["invisible"]);

export const preferences = z.object({
  theme: theme.catch("system"),
  contrast: contrast.catch("system"),
  accent: accent.catch("teal"),
  language: language.catch("auto"),
  hourCycle: hourCycle.catch("auto"),
  timeZone: z.union([z.literal("auto"), timeZone]).catch("auto"),
  /** A short tone for what would be a notification while the page is open. */
  sound: z.boolean().catch(true),
  /** What is worth a notification where the membership says nothing else. */
  notifyRooms: level.catch("mentions"),
  notifyDirect: level.catch("everything"),
  /** Between them nothing is pushed; null: at any time. May go over midnight. */
  quietHours: z.object({ from: clockTime, to: clockTime }).nullable().catch(null),
  /** Until then nothing is pushed and no tone is heard, and others see so; null, or a time that has passed: at any time. */
  doNotDisturbUntil: time.nullable().catch(null),
  /** A mail about mentions that stay unread, once a day at most: with the beginning of each message, or without. */
  digest: digest.catch("excerpts"),
  foldedSections: z.array(sidebarSection).max(3).catch([]),
  unreadOnly: z.boolean().catch(false),
  /** Whether keys of a single letter do something where nothing is written (WCAG 2.1.4). */
  singleKeys: z.boolean().catch(true),
  /** Of emoji that have one: 0 is yellow, 1 to 5 are Fitzpatrick's from light to dark. */
  skinTone: z.int().min(0).max(5).catch(0),
});

export type Preferences = z.output<typeof preferences>;
export type Language = Exclude<Preferences["language"], "auto">;

/** Any of them; strict, unlike what was stored, since who sends it is there to be told. */
export const updatePreferences = z
  .strictObject({
    theme,
    contrast,
    accent,
    language,
    hourCycle,
    timeZone: z.union([z.literal("auto"), timeZone]),
    sound: z.boolean(),
    notifyRooms: level,
    notifyDirect: level,
    quietHours: z.object({ from: clockTime, to: clockTime }).nullable(),
    doNotDisturbUntil: time.nullable(),
    digest,
    foldedSections: z.array(sidebarSection).max(3),
    unreadOnly: z.boolean(),
    singleKeys: z.boolean(),
    skinTone: z.int().min(0).max(5),
  })
  .partial();

export type UpdatePreferences = z.output<typeof updatePreferences>;

export const defaultPreferences: Preferences = preferences.parse({});
