import { ApiClient, Person, unique } from "../support/client.ts";
import type { Room, SignedIn } from "../../src/lib/contract/objects.ts";

/** What a suite runs against: one node or several that share their data. */
export type System = {
  urls: string[];
  /** Signs access tokens, so that a test can make bad ones. */
  secret: string;
  /** The people who registered first, all at the same instant. */
  founders: Person[];
};

export type Suite = (system: () => System) => void;

/** Starts a system's people: the first ones, and at once. */
export async function found(urls: string[], secret: string): Promise<System> {
  const founders = await Promise.all([0, 1, 2, 3].map((turn) => Person.register(urls[turn % urls.length]!)));
  return { urls, secret, founders };
}

/** Whoever registered first. */
export const ownerOf = ({ founders }: System): Person =>
  founders.find(({ session }) => session.user.role === "owner")!;

/** New people, each talking to the next node in turn: `const { alice, bob } = await people(system(), "alice", "bob")`. */
export async function people<Name extends string>(
  { urls }: System,
  ...names: Name[]
): Promise<Record<Name, Person>> {
  const register = async (name: Name, turn: number) =>
    [name, await Person.register(urls[turn % urls.length]!, unique(name))] as const;
  return Object.fromEntries(await Promise.all(names.map(register))) as Record<Name, Person>;
}

/** A closed room of the first one, with the others in it. */
export async function roomOf(owner: Person, ...others: Person[]): Promise<Room> {
  const room = await owner.createRoom("closed");
  await Promise.all(others.map((other) => owner.invite(room.id, other)));
  return room;
}

/** The same session on every node, the person's own first. */
export const everywhere = (person: Person, { urls }: System): Person[] =>
  [person.url, ...urls.filter((url) => url !== person.url)].map((url) => person.at(url));

/** Another device of the same person. */
export async function secondSession(person: Person): Promise<Person> {
  const body = { email: person.username, password: person.password };
  const session = await new ApiClient(person.url).call<SignedIn>("POST", "/api/auth/login", body);
  return new Person(person.url, session, person.password);
}

/** The status of an answer whose body does not matter. */
export async function status(
  caller: ApiClient,
  method: string,
  path: string,
  body?: unknown,
): Promise<number> {
  const response = await caller.request(method, path, body);
  await response.arrayBuffer();
  return response.status;
}
