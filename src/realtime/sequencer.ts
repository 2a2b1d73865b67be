/**
 * Puts the changes of a topic in order. Changes come from here and from other nodes, sooner, later, twice or never; each
 * leaves exactly once, in the order of its revision. Where one is missing the sequencer waits a moment, then fetches.
 */

/**
 * A change and the revision it follows: less than its own minus one where it stands for several (a present state).
 * `born` is the revision that made what it is of, 0 where that was some time before.
 */
export type Change<Value> = { revision: number; after: number; born: number; value: Value };
/** What somebody who holds everything up to a revision is told: whether it is of something that they never saw. */
export type Told<Value> = Omit<Change<Value>, "born"> & { isNew: boolean };
export type Fetched<Value> = { changes: Change<Value>[]; revision: number; reset: boolean };

export type SequencerOptions<Value> = {
  /** Sends a change to the topic's listeners. */
  publish: (topic: string, change: Told<Value>) => void;
  /** Tells the listeners that too much was missed: they must load afresh. */
  publishReset: (topic: string) => void;
  /** All that changed after a revision, from the database, ascending. */
  fetch: (topic: string, after: number) => Promise<Fetched<Value>>;
  /** What a change is of; the later of two with the same key stands for both. */
  key: (value: Value) => string;
  onFilled?: (changes: number) => void;
  onError?: (error: unknown) => void;
};

/** Milliseconds that a missing change may take on its way before it is fetched. */
const PATIENCE = 30;
const RETRY = 500;
/** Changes kept for those who come back; and changes that may wait for a missing one. */
const KEPT = 128;
const MAX_WAITING = 1024;

type Entry<Value> = {
  /** Revision of the newest change that left; undefined until the database said where the topic stands. */
  position: number | undefined;
  waiting: Map<number, Change<Value>>;
  /** What left after `floor`, or its present state. */
  recent: Change<Value>[];
  floor: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  filling: Promise<void> | undefined;
  recalling: Promise<void> | undefined;
};

export class Sequencer<Value> {
  readonly #options: SequencerOptions<Value>;
  readonly #entries = new Map<string, Entry<Value>>();

  constructor(options: SequencerOptions<Value>) {
    this.#options = options;
  }

  get topics(): string[] {
    return [...this.#entries.keys()];
  }

  /** Begins to keep what is offered for a topic, until `open` says where it stands. True if it was not tracked before. */
  track(topic: string): boolean {
    if (this.#entries.has(topic)) return false;
    this.#entries.set(topic, {
      position: undefined,
      waiting: new Map(),
      recent: [],
      floor: 0,
      timer: undefined,
      filling: undefined,
      recalling: undefined,
    });
    return true;
  }

  /** The topic stands at this revision; what waited and is newer leaves now. */
  open(topic: string, revision: number): void {
    const entry = this.#entries.get(topic);
    if (!entry || entry.position !== undefined) return;
    Object.assign(entry, { position: revision, floor: revision });
    this.#drain(topic, entry);
  }

  close(topic: string): void {
    clearTimeout(this.#entries.get(topic)?.timer);
    this.#entries.delete(topic);
  }

  position(topic: string): number | undefined {
    return this.#entries.get(topic)?.position;
  }

  /** A change was heard of. Ignored for a topic that nobody here listens to. */
  offer(topic: string, change: Change<Value>): void {
    const entry = this.#entries.get(topic);
    if (!entry) return;
    if (entry.position !== undefined && change.revision <= entry.position) return;
    if (entry.waiting.size < MAX_WAITING) entry.waiting.set(change.revision, change);
    this.#drain(topic, entry);
  }

  /** The database is known to stand at this revision: fetches what has not come. */
  async check(topic: string, revision: number): Promise<void> {
    const position = this.position(topic);
    if (position !== undefined && position < revision) await this.fill(topic);
  }

  /** Fetches what the topic lacks. Joins a fetch that is under way. */
  fill(topic: string): Promise<void> {
    const entry = this.#entries.get(topic);
    if (!entry) return Promise.resolve();
    entry.filling ??= this.#fill(topic, entry).finally(() => (entry.filling = undefined));
    return entry.filling;
  }

  /**
   * What left after a revision, in present states and without what a later change replaced; undefined where memory does
   * not reach back that far.
   */
  since(topic: string, revision: number): Told<Value>[] | undefined {
    const entry = this.#entries.get(topic);
    if (entry?.position === undefined) return undefined;
    if (revision >= entry.position) return [];
    if (revision < entry.floor) return undefined;
    return this.#condense(
      entry.recent.filter((change) => change.revision > revision),
      revision,
    );
  }

  /**
   * Has memory reach back to a revision, where that is not too far: true when it does. Whoever comes back after a
   * restart asks for the same, so they share one look into the database.
   */
  async recall(topic: string, revision: number): Promise<boolean> {
    const entry = this.#entries.get(topic);
    // Who is ahead has heard of it on another node: only the database knows what comes after that.
    if (entry?.position === undefined || revision > entry.position) return false;
    if (revision < entry.position - KEPT) return false;
    if (revision < entry.floor) {
      entry.recalling ??= this.#recall(topic, entry).finally(() => (entry.recalling = undefined));
      await entry.recalling;
    }
    return revision >= entry.floor && this.#entries.get(topic) === entry;
  }

