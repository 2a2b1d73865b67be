import { live as words } from "words";
import { format, type Values } from "../words/format.ts";
import type { LiveKey } from "../words/index.ts";

/** What dates and numbers are written by. The pseudo language has none of its own. */
export const locale = document.documentElement.lang === "en-XB" ? "en" : document.documentElement.lang;

/** A text of the catalogue in the page's language. `count` among the values chooses the plural form. */
export const t = (key: LiveKey, values?: Values): string => format(locale, words[key], values);
