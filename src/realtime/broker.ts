/**
 * Carries words between nodes. A hint, never the truth: a message may be lost, and whoever must not miss one asks the
 * database. MUST deliver a publisher's messages to other nodes' subscribers in order, or not at all; MUST NOT deliver
 * them to the publishing node; MUST NOT throw or block when the far side is gone.
 */
export interface Broker {
  /** `up` as long as words are known to pass; `alone` where there are no other nodes. */
  readonly state: "alone" | "up" | "down";
  publish(channel: string, payload: string): void;
  /** Resolves once subscribed, or when that cannot be had now (it is tried again at the next recovery). */
  subscribe(channel: string): Promise<void>;
  unsubscribe(channel: string): void;
  onMessage(listener: (channel: string, payload: string) => void): void;
  /** Words pass again after a time in which some may have been lost. */
  onRecovered(listener: () => void): void;
  close(): Promise<void>;
}

/** For a process that is alone: there is nobody else to tell. */
export class MemoryBroker implements Broker {
  readonly state = "alone";
  publish(): void {}
  subscribe(): Promise<void> {
    return Promise.resolve();
  }
  unsubscribe(): void {}
  onMessage(): void {}
  onRecovered(): void {}
  close(): Promise<void> {
    return Promise.resolve();
  }
}
