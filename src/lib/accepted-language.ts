import type { Language } from "./contract/preferences.ts";

/** Offered to a browser that asks for them; the pseudo language has to be chosen. */
export const offered: Language[] = ["en", "de"];

export type Wish = { language: Language; tag: string };

/** The first language that the browser wants and we have; `de-CH` is served by `de`. It lists them in order. */
export function wishOf(accepted: string | undefined): Wish {
  const tags = (accepted ?? "").split(",", 20).map((part) => part.split(";")[0]?.trim() ?? "");
  for (const tag of tags) {
    const language = offered.find((each) => each === tag.toLowerCase().split("-")[0]);
    if (language) return { language, tag };
  }
  return { language: "en", tag: "en" };
}
