import { type ChangedSettings, readNote } from "../../src/lib/contract/notes.ts";
import type { Message } from "../../src/lib/contract/objects.ts";
import type { Values } from "../../words/format.ts";
import type { LazyKey } from "../../words/index.ts";

/** A sentence of the catalogue; the name of whoever did it stands before it. */
export type Saying = [key: LazyKey, values?: Values];

/** The largest unit of which it is a whole number, in seconds. */
function inUnits(seconds: number, units: [seconds: number, key: LazyKey][]): Saying {
  const [size, key] = units.find(([each]) => seconds % each === 0) ?? [1, "notes.unknown"];
  return [key, { count: seconds / size }];
}

const slowMode = (seconds: number): Saying =>
  seconds === 0
    ? ["notes.slowOff"]
    : inUnits(seconds, [
        [3600, "notes.slowHours"],
        [60, "notes.slowMinutes"],
        [1, "notes.slowSeconds"],
      ]);
const lifetime = (seconds: number | null): Saying =>
  seconds === null
    ? ["notes.lifetimeOff"]
    : inUnits(seconds, [
        [86_400, "notes.lifetimeDays"],
        [3600, "notes.lifetimeHours"],
        [60, "notes.lifetimeMinutes"],
        [1, "notes.lifetimeSeconds"],
      ]);

type Sayings = { [Name in keyof ChangedSettings]-?: (value: NonNullable<ChangedSettings>[Name]) => Saying };

const ofSetting: Sayings = {
  name: (value) => ["notes.name", { value: value ?? "" }],
  topic: (value) => (value ? ["notes.topic", { value }] : ["notes.topicRemoved"]),
  description: (value) => [value ? "notes.description" : "notes.descriptionRemoved"],
  posting: (value) => [value === "everyone" ? "notes.postingEveryone" : "notes.postingModerators"],
  slowMode: (value) => slowMode(value ?? 0),
  messageLifetime: (value) => lifetime(value ?? null),
  isDefault: (value) => [value ? "notes.defaultOn" : "notes.defaultOff"],
};

function ofRole(note: Partial<Record<string, unknown>>, { senderId }: Message): Saying {
  const person = String(note["displayName"]);
  if (note["handOver"]) return ["notes.handOver", { person }];
  if (note["userId"] === senderId) return ["notes.stepDown"];
  if (note["role"] === "owner") return ["notes.owner", { person }];
  return [note["role"] === "moderator" ? "notes.moderator" : "notes.member", { person }];
}

/** What a message of the system says. What only a newer version knows is said in general. */
export function sayingsOf(message: Message): Saying[] {
  const note = readNote(message.content) ?? {};
  if ("role" in note) return [ofRole(note, message)];
  if ("archived" in note) return [[note["archived"] ? "notes.archived" : "notes.restored"]];
  const changed = Object.entries(note["changed"] ?? {});
  const known = changed.filter(([name]) => Object.hasOwn(ofSetting, name));
  const said = known.map(([name, value]) => ofSetting[name as keyof Sayings](value as never));
  return said.length > 0 ? said : [["notes.unknown"]];
}

/** The browser says each again in its reader's language (static/lazy/notes.ts). */
export const drawNote = (sayings: Saying[], say: (...saying: Saying) => string): string =>
  sayings
    .map(([key, values]) => {
      const put = values ? ` data-values="${Bun.escapeHTML(JSON.stringify(values))}"` : "";
      return `<span data-say="${key}"${put}>${Bun.escapeHTML(say(key, values))}</span>`;
    })
    .join(" ");
