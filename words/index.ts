/**
 * The catalogue: every text of the product, once for each language. `words/LANGUAGE/pages` is what only the server says,
 * `words/LANGUAGE/live` what the browser says too, and
 * `lazy` what it says in modules that it fetches when they are first needed (static/lazy). English is the one that is written first: a key that another language
 * lacks, or has too many, does not compile.
 */
import type { Language } from "../src/lib/contract/preferences.ts";
import { lazy as deLazy } from "./de/lazy/index.ts";
import { live as deLive } from "./de/live/index.ts";
import { pages as dePages } from "./de/pages/index.ts";
import { lazy as enLazy } from "./en/lazy/index.ts";
import { live as enLive } from "./en/live/index.ts";
import { pages as enPages } from "./en/pages/index.ts";
import type { Message } from "./format.ts";
import { pseudo } from "./pseudo.ts";

export type LiveKey = keyof typeof enLive;
export type LazyKey = keyof typeof enLazy;
/** What the browser may say, once it has fetched both parts. */
export type BrowserKey = LiveKey | LazyKey;
export type Key = BrowserKey | keyof typeof enPages;

type Tongue = {
  /** As its speakers call it. */
  name: string;
  /** What dates and numbers are written by (BCP 47). */
  locale: string;
  direction: "ltr" | "rtl";
  words: Record<Key, Message>;
  /** The parts of them that are served to the browser: with the page, and later. */
  live: Record<LiveKey, Message>;
  lazy: Record<LazyKey, Message>;
};

const en = { ...enPages, ...enLive, ...enLazy };
const de = { ...dePages, ...deLive, ...deLazy };

export const tongues: Record<Language, Tongue> = {
  en: { name: "English", locale: "en", direction: "ltr", words: en, live: enLive, lazy: enLazy },
  de: { name: "Deutsch", locale: "de", direction: "ltr", words: de, live: deLive, lazy: deLazy },
  "en-XB": {
    name: "Pseudo (RTL)",
    locale: "en",
    direction: "rtl",
    words: pseudo(en),
    live: pseudo(enLive),
    lazy: pseudo(enLazy),
  },
};

export const languages = Object.keys(tongues) as Language[];
