import type { Problem } from "../../../views/forms.tsx";
import { Details, type DetailsView } from "../../../views/rooms/details.tsx";
import { RoomHeader } from "../../../views/rooms/header.tsx";
import { sectionOf, sectionsOf } from "../../../views/shell/sections.ts";
import type { Shell, SidebarRoom } from "../../../views/shell/types.ts";
import { listPins } from "../../domain/messages/index.ts";
import { silencedIn } from "../../domain/moderation/index.ts";
import { findMembers } from "../../domain/rooms/index.ts";
import { isGuest } from "../../domain/guests.ts";
import { searchUsers } from "../../domain/users.ts";
import { notFound } from "../../lib/errors.ts";
import { actorOf } from "../env.ts";
import { shellOf, type PageRequest, type Parts } from "./environment.ts";
import { roomPage } from "./room.tsx";
import { show } from "./show.ts";

const queryOf = (c: PageRequest) => (c.req.query("query") ?? "").trim().slice(0, 100);

/** The room's neighbours in its section of the sidebar, itself among them. */
export function sectionAround(shell: Shell, room: SidebarRoom): SidebarRoom[] {
  return sectionsOf(shell)[sectionOf(room)];
}

async function load(c: PageRequest, { context }: Parts, shell: Shell, room: SidebarRoom, problem?: Problem) {
  const actor = actorOf(c);
  const query = queryOf(c);
  const mayInvite = room.kind !== "direct" && !isGuest(actor);
  const [{ members, company }, found, pins] = await Promise.all([
    findMembers(context, actor, room.id, query),
    query && mayInvite ? searchUsers(context, actor, query) : [],
    listPins(context, actor, room.id),
  ]);
  const silenced = await silencedIn(
    context,
    actor,
    room.id,
    members.map(({ id }) => id),
  );
  const inside = new Set(members.map((member) => member.id));
  const section = sectionAround(shell, room);
  const view: DetailsView = {
    room,
    members,
    silenced,
    count: company.count,
    mayInvite,
    query,
    pins,
    found: found.filter((user) => !inside.has(user.id)),
    moves: { up: section[0]?.id !== room.id, down: section.at(-1)?.id !== room.id },
    problem,
  };
  return { view, company };
}

/** Whether the browser has the room on show and asks for what stands around its messages alone. */
const inPlace = (c: PageRequest) =>
  /#(details|room-header|member-list)$/.test(c.req.header("hx-target") ?? "");

/** A room with its details open; to a browser that shows the room already, these and the header alone. */
export async function detailsPage(c: PageRequest, parts: Parts, roomId: string, problem?: Problem) {
  if (!inPlace(c)) {
    const details = async (shell: Shell, room: SidebarRoom) =>
      (await load(c, parts, shell, room, problem)).view;
    return roomPage(c, parts, roomId, { details });
  }
  const shell = await shellOf(c, parts, `/rooms/${roomId}`);
  const room = shell.rooms.find((each) => each.id === roomId);
  if (!room) throw notFound("room");
  const { view, company } = await load(c, parts, shell, room, problem);
  // A star of the header is pressed whether or not the details are open: only the browser knows.
  const open = c.req.header("hx-target") !== "header#room-header";
  return show(c, () => (
    <>
      <RoomHeader shell={shell} room={room} company={company} open={open} />
      <Details shell={shell} view={view} />
    </>
  ));
}
