import type { Member, User } from "../../src/lib/contract/objects.ts";
import { request } from "../live/api.ts";
import { roomLinks } from "../page.ts";
import type { Place } from "../writing/completing.tsx";
import type { Word } from "../writing/words-before.ts";
import { emojiData, search, toned, used } from "./emoji.ts";
import { t } from "./words.ts";

/** What a word may become: `text` goes into the message. */
export type Option = {
  key: string;
  text: string;
  label: string;
  hint: string;
  glyph: string;
  /** Of somebody's face. */
  hue?: number;
  chosen?: () => void;
};

const most = 8;
/** Rooms whose members are remembered, and for how long: whoever came meanwhile is found a little later. */
const mostRooms = 20;
const freshMilliseconds = 5 * 60_000;

type Person = Pick<User, "id" | "username" | "displayName">;
const members = new Map<string, { at: number; people: Promise<Person[]> }>();

async function fetchMembers(roomId: string): Promise<Person[]> {
  const answer = (await request("GET", `/api/rooms/${roomId}/members`)) as { members: Member[] };
  return answer.members;
}

function membersOf(roomId: string): Promise<Person[]> {
  const known = members.get(roomId);
  if (known && performance.now() - known.at < freshMilliseconds) return known.people;
  const people = fetchMembers(roomId);
  people.catch(() => members.delete(roomId));
  members.delete(roomId);
  members.set(roomId, { at: performance.now(), people });
  const [oldest] = members.keys();
  if (members.size > mostRooms && oldest !== undefined) members.delete(oldest);
  return people;
}

/** Whether a word of it begins so. */
const begins = (text: string, query: string) =>
  text
    .toLowerCase()
    .split(/[\s_.-]+/)
    .some((word) => word.startsWith(query));

const fits = (query: string) => (person: Person) =>
  person.username.startsWith(query) || begins(person.displayName, query);

/** As views/people/identity.ts has them. */
const hue = (userId: string) => Number.parseInt(userId.slice(-6), 16) % 12 || 0;
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? words.at(-1) : "";
  return ([...(words[0] ?? "")].slice(0, 1).join("") + [...(last ?? "")].slice(0, 1).join("")).toUpperCase();
}

const personOption = ({ id, username, displayName }: Person): Option => ({
  key: id,
  text: `@${username}`,
  label: displayName,
  hint: `@${username}`,
  glyph: initials(displayName),
  hue: hue(id),
});

function groupOptions({ kind }: Place, query: string): Option[] {
  if (kind === "direct") return [];
  const groups = [
    { key: "here", hint: t("composer.here") },
    { key: "room", hint: t("composer.room") },
  ];
  return groups
    .filter(({ key }) => key.startsWith(query))
    .map(({ key, hint }) => ({ key, hint, text: `@${key}`, label: `@${key}`, glyph: "@" }));
}

/** Into an open room anybody may be called; people of elsewhere know nothing of any other. */
async function strangers({ kind }: Place, query: string, known: Person[]): Promise<Person[]> {
  if (kind !== "open" || query === "" || known.length >= most) return [];
  const answer = await request("GET", `/api/users/search?query=${encodeURIComponent(query)}`);
  const ids = new Set(known.map(({ id }) => id));
  return (answer as { users: User[] }).users.filter(({ id }) => !ids.has(id));
}

async function peopleFor(place: Place, query: string): Promise<Option[]> {
  const found = (await membersOf(place.roomId)).filter(fits(query)).slice(0, most);
  const others = await strangers(place, query, found).catch(() => []);
  return [...[...found, ...others].slice(0, most).map(personOption), ...groupOptions(place, query)];
}

const titleOf = (link: HTMLElement) => link.querySelector(".room-title")?.textContent ?? "";
const isDirect = (link: HTMLElement) => link.querySelector(".room-glyph") === null;

/** By its id: a room's name can change, and may be another one's too. */
function roomOption(link: HTMLAnchorElement): Option {
  const label = titleOf(link);
  const { pathname } = new URL(link.href);
  const text = `[#${label.replace(/[[\]\\*_~`<&]/g, "\\$&")}](${pathname})`;
  return { key: pathname, text, label, hint: "", glyph: "#" };
}

/** The rooms of the sidebar. */
function rooms(query: string): Option[] {
  const found = [...roomLinks()].filter((link) => !isDirect(link) && begins(titleOf(link), query));
  return found.slice(0, most).map(roomOption);
}

async function emoji(query: string): Promise<Option[]> {
  const found = search(await emojiData(), query, most);
  return found.map((each) => ({
    key: each[0],
    text: toned(each),
    label: each[1],
    hint: `:${each[3].split(" ")[0] ?? ""}:`,
    glyph: toned(each),
    chosen: () => used(each),
  }));
}

/** What may stand in the place of the word, the likeliest first. */
export async function optionsFor({ kind, query }: Word, place: Place): Promise<Option[]> {
  const wanted = query.toLowerCase();
  if (kind === "@") return peopleFor(place, wanted);
  return kind === "#" ? rooms(wanted) : emoji(wanted);
}
