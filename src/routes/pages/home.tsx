import { Hono } from "hono";
import { HomePage } from "../../../views/shell/shell.tsx";
import { Sidebar } from "../../../views/shell/sidebar.tsx";
import { myRooms } from "../../domain/rooms/index.ts";
import { actorOf, type Env } from "../env.ts";
import { lastRoom, shellOf, type Parts } from "./environment.ts";
import { show } from "./show.ts";

export function homePages(parts: Parts) {
  return new Hono<Env>()
    .get("/", async (c) => {
      const rooms = await myRooms(parts.context, actorOf(c));
      const room = rooms.find((each) => each.id === lastRoom(c)) ?? rooms[0];
      return c.redirect(room ? `/rooms/${room.id}` : "/rooms", 303);
    })
    .get("/home", async (c) => {
      const shell = await shellOf(c, parts);
      return show(c, () => <HomePage shell={shell} />);
    })
    .get("/sidebar", async (c) => {
      const shell = await shellOf(c, parts, c.req.query("path"));
      return show(c, () => <Sidebar shell={shell} />);
    });
}
