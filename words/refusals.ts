/**
 * Why a request was refused, in the reader's language. The domain says it in English, which is what an API's caller gets;
 * that text is the key here, with {} for what it holds of numbers, times and ids. What no language says stays English.
 */
import type { Language } from "../src/lib/contract/preferences.ts";
import { refusals as german } from "./de/refusals.ts";
import { format } from "./format.ts";
import { pseudo } from "./pseudo.ts";

/** RFC 3339. */
const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
/** An instant, an id, or a number. */
const VALUE = new RegExp(`${INSTANT.source}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\d+`, "g");

/** The text as it is looked up: `At most {} reminders can be set.` */
export const keyOf = (english: string): string => english.replace(VALUE, "{}");

/** `time`: as an instant is to be written; a program reads it best as it is. */
export function refusalIn(language: Language, english: string, time = (instant: string) => instant): string {
  if (language === "en-XB") return format("en", pseudo({ english }).english);
  const values = english.match(VALUE) ?? [];
  const text = language === "de" ? german[keyOf(english)] : undefined;
  const said = text?.replaceAll("{}", () => values.shift() ?? "") ?? english;
  return said.replace(INSTANT, time);
}
