import { tongues } from "../../words/index.ts";
import { reader } from "../words.ts";

/** A day as the reader's language and calendar have it: `21 November 2026`. */
export function day(milliseconds: number): string {
  const { language, timeZone } = reader();
  return new Intl.DateTimeFormat(tongues[language].locale, { dateStyle: "long", timeZone }).format(
    milliseconds,
  );
}
