import type { Context as RequestContext } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Shell } from "../../../views/shell/types.ts";
import type { Context } from "../../domain/context.ts";
import { type ListedRoom, whatIsMine } from "../../domain/rooms/index.ts";
import type { UnreadReplies } from "../../domain/threads/index.ts";
import type { Assets } from "../assets.ts";
import { actorAsUser } from "../../domain/users.ts";
import { actorOf, type Env, type HttpOptions } from "../env.ts";

/** What the page routes are made with. */
export type Parts = { context: Context; assets: Assets; options: Pick<HttpOptions, "config"> };
export type PageRequest = RequestContext<Env>;

const roomCookie = "wisp-room";
const yearSeconds = 365 * 24 * 3600;

export const lastRoom = (c: PageRequest) => getCookie(c, roomCookie);

/** Where `/` leads next time. */
export function rememberRoom(c: PageRequest, { options }: Parts, roomId: string): void {
  setCookie(c, roomCookie, roomId, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: options.config.production,
    maxAge: yearSeconds,
  });
}

/** What stands around every page of a signed-in person. `path` where it is not the request's own. */
export async function shellOf(c: PageRequest, parts: Parts, path = c.req.path): Promise<Shell> {
  return shellAround(c, parts, await whatIsMine(parts.context, actorOf(c)), path);
}

type Mine = { rooms: ListedRoom[]; threads: UnreadReplies; reminders: number };

/** The same of rooms that are known already. */
export function shellAround(
  c: PageRequest,
  { context, assets }: Parts,
  { rooms, threads, reminders }: Mine,
  path: string,
): Shell {
  const actor = actorOf(c);
  const { userId, username, displayName, avatarUrl, role, preferences, blocked } = actor;
  const kept = c.req.header("wisp-shell") === "kept";
  // So that the service worker keeps the pages of one person, whole, apart from those of another (static/worker/pages.ts).
  if (!kept) c.header("wisp-viewer", userId);
  const online = context.online(rooms.flatMap((room) => room.otherUserIds));
  const viewer = { userId, username, displayName, avatarUrl, role };
  const { status, doNotDisturbUntil } = actorAsUser(actor);
  const own = { blocked, ...(status && { status }), ...(doNotDisturbUntil && { doNotDisturbUntil }) };
  return {
    assets,
    place: c.var.place,
    editWindow: c.var.editWindow,
    emoji: c.var.emoji,
    viewer,
    own,
    preferences,
    rooms,
    threads,
    reminders,
    online,
    kept,
    path,
  };
}
