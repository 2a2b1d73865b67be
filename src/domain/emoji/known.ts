import { customNameOf } from "../../lib/emoji.ts";
import { invalid } from "../../lib/parse.ts";
import type { Context } from "../context.ts";

/** An emoji as it is stored: that of an alias under the name of what it shows. Refused where no custom one is called so. */
export async function knownEmoji({ emoji }: Pick<Context, "emoji">, wanted: string): Promise<string> {
  if (customNameOf(wanted) === undefined) return wanted;
  const known = await emoji.canonical(wanted);
  if (known) return known;
  // It may have been made a moment ago on another node.
  emoji.forget();
  const now = await emoji.canonical(wanted);
  if (!now) throw invalid([{ path: "emoji", message: "no custom emoji is called so" }]);
  return now;
}
