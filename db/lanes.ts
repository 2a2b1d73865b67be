/** `size`: how much of a turn it takes. */
type Waiting = { size: number; queuedAt: number };

/**
 * What waits, in lanes: first come first served within each, and each gets its share of every turn. So a room in which
 * thousands write at once makes its own people wait, and not those of the others.
 */
export class Lanes<Job extends Waiting> {
  readonly #lanes = new Map<string, Job[]>();
  #size = 0;
  #weight = 0;

  get size(): number {
    return this.#size;
  }

  /** When the first of those who wait in this lane came; undefined where nobody does. */
  waitingSince(lane: string): number | undefined {
    return this.#lanes.get(lane)?.[0]?.queuedAt;
  }

  push(lane: string, job: Job): void {
    const jobs = this.#lanes.get(lane);
    if (jobs) jobs.push(job);
    else this.#lanes.set(lane, [job]);
    this.#size += 1;
    this.#weight += job.size;
  }

  /** The next jobs, of this size at most together and `most` of a lane, unless the first is larger by itself. */
  take(limit: number, most = limit): Job[] {
    if (this.#weight <= most) return this.#takeAll();
    const taken: Job[] = [];
    let left = limit;
    // A lane's share first; what others leave of theirs goes to those who have more.
    const share = Math.min(most, Math.max(1, Math.floor(limit / (this.#lanes.size || 1))));
    for (const part of [share, most - share]) {
      for (const [lane, jobs] of [...this.#lanes]) {
        if (left <= 0) break;
        const some = this.#takeFrom(lane, jobs, Math.min(part, left), taken.length === 0);
        taken.push(...some);
        left -= weightOf(some);
      }
    }
    return taken;
  }

  #takeAll(): Job[] {
    const all = [...this.#lanes.values()].flat();
    this.#lanes.clear();
    this.#size = 0;
    this.#weight = 0;
    return all;
  }

  /** Those who came before this moment. */
  takeOlder(than: number): Job[] {
    const older = [...this.#lanes].flatMap(([lane, jobs]) => {
      const fresh = jobs.findIndex(({ queuedAt }) => queuedAt >= than);
      return this.#remove(lane, jobs, fresh < 0 ? jobs.length : fresh);
    });
    return older.toSorted((a, b) => a.queuedAt - b.queuedAt);
  }

  #takeFrom(lane: string, jobs: Job[], limit: number, always: boolean): Job[] {
    let taken = 0;
    let count = 0;
    for (const { size } of jobs) {
      taken += size;
      if (taken > limit && !(always && count === 0)) break;
      count += 1;
    }
    return this.#remove(lane, jobs, count);
  }

  /** Who has more goes to the end of the line. */
  #remove(lane: string, jobs: Job[], count: number): Job[] {
    if (count === 0) return [];
    const removed = jobs.splice(0, count);
    this.#size -= removed.length;
    this.#weight -= weightOf(removed);
    this.#lanes.delete(lane);
    if (jobs.length > 0) this.#lanes.set(lane, jobs);
    return removed;
  }
}

const weightOf = (jobs: readonly Waiting[]): number => jobs.reduce((sum, { size }) => sum + size, 0);
