import type { Message } from "../../src/lib/contract/objects.ts";
import { unique } from "../support/client.ts";
import type { Change, Sent } from "./evidence.ts";

/** What everyone did and was told, as it happens. */
export class Journal {
  readonly sent: Sent[] = [];
  readonly changes: Change[] = [];
  /** Answers that the contract does not allow. */
  readonly refusals: string[] = [];
  acknowledged = 0;
  /** Milliseconds: the longest time in which nobody was told that anything is stored. */
  longestSilence = 0;
  #lastAcknowledged = performance.now();

  send(roomId: string, senderId: string): Sent {
    const clientMessageId = unique("m");
    const sent = { clientMessageId, roomId, senderId, begunAt: performance.now(), acknowledgements: [] };
    this.sent.push(sent);
    return sent;
  }

  acknowledge(sent: Sent, message: Message): void {
    sent.acknowledgements.push(message);
    if (sent.acknowledgedAt !== undefined) return;
    const now = performance.now();
    sent.acknowledgedAt = now;
    this.acknowledged += 1;
    this.longestSilence = Math.max(this.longestSilence, now - this.#lastAcknowledged);
    this.#lastAcknowledged = now;
  }

  refuse(what: string, { status, text }: { status: number; text: string }): void {
    this.refusals.push(`${what} answered ${status}: ${text.slice(0, 300)}`);
  }
}
