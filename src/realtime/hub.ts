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
  readonly #owners = new Map<string, Set<Listener>>();

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
    const others = this.#owners.get(listener.owner);
    if (others) others.add(listener);
    else this.#owners.set(listener.owner, new Set([listener]));
    return !others;
  }

  /** True if it was the owner's last listener here. */
  remove(listener: Listener): boolean {
    const all = this.#owners.get(listener.owner);
    if (!all?.delete(listener)) return false;
    if (all.size > 0) return false;
    this.#owners.delete(listener.owner);
    return true;
  }

  of(owner: string): Listener[] {
    return [...(this.#owners.get(owner) ?? [])];
  }

  all(): Listener[] {
    return [...this.#owners.values()].flatMap((listeners) => [...listeners]);
  }
}
