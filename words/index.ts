/**
 * The catalogue: every text of the product, once for each language. `words/LANGUAGE/pages` is what only the server says,
 * `words/LANGUAGE/live` what the browser says too. English is the one that is written first: a key that another language
 * lacks, or has too many, does not compile.
 */
import type { Language } from "../src/lib/contract/preferences.ts";
import { live as deLive } from "./de/live/index.ts";
import { pages as dePages } from "./de/pages/index.ts";
import { live as enLive } from "./en/live/index.ts";
import { pages as enPages } from "./en/pages/index.ts";
import type { Message } from "./format.ts";
import { pseudo } from "./pseudo.ts";

export type LiveKey = keyof typeof enLive;
export type Key = LiveKey | keyof typeof enPages;

type Tongue = {
  /** As its speakers call it. */
  name: string;
  /** What dates and numbers are written by (BCP 47). */
  locale: string;
  direction: "ltr" | "rtl";
  words: Record<Key, Message>;
  /** The part of them that is served to the browser. */
  live: Record<LiveKey, Message>;
};

const en = { ...enPages, ...enLive };

export const tongues: Record<Language, Tongue> = {
  en: { name: "English", locale: "en", direction: "ltr", words: en, live: enLive },
  de: { name: "Deutsch", locale: "de", direction: "ltr", words: { ...dePages, ...deLive }, live: deLive },
  "en-XB": { name: "Pseudo (RTL)", locale: "en", direction: "rtl", words: pseudo(en), live: pseudo(enLive) },
};

export const languages = Object.keys(tongues) as Language[];
