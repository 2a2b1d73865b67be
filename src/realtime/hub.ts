/** A socket as the hub knows it. MUST NOT throw when the socket is already gone. */
export interface Listener {
  /** Whose it is: all listeners of one owner are found together. */
  readonly owner: string;
  send(frame: string): void;
  subscribe(topic: string): void;
  unsubscribe(topic: string): void;
  isSubscribed(topic: string): boolean;
  close(code: number, reason: string): void;
}

/** The part of Bun's server that fans out: native topics, one write per socket and loop turn. */
export type Publisher = {
  publish(topic: string, frame: string): unknown;
  subscriberCount(topic: string): number;
};

/** This node's sockets: publishes bytes to topics and finds listeners by their owner. */
export class Hub {
  #publisher: Publisher = { publish: () => 0, subscriberCount: () => 0 };
  /** Most have one listener, who then stands here without a list. */
  readonly #owners = new Map<string, Listener | Listener[]>();

  attach(publisher: Publisher): void {
    this.#publisher = publisher;
  }

  /** Sends one frame to all listeners of a topic; nothing is done per listener in JavaScript. */
  publish(topic: string, frame: string): void {
    this.#publisher.publish(topic, frame);
  }

  listeners(topic: string): number {
    return this.#publisher.subscriberCount(topic);
  }

  /** True if it is the owner's first listener here. */
  add(listener: Listener): boolean {
    const { owner } = listener;
    const others = this.of(owner);
    if (others.includes(listener)) return false;
    this.#owners.set(owner, others.length === 0 ? listener : [...others, listener]);
    return others.length === 0;
  }

  /** True if it was the owner's last listener here. */
  remove(listener: Listener): boolean {
    const { owner } = listener;
    const all = this.of(owner);
    const left = all.filter((other) => other !== listener);
    if (left.length === all.length) return false;
    const [only] = left;
    if (!only) return this.#owners.delete(owner);
    this.#owners.set(owner, left.length === 1 ? only : left);
    return false;
  }

  /** The owner's listeners here; a list of one's own. */
  of(owner: string): Listener[] {
    const all = this.#owners.get(owner);
    if (all === undefined) return [];
    return Array.isArray(all) ? [...all] : [all];
  }

  all(): Listener[] {
    return [...this.#owners.values()].flat();
  }
}
