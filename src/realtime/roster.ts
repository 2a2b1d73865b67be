const NOWHERE: readonly string[] = [];

/** A key, and the groups in which a node shows it; most are on one node, so the first has a place of its own. */
type Entry = {
  readonly key: string;
  node: string;
  groups: readonly string[];
  /** The other nodes that have the key. */
  others: Map<string, readonly string[]> | undefined;
  /** The last look through several groups that found it. */
  foundBy: number;
};

/**
 * Which key is on which node and in which groups. Kept small, since everybody who is connected stands in it with all
 * their rooms: a group is a list, from which somebody is taken by looking through it.
 */
export class Roster {
  readonly #entries = new Map<string, Entry>();
  readonly #groups = new Map<string, Entry[]>();
  #looks = 0;

  set(node: string, key: string, groups: readonly string[]): void {
    const entry = this.#entries.get(key) ?? this.#begin(node, key);
    const before = entry.others ? new Set(this.groupsOf(key)) : undefined;
    const own = entry.node === node ? entry.groups : undefined;
    if (own) entry.groups = groups;
    else (entry.others ??= new Map()).set(node, groups);
    // Nearly always somebody new, of whom nothing has to be compared.
    if (own === NOWHERE && !before) for (const group of groups) this.#put(entry, group);
    else this.#regroup(entry, before ?? new Set(own ?? entry.groups));
  }

  delete(node: string, key: string): void {
    const entry = this.#entries.get(key);
    if (!entry || groupsOn(entry, node) === undefined) return;
    const before = new Set(this.groupsOf(key));
    if (entry.node !== node) entry.others?.delete(node);
    else {
      const [next] = entry.others ?? [];
      if (next) [entry.node, entry.groups] = next;
      else entry.groups = NOWHERE;
      if (next) entry.others?.delete(entry.node);
      else this.#entries.delete(key);
    }
    if (entry.others?.size === 0) entry.others = undefined;
    this.#regroup(entry, before);
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** Whether the node shows the key in exactly these groups already. */
  shows(node: string, key: string, groups: readonly string[]): boolean {
    const entry = this.#entries.get(key);
    const shown = entry && groupsOn(entry, node);
    return (
      shown !== undefined &&
      shown.length === groups.length &&
      groups.every((group, index) => group === shown[index])
    );
  }

  inGroup(group: string): string[] {
    return (this.#groups.get(group) ?? []).map(({ key }) => key);
  }

  /** The keys in any of these groups, each once and at most so many. */
  inAny(groups: readonly string[], most: number): string[] {
    const look = ++this.#looks;
    const found: string[] = [];
    for (const group of groups) {
      for (const entry of this.#groups.get(group) ?? []) {
        if (entry.foundBy === look) continue;
        if (found.length === most) return found;
        entry.foundBy = look;
        found.push(entry.key);
      }
    }
    return found;
  }

  keysOf(node: string): string[] {
    return this.entriesOf(node).map(([key]) => key);
  }

  entriesOf(node: string): [string, readonly string[]][] {
    return [...this.#entries.values()].flatMap((entry) => {
      const groups = groupsOn(entry, node);
      return groups ? [[entry.key, groups] as [string, readonly string[]]] : [];
    });
  }

  /** The groups in which any node shows the key. */
  groupsOf(key: string): readonly string[] {
    const entry = this.#entries.get(key);
    if (!entry?.others) return entry?.groups ?? NOWHERE;
    return [...new Set([entry.groups, ...entry.others.values()].flat())];
  }

  #begin(node: string, key: string): Entry {
    const entry: Entry = { key, node, groups: NOWHERE, others: undefined, foundBy: 0 };
    this.#entries.set(key, entry);
    return entry;
  }

  #regroup(entry: Entry, before: ReadonlySet<string>): void {
    const after = new Set(this.groupsOf(entry.key));
    for (const group of before) if (!after.has(group)) this.#take(entry, group);
    for (const group of after) if (!before.has(group)) this.#put(entry, group);
  }

  #put(entry: Entry, group: string): void {
    const members = this.#groups.get(group);
    if (members) members.push(entry);
    else this.#groups.set(group, [entry]);
  }

  #take(entry: Entry, group: string): void {
    const members = this.#groups.get(group);
    const at = members?.indexOf(entry) ?? -1;
    const last = members?.at(-1);
    if (!members || !last || at < 0) return;
    members[at] = last;
    members.pop();
    if (members.length === 0) this.#groups.delete(group);
  }
}

const groupsOn = ({ node, groups, others }: Entry, of: string): readonly string[] | undefined =>
  node === of ? groups : others?.get(of);
