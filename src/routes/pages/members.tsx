import { Hono } from "hono";
import type { Problem } from "../../../views/forms.tsx";
import { MembersPage, type MembersView } from "../../../views/rooms/members.tsx";
import type { SidebarRoom } from "../../../views/shell/types.ts";
import { inviteMember, listMembers, removeMember } from "../../domain/rooms/index.ts";
import { searchUsers } from "../../domain/users.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { notFound } from "../../lib/errors.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { shellOf, type PageRequest, type Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

const queryOf = (c: PageRequest) => (c.req.query("query") ?? "").trim().slice(0, 100);

async function loadView(
  c: PageRequest,
  { context }: Parts,
  room: SidebarRoom,
  problem?: Problem,
): Promise<MembersView> {
  const actor = actorOf(c);
  const query = queryOf(c);
  const members = await listMembers(context, actor, room.id);
  const online = context.online(members.map((member) => member.id));
  return {
    room,
    title: room.title,
    members: members.map((member) => ({ ...member, online: online.has(member.id) })),
    mayInvite: room.kind !== "direct",
    mayRemove: room.kind !== "direct" && room.role === "owner",
    query,
    found: query ? await searchUsers(context, actor, query) : [],
    problem,
  };
}

async function membersPage(c: PageRequest, parts: Parts, roomId: string, problem?: Problem) {
  const shell = await shellOf(c, parts, `/rooms/${roomId}`);
  const room = shell.rooms.find((each) => each.id === roomId);
  if (!room) throw notFound("room");
  const view = await loadView(c, parts, room, problem);
  return show(c, () => <MembersPage shell={shell} view={view} />);
}

export function membersPages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/rooms/:roomId/members", (c) => membersPage(c, parts, c.req.param("roomId")))
    .post("/rooms/:roomId/members", async (c) => {
      const roomId = c.req.param("roomId");
      const { userId } = await fieldsOf(c);
      const { failed } = await attempt(() =>
        inviteMember(context, actorOf(c), roomId, parse(inputs.invite, { userId })),
      );
      if (!failed) return c.redirect(`/rooms/${roomId}/members`, 303);
      failing(c, failed);
      return membersPage(c, parts, roomId, failed.problem);
    })
    .post("/rooms/:roomId/members/:userId/remove", async (c) => {
      const { roomId, userId } = c.req.param();
      await removeMember(context, actorOf(c), roomId, userId);
      return c.redirect(`/rooms/${roomId}/members`, 303);
    });
}
