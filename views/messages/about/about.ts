import type { Message, MessageVersion, Reactors } from "../../../src/lib/contract/objects.ts";
import type { Problem } from "../../forms.tsx";
import { permalinkOf } from "../message.tsx";

/** A form of the page that was not taken: which one, why, and what had been typed into it. */
export type Fault = { group: string; problem: Problem; fields: Record<string, string | undefined> };

/** A message, and what its reader is to it: what every group of forms of its page is drawn from. */
export type About = {
  message: Message;
  userId: string;
  /** Whether the reader looks after what is said in the room. */
  moderates: boolean;
  /** Who answered it with what. */
  reactors: Reactors[];
  /** Of a poll: what the reader chose, by place from 0. */
  votes?: number[] | undefined;
  /** Whether the time in which it may be edited has not passed. */
  editable: boolean;
  /** Whether the reader deleted it a moment ago. */
  restorable: boolean;
  /** What it was before, the latest first. */
  versions: MessageVersion[];
  /** Whether the reader saved it: undefined where not, else whether they are done with it. */
  saved: boolean | undefined;
  /** When the reader is to be reminded of it, in milliseconds since 1970. */
  remindAt: number | undefined;
  /** Where it may be forwarded to. */
  rooms: { id: string; title: string }[];
  fault?: Fault | undefined;
};

export const isMine = ({ message, userId }: About): boolean => message.senderId === userId;

/** Where a message stands: in its room, or in its thread. */
export const placeOf = permalinkOf;
