import { Hono } from "hono";
import { z } from "zod";
import { orderRooms, updateMembership } from "../../domain/rooms/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { notFound } from "../../lib/errors.ts";
import { parse } from "../../lib/parse.ts";
import { type Duration, durations, endOf } from "../../lib/until.ts";
import { actorOf, type Env } from "../env.ts";
import { detailsPage, sectionAround } from "./details.tsx";
import { shellOf, type PageRequest, type Parts } from "./environment.ts";
import { fieldsOf } from "./forms.ts";
import { readerOf } from "./reader.ts";

/** A form names one of them; `usual` is what the preferences say. */
const fields = z.object({
  starred: z.stringbool({ truthy: ["true"], falsy: ["false"] }).optional(),
  involvement: z
    .union([z.literal("usual").transform(() => null), inputs.updateMembership.shape.involvement])
    .optional(),
  quiet: z.enum([...durations, "off", "kept"]).optional(),
  move: z.enum(["up", "down"]).optional(),
  next: z.literal("details").optional(),
});

/** `kept`: as it is. */
function quietOf(
  c: PageRequest,
  quiet: Duration | "off" | "kept" | undefined,
): { quietUntil?: string | null } {
  if (quiet === undefined || quiet === "kept") return {};
  if (quiet === "off") return { quietUntil: null };
  return { quietUntil: new Date(endOf(quiet, Date.now(), readerOf(c).timeZone)).toISOString() };
}

/** Changes places with the room above or below it. All of the section get a place, or the others would stay below it. */
async function move(c: PageRequest, parts: Parts, roomId: string, direction: "up" | "down"): Promise<void> {
  const shell = await shellOf(c, parts, `/rooms/${roomId}`);
  const room = shell.rooms.find((each) => each.id === roomId);
  if (!room) throw notFound("room");
  const roomIds = sectionAround(shell, room).map(({ id }) => id);
  const from = roomIds.indexOf(roomId);
  const to = Math.max(0, from + (direction === "up" ? -1 : 1));
  roomIds.splice(from, 1);
  roomIds.splice(to, 0, roomId);
  await orderRooms(parts.context, actorOf(c), { roomIds });
}

/** What one makes of a room for oneself, by forms. */
export function membershipPages(parts: Parts) {
  return new Hono<Env>().post("/rooms/:roomId/membership", async (c) => {
    const roomId = c.req.param("roomId");
    const { next, move: direction, quiet, ...input } = parse(fields, await fieldsOf(c));
    if (direction) await move(c, parts, roomId, direction);
    else await updateMembership(parts.context, actorOf(c), roomId, { ...input, ...quietOf(c, quiet) });
    if (c.req.header("hx-target")) return detailsPage(c, parts, roomId);
    return c.redirect(next ? `/rooms/${roomId}/members` : `/rooms/${roomId}`, 303);
  });
}
