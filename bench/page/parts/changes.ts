import { quantile } from "../line.ts";
import { listedRooms, roomLink } from "../rooms.ts";
import { settled } from "../stage.ts";
import type { Part } from "./part.ts";

const TIMES = 20;

/** From the click on a room until its messages are painted. */
export const changes: Part = {
  name: "changes",
  async measure(stage) {
    await using visit = await stage.visit();
    const { page } = visit;
    await page.goto("/");
    await settled(page);
    const rooms = (await listedRooms(page)).filter((roomId) => !page.url().endsWith(roomId));
    const times: number[] = [];
    for (let index = 0; index < TIMES; index += 1) {
      const roomId = rooms[index % Math.min(rooms.length, 5)] ?? "";
      const change = page.evaluate<number>(`bench.roomChange(${JSON.stringify(roomId)})`);
      await roomLink(page, roomId).click();
      times.push(await change);
      await page.waitForLoadState("networkidle");
    }
    return [
      { what: `Change of rooms, ${TIMES} clicks: p50`, value: quantile(times, 0.5), unit: "ms", most: 100 },
      { what: `Change of rooms, ${TIMES} clicks: p95`, value: quantile(times, 0.95), unit: "ms", most: 100 },
    ];
  },
};
