import type { OwnThing } from "../lib/contract/frames.ts";
import type { Membership, Message, Room, User } from "../lib/contract/objects.ts";

/** What has been stored. Verbs emit these after the commit; the channels turn them into frames. */
export type DomainEvent =
  | { type: "message_changed"; change: "new_message" | "message_updated"; message: Message }
  /** `revision`: where the room stood. All that comes after it is the newcomer's to hear. */
  | { type: "membership_begun"; roomId: string; user: User; revision: number }
  | { type: "membership_ended"; roomId: string; userId: string }
  /** `role`: what a member may do in the room from now on. */
  | { type: "role_changed"; roomId: string; userId: string; role: Membership["role"] }
  /** Somebody put their rooms otherwise: starred, ordered, or louder. */
  | { type: "rooms_arranged"; userId: string }
  | { type: "session_ended"; sessionId: string; userId: string }
  | { type: "user_created"; userId: string }
  /** `user`: as others see them now, where that is what changed. */
  | { type: "user_changed"; userId: string; user?: User }
  /** `connectionId`: where it was written, and need not be told. */
  | {
      type: "draft_changed";
      userId: string;
      roomId: string;
      content: string;
      connectionId?: string | undefined;
    }
  | { type: "installation_changed" }
  /** The custom emoji are others now: `version` as `CustomEmojis` says it. */
  | { type: "emoji_changed"; version: string | undefined }
  /** Its name, its settings, or whether it is archived. */
  | { type: "room_changed"; room: Room }
  /** Something that only this person sees changed. */
  | { type: "own_changed"; userId: string; thing: OwnThing }
  /** Somebody has not read a room any further than this, after all. */
  | { type: "marked_unread"; roomId: string; userId: string; sequence: number }
  | { type: "receipt"; kind: "delivered" | "read"; roomId: string; userId: string; sequence: number };

type Listener = (event: DomainEvent) => void;

export class Events {
  readonly #listeners: Listener[] = [];

  subscribe(listener: Listener): void {
    this.#listeners.push(listener);
  }

  emit(event: DomainEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
