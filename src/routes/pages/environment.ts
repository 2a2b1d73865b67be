import type { Context as RequestContext } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Shell } from "../../../views/shell/types.ts";
import type { Context } from "../../domain/context.ts";
import { listRooms } from "../../domain/rooms/index.ts";
import type { Assets } from "../assets.ts";
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
export async function shellOf(c: PageRequest, { context, assets }: Parts, path = c.req.path): Promise<Shell> {
  const actor = actorOf(c);
  const rooms = await listRooms(context, actor);
  const online = context.online(rooms.flatMap((room) => room.otherUserIds));
  const viewer = { userId: actor.userId, username: actor.username, displayName: actor.displayName };
  return { assets, viewer, rooms, online, path };
}
