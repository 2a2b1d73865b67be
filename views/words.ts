import type { Language, Preferences } from "../src/lib/contract/preferences.ts";
import { format, type Values } from "../words/format.ts";
import { type Key, tongues } from "../words/index.ts";

/** Whom a page is for, as far as its looks and words go. */
export type Reader = Pick<Preferences, "theme" | "contrast" | "accent"> & {
  language: Language;
  /** What dates are written by (BCP 47): the language, and where the browser says so also the region. */
  locale: string;
  /** IANA name. */
  timeZone: string;
  hourCycle: "h12" | "h23";
  /** Whether keys of a single letter do something. */
  singleKeys: boolean;
};

/** What is drawn for nobody in particular, such as what a room is told. */
export const anyone: Reader = {
  language: "en",
  locale: "en",
  timeZone: "UTC",
  hourCycle: "h23",
  theme: "system",
  contrast: "system",
  accent: "teal",
  singleKeys: true,
};

let current = anyone;

/**
 * Draws for somebody: until `draw` returns, `t` speaks their language. Drawing is synchronous (views/jsx makes text at
 * once), so nobody else's page can come in between, and no component has to hand the reader on.
 */
export function drawFor<Drawn>(reader: Reader, draw: () => Drawn): Drawn {
  const before = current;
  current = reader;
  try {
    return draw();
  } finally {
    current = before;
  }
}

export const reader = (): Reader => current;

/** A text of the catalogue in the reader's language. `count` among the values chooses the plural form. */
export function t(key: Key, values?: Values): string {
  const { locale, words } = tongues[current.language];
  return format(locale, words[key], values);
}
