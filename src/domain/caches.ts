import type { Context } from "./context.ts";
import type { DomainEvent } from "./events.ts";

/** Forgets what an event made stale, on the node where it happened and on every node that hears of it. */
export function applyToCaches(
  {
    access,
    database,
    emoji,
    installation,
    rules,
  }: Pick<Context, "access" | "database" | "emoji" | "installation" | "rules">,
  event: DomainEvent,
): void {
  switch (event.type) {
    case "message_changed":
      return database.changed(`room:${event.message.roomId}`);
    case "membership_begun":
    case "membership_ended": {
      const userId = event.type === "membership_begun" ? event.user.id : event.userId;
      access.forgetMemberships(userId);
      for (const scope of [`room:${event.roomId}`, `user:${userId}`, "rooms"]) database.changed(scope);
      return;
    }
    case "session_ended":
      return access.forgetSession(event.sessionId);
    case "user_created":
      installation.forget();
      for (const scope of [`user:${event.userId}`, "users"]) database.changed(scope);
      return;
    case "user_changed":
      access.forgetUser(event.userId);
      for (const scope of [`user:${event.userId}`, "users"]) database.changed(scope);
      return;
    case "installation_changed":
      return installation.forget();
    case "emoji_changed":
      emoji.forget();
      return database.changed("emoji");
    case "role_changed":
      access.forgetMemberships(event.userId);
      for (const scope of [`room:${event.roomId}`, `user:${event.userId}`]) database.changed(scope);
      return;
    case "room_changed":
      rules.forget(event.room.id);
      for (const scope of [`room:${event.room.id}`, "rooms"]) database.changed(scope);
      return;
    case "own_changed":
    case "receipt":
    case "marked_unread":
    case "rooms_arranged":
    case "draft_changed":
      return database.changed(`user:${event.userId}`);
  }
}
