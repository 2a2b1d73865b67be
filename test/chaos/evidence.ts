/** What was done, what was promised, and what everyone ended up with: all that is judged, and nothing else. */
import type { Message } from "../../src/lib/contract/objects.ts";
import type { State } from "../faults/cluster.ts";
import type { Held } from "../support/holder.ts";

export type Sent = {
  clientMessageId: string;
  roomId: string;
  senderId: string;
  /** Milliseconds: when it was first said, and when it was first acknowledged. */
  begunAt: number;
  acknowledgedAt?: number;
  /** Every acknowledgement, 201 and 200 among them. */
  acknowledgements: Message[];
};

/** An edit or a deletion that somebody asked for. */
export type Change = {
  messageId: string;
  kind: "edit" | "delete";
  content: string;
  acknowledged: boolean;
  /** As it was acknowledged; a deletion's answer has none. */
  revision?: number;
};

/** Somebody's copy of a room, when they believed to be caught up. */
export type Copy = {
  who: string;
  roomId: string;
  revision: number;
  messages: Held[];
  /** Gaps, steps back and repetitions that they noticed. */
  disorders: string[];
};

export type Evidence = {
  sent: Sent[];
  changes: Change[];
  /** What the tables hold, by room. */
  stored: Map<string, State>;
  copies: Copy[];
  /** Answers that the contract does not allow. */
  refusals: string[];
};
