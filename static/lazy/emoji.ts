import type { Emoji, EmojiData } from "../../src/lib/contract/emoji.ts";
import type { CustomEmoji } from "../../src/lib/contract/objects.ts";
import { onEmojiChange } from "../custom-emoji.ts";
import { keep, kept } from "../kept.ts";
import { request } from "../live/api.ts";
import { prefer } from "../live/preferences.ts";
import { shortcodes } from "../writing/shortcodes.ts";
import { rank, replaceShortcodes } from "./emoji-names.ts";

export type { Emoji } from "../../src/lib/contract/emoji.ts";

/** Emoji that one has used, the last one first; as they are without a skin tone. */
const mostRecent = 24;
const languages = ["en", "de"];

let loading: Promise<EmojiData> | undefined;
let tone = 0;

/** Group of the pictures that this place has as emoji. */
export const customGroup = -1;

async function loadCustom(): Promise<Emoji[]> {
  const answer = await request("GET", "/api/emoji").catch(() => ({ emoji: [] }));
  return (answer as { emoji: CustomEmoji[] }).emoji.map(({ name }) => [
    `:${name}:`,
    name,
    customGroup,
    name,
    "",
  ]);
}

async function load(): Promise<EmojiData> {
  const { lang } = document.documentElement;
  const response = await fetch(`/emoji/${languages.includes(lang) ? lang : "en"}.json`);
  if (!response.ok) throw new Error(String(response.status));
  const standard = response.json() as Promise<EmojiData>;
  const [{ groups, emoji }, custom] = await Promise.all([standard, loadCustom(), loadTone()]);
  const data = { groups, emoji: [...emoji, ...custom] };
  const byCode = new Map(data.emoji.flatMap((each) => each[3].split(" ").map((code) => [code, each])));
  shortcodes.replace = (content) =>
    replaceShortcodes(content, (code) => {
      const found = byCode.get(code);
      return found && toned(found);
    });
  return data;
}

onEmojiChange(() => (loading = undefined));

/** All of them, fetched once; asked for again where that failed. */
export function emojiData(): Promise<EmojiData> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function loadTone(): Promise<void> {
  const preferences = await request("GET", "/api/users/me/preferences").catch(() => ({}));
  tone = (preferences as { skinTone?: number }).skinTone ?? 0;
}

export const skinTone = () => tone;

/** Kept with the person's preferences, hence for every device. */
export async function chooseTone(next: number): Promise<void> {
  tone = next;
  await prefer({ skinTone: next }).catch(() => undefined);
}

/** In the tone that the person has chosen; 0 is yellow. */
export function toned([plain, , , , , ...tones]: Emoji): string {
  return tones[tone - 1] ?? plain;
}

/** By their names, short codes and tags, the best first. */
export function search({ emoji }: EmojiData, query: string, limit: number): Emoji[] {
  const wanted = query.trim().toLowerCase().replaceAll(":", "");
  return emoji
    .map((each) => ({ each, at: rank(each, wanted) }))
    .filter(({ at }) => at < Number.POSITIVE_INFINITY)
    .toSorted((a, b) => a.at - b.at)
    .slice(0, limit)
    .map(({ each }) => each);
}

const recentNames = () => (kept("emoji") as string[] | undefined) ?? [];

export function recent({ emoji }: EmojiData): Emoji[] {
  const known = new Map(emoji.map((each) => [each[0], each]));
  return recentNames()
    .map((name) => known.get(name))
    .filter((found) => found !== undefined);
}

export function used([name]: Emoji): void {
  keep("emoji", [name, ...recentNames().filter((other) => other !== name)].slice(0, mostRecent));
}
