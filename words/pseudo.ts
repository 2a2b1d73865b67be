import type { Message } from "./format.ts";

const accented: Record<string, string> = {
  a: "á",
  b: "ƀ",
  c: "ç",
  d: "đ",
  e: "é",
  f: "ƒ",
  g: "ğ",
  h: "ħ",
  i: "í",
  j: "ĵ",
  k: "ķ",
  l: "ł",
  m: "ɱ",
  n: "ñ",
  o: "ó",
  p: "þ",
  q: "ɋ",
  r: "ř",
  s: "š",
  t: "ŧ",
  u: "ú",
  v: "ṽ",
  w: "ŵ",
  x: "ẋ",
  y: "ý",
  z: "ž",
};

/** Letters with accents, a third longer, in brackets that show where a text was cut; what stands in braces is left alone. */
function disguise(text: string): string {
  const letters = text.replace(/\{\w+\}|[a-z]/g, (part) => accented[part] ?? part);
  return `⟦${letters}${"~".repeat(Math.ceil(text.length / 3))}⟧`;
}

const disguiseMessage = (message: Message): Message =>
  typeof message === "string"
    ? disguise(message)
    : (Object.fromEntries(Object.entries(message).map(([form, text]) => [form, disguise(text)])) as Message);

/** The language `en-XB`: what is still plain English on a page did not come from the catalogue. */
export const pseudo = <Key extends string>(words: Record<Key, Message>): Record<Key, Message> =>
  Object.fromEntries(
    Object.entries<Message>(words).map(([key, message]) => [key, disguiseMessage(message)]),
  ) as Record<Key, Message>;
