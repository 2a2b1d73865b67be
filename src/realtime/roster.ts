const NOBODY: ReadonlySet<string> = new Set();

/** Which key is on which node and in which groups; answers from indexes, never by looking through all. */
export class Roster {
  readonly #nodes = new Map<string, Map<string, string[]>>();
  /** How many nodes have the key. */
  readonly #keys = new Map<string, number>();
  readonly #groups = new Map<string, Set<string>>();

  set(node: string, key: string, groups: string[]): void {
    const keys = this.#nodes.get(node) ?? new Map<string, string[]>();
    this.#nodes.set(node, keys);
    const before = keys.get(key);
    keys.set(key, groups);
    if (before) this.#ungroup(key, before);
    else this.#keys.set(key, (this.#keys.get(key) ?? 0) + 1);
    for (const group of groups) {
      const members = this.#groups.get(group);
      if (members) members.add(key);
      else this.#groups.set(group, new Set([key]));
    }
  }

  delete(node: string, key: string): void {
    const keys = this.#nodes.get(node);
    const groups = keys?.get(key);
    if (!keys || !groups) return;
    keys.delete(key);
    if (keys.size === 0) this.#nodes.delete(node);
    const left = (this.#keys.get(key) ?? 1) - 1;
    if (left > 0) this.#keys.set(key, left);
    else this.#keys.delete(key);
    this.#ungroup(key, groups);
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Whether the node shows the key in exactly these groups already. */
  shows(node: string, key: string, groups: string[]): boolean {
    const shown = this.#nodes.get(node)?.get(key);
    return (
      shown !== undefined &&
      shown.length === groups.length &&
      groups.every((group, index) => group === shown[index])
    );
  }

  inGroup(group: string): ReadonlySet<string> {
    return this.#groups.get(group) ?? NOBODY;
  }

  keysOf(node: string): string[] {
    return [...(this.#nodes.get(node)?.keys() ?? [])];
  }

  entriesOf(node: string): [string, string[]][] {
    return [...(this.#nodes.get(node)?.entries() ?? [])];
  }

  /** The groups in which any node shows the key. */
  groupsOf(key: string): string[] {
    if (!this.#keys.has(key)) return [];
    return [...new Set([...this.#nodes.values()].flatMap((keys) => keys.get(key) ?? []))];
  }

  /** Out of each group, unless another node still shows the key there. */
  #ungroup(key: string, groups: string[]): void {
    const still = new Set(this.groupsOf(key));
    for (const group of groups) {
      if (still.has(group)) continue;
      const members = this.#groups.get(group);
      members?.delete(key);
      if (members?.size === 0) this.#groups.delete(group);
    }
  }
}
