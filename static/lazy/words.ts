import { live } from "words";
import { lazy } from "words/lazy";
import { format, type Values } from "../../words/format.ts";
import type { BrowserKey } from "../../words/index.ts";
import { locale } from "../words.ts";

const words = { ...live, ...lazy };

/** As `t` of static/words.ts, also for what is only said once somebody asked for it: those texts come with the first such module. */
export const t = (key: BrowserKey, values?: Values): string => format(locale, words[key], values);
