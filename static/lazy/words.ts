import { lazy as words } from "words/lazy";
import { format, type Values } from "../../words/format.ts";
import type { LazyKey } from "../../words/index.ts";
import { locale } from "../words.ts";

/** As `t` of static/words.ts, for what is only said once somebody asked for it: those texts come with the first such module. */
export const t = (key: LazyKey, values?: Values): string => format(locale, words[key], values);