  /** What was fetched stands before what left meanwhile, and knows of it which is new. */
  async #recall(topic: string, entry: Entry<Value>): Promise<void> {
    const { key, fetch } = this.#options;
    const from = Math.max(0, (entry.position ?? 0) - KEPT);
    const { changes, revision, reset } = await fetch(topic, from);
    // The database may be ahead: what has not left yet must not be passed over.
    await this.check(topic, revision);
    // Where more left meanwhile than memory holds, what was fetched does not reach up to it.
    if (reset || entry.floor <= from || revision < entry.floor) return;
    const born = new Map(changes.map((change) => [key(change.value), change.born]));
    const left = entry.recent.map((change) => ({
      ...change,
      born: born.get(key(change.value)) ?? change.born,
    }));
    entry.recent = [...changes.filter((change) => change.revision <= entry.floor), ...left];
    entry.floor = from;
  }

  #condense(changes: Change<Value>[], from: number): Told<Value>[] {
    const present = new Map<string, Change<Value>>();
    for (const change of changes) {
      const name = this.#options.key(change.value);
      const born = present.get(name)?.born ?? change.born;
      present.delete(name);
      present.set(name, { ...change, born });
    }
    return chain([...present.values()], from);
  }

  /** `held`: what the listeners hold, when that is not all that left before. */
  #leave(topic: string, entry: Entry<Value>, change: Change<Value>, held = entry.position ?? 0): void {
    entry.position = change.revision;
    entry.recent.push(change);
    if (entry.recent.length > KEPT * 2) entry.floor = entry.recent.splice(0, KEPT).at(-1)?.revision ?? 0;
    this.#options.publish(topic, told(change, held));
  }

  #drain(topic: string, entry: Entry<Value>): void {
    if (entry.position === undefined) return;
    for (let next = nextOf(entry); next; next = nextOf(entry)) this.#leave(topic, entry, next);
    if (entry.waiting.size > 0) this.#plan(topic, entry, PATIENCE);
  }

  #plan(topic: string, entry: Entry<Value>, delay: number): void {
    entry.timer ??= setTimeout(() => {
      entry.timer = undefined;
      if (entry.waiting.size > 0) void this.fill(topic);
    }, delay);
  }

  async #fill(topic: string, entry: Entry<Value>): Promise<void> {
    const from = entry.position;
    if (from === undefined) return;
    try {
      this.#apply(topic, entry, from, await this.#options.fetch(topic, from));
      this.#drain(topic, entry);
    } catch (error) {
      this.#options.onError?.(error);
      // Also where nothing waits yet: that something is missing was known, so it is asked for again.
      entry.timer ??= setTimeout(() => {
        entry.timer = undefined;
        void this.fill(topic);
      }, RETRY);
    }
  }

  #apply(
    topic: string,
    entry: Entry<Value>,
    from: number,
    { changes, revision, reset }: Fetched<Value>,
  ): void {
    if (this.#entries.get(topic) !== entry) return;
    if (reset) return this.#reset(topic, entry, from, revision);
    // What came meanwhile has moved the position; the chain goes on from there.
    const held = entry.position ?? 0;
    const missing = changes.filter((change) => change.revision > held);
    for (const change of missing)
      this.#leave(topic, entry, { ...change, after: entry.position ?? change.after }, held);
    if (missing.length > 0) this.#options.onFilled?.(missing.length);
  }

  #reset(topic: string, entry: Entry<Value>, from: number, revision: number): void {
    // What was too much to fetch has come by itself meanwhile.
    if (from <= revision && revision <= (entry.position ?? 0)) return;
    // The past was replaced: what waits is of a history that is gone.
    if (revision < from) entry.waiting.clear();
    Object.assign(entry, { position: revision, floor: revision, recent: [] });
    this.#options.publishReset(topic);
  }
}

function told<Value>({ born, ...change }: Change<Value>, held: number): Told<Value> {
  return { ...change, isNew: born > held };
}

/** Present states, ascending, for somebody who holds everything up to `from`: each follows the one before. */
export function chain<Value>(changes: Change<Value>[], from: number): Told<Value>[] {
  return changes.map((change, index) =>
    told({ ...change, after: changes[index - 1]?.revision ?? from }, from),
  );
}

/** The waiting change that may leave now. Those that are already covered are dropped. */
function nextOf<Value>({ position = 0, waiting }: Entry<Value>): Change<Value> | undefined {
  const direct = waiting.get(position + 1);
  if (direct) {
    waiting.delete(direct.revision);
    return direct;
  }
  for (const [revision, change] of waiting) {
    if (revision <= position) waiting.delete(revision);
    else if (change.after <= position) {
      waiting.delete(revision);
      return change;
    }
  }
  return undefined;
}
