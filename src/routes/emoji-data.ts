import type { Emoji, EmojiData } from "../lib/contract/emoji.ts";

export type EmojiFile = { etag: string; gzip: Uint8Array<ArrayBuffer> };

const languages = ["en", "de"] as const;
type EmojiLanguage = (typeof languages)[number];
export const isEmojiLanguage = (name: string): name is EmojiLanguage =>
  (languages as readonly string[]).includes(name);

/** Newer ones are boxes on many devices. */
const NEWEST_VERSION = 15.1;
/** Skin tones and hair, which are parts of others. */
const COMPONENTS = 2;

type Entry = {
  emoji: string;
  hexcode: string;
  label: string;
  group?: number;
  order?: number;
  tags?: string[];
  version: number;
  skins?: { emoji: string; tone: number | number[] }[];
};
type Shortcodes = Record<string, string | string[]>;
type Messages = { groups: { message: string; order: number }[] };

const read = <Content>(path: string): Promise<Content> =>
  Bun.file(Bun.resolveSync(`emojibase-data/${path}`, import.meta.dir)).json() as Promise<Content>;

const listed = ({ group, order, version }: Entry) =>
  group !== undefined && group !== COMPONENTS && order !== undefined && version <= NEWEST_VERSION;

/** Of those with several people, all in the same tone. */
function tonesOf({ skins = [] }: Entry): string[] {
  const plain = skins.filter(({ tone }) => typeof tone === "number");
  return plain.length === 5 ? plain.map(({ emoji }) => emoji) : [];
}

function toEmoji(entry: Entry, shortcodes: string[]): Emoji {
  const { emoji, label, group = 0, tags = [] } = entry;
  return [emoji, label, group, shortcodes.join(" "), tags.join(" "), ...tonesOf(entry)];
}

/** The ones that people know from elsewhere come first; they are English everywhere. */
function shortcodesOf(hexcode: string, sources: Shortcodes[]): string[] {
  return [...new Set(sources.flatMap((source) => source[hexcode] ?? []))];
}

/** Of megabytes of data what the page needs, in the order in which keyboards show them. */
export async function readEmoji(language: EmojiLanguage): Promise<EmojiFile> {
  const [entries, messages, ...sources] = await Promise.all([
    read<Entry[]>(`${language}/data.json`),
    read<Messages>(`${language}/messages.json`),
    read<Shortcodes>("en/shortcodes/github.json"),
    read<Shortcodes>("en/shortcodes/emojibase.json"),
  ]);
  const sorted = entries.filter(listed).toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
  const data: EmojiData = {
    groups: messages.groups.map(({ message }) => message[0]?.toUpperCase() + message.slice(1)),
    emoji: sorted.map((entry) => toEmoji(entry, shortcodesOf(entry.hexcode, sources))),
  };
  const gzip = Bun.gzipSync(JSON.stringify(data), { level: 9 });
  return { etag: `"${Bun.hash(gzip).toString(36)}"`, gzip };
}
