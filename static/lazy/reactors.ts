import type { Reactors } from "../../src/lib/contract/objects.ts";
import { request } from "../live/api.ts";
import { viewer } from "../page.ts";
import { usersOf } from "../room/reactions.ts";
import { locale } from "../words.ts";
import { t } from "./words.ts";
import { messageIdOf } from "./actions/action.ts";

/** Messages whose answers are remembered, each in the state in which it was asked about. */
const mostRemembered = 50;
const asked = new Map<string, Promise<Reactors[]>>();

async function ask(messageId: string): Promise<Reactors[]> {
  const answer = await request("GET", `/api/messages/${messageId}/reactions`);
  return (answer as { reactions: Reactors[] }).reactions;
}

export const messageOf = (chip: HTMLElement) => chip.closest<HTMLElement>(".message");

/** Who answered a message with what, by name. */
export function reactorsOf(item: HTMLElement): Promise<Reactors[]> {
  const messageId = messageIdOf(item);
  const key = `${messageId} ${item.dataset.revision ?? ""}`;
  const known = asked.get(key) ?? ask(messageId);
  known.catch(() => asked.delete(key));
  asked.set(key, known);
  const [oldest] = asked.keys();
  if (asked.size > mostRemembered && oldest !== undefined) asked.delete(oldest);
  return known;
}

/** "You, Maya and 3 others" */
export function namesIn({ mine, count, people }: Reactors): string {
  const others = people
    .filter(({ userId }) => userId !== viewer().userId)
    .map(({ displayName }) => displayName);
  const names = [...(mine ? [t("reactions.you")] : []), ...others];
  const rest = count - names.length;
  if (rest > 0) names.push(t("reactions.others", { count: rest }));
  return new Intl.ListFormat(locale).format(names);
}

/** Says who used an emoji, to whoever points at it. */
export async function describe(chip: HTMLButtonElement): Promise<void> {
  const item = messageOf(chip);
  const found = item && (await reactorsOf(item).catch(() => undefined));
  const reactors = found?.find(({ emoji }) => emoji === chip.value);
  if (!reactors) return;
  // Its own part in it may have changed since, and be under way.
  const mine =
    usersOf(chip).includes(viewer().userId) || (reactors.mine && reactors.count > reactors.people.length);
  const count = Number(chip.querySelector(".reaction-count")?.textContent);
  const emoji = chip.value;
  chip.title = t("reactions.by", { people: namesIn({ ...reactors, mine, count }), emoji });
}
