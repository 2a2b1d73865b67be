import { parse } from "./markdown/parse.ts";
import { putBack, takeOut } from "./markdown/pieces.ts";

const MAX_MENTIONS = 50;
/** Where none of these stands there is no code and no link. */
const hiding = /[`~[]/;
const nothing = () => "";
const outsideCode = { codespan: nothing, code: nothing, link: nothing, image: nothing };

/**
 * The usernames that a message mentions with `@`, in small letters, each once, in their order, at most 50. `here` and
 * `room` are among them; whether anybody is called so is not looked up. What stands in code, in a link, in a word or in an
 * e-mail address is no mention: the page marks the same ones (views/messages/markdown).
 */
export function mentionsIn(content: string): string[] {
  if (!content.includes("@")) return [];
  const { text, pieces } = takeOut(content);
  if (!pieces.some(({ kind }) => kind === "mention")) return [];
  const usernames = new Set<string>();
  const open = hiding.test(text) ? parse(text, outsideCode) : text;
  putBack(open ?? text, pieces, (piece) => {
    if (piece.kind === "mention" && usernames.size < MAX_MENTIONS) usernames.add(piece.username);
    return "";
  });
  return [...usernames];
}
