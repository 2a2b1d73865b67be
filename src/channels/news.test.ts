import { expect, test } from "bun:test";
import { waitFor } from "../../test/support/wait.ts";
import { Hub } from "../realtime/hub.ts";
import { News } from "./news.ts";

function start() {
  const heard: string[] = [];
  const hub = new Hub();
  hub.attach({
    publish: (_, frame) => heard.push((JSON.parse(frame) as { type: string; userId: string }).type),
    subscriberCount: (topic) => (topic.endsWith(":json") ? 1 : 0),
  });
  return { heard, news: new News(hub) };
}

const change = (key: string, online: boolean) => ({ key, online, groups: ["room"], at: 0 });

test("when it is quiet a room hears at once", () => {
  const { heard, news } = start();
  news.tell(change("ann", true));
  expect(heard).toEqual(["user_online"]);
});

test("in a crowd changes are told together, and of each person only the latest", async () => {
  const { heard, news } = start();
  news.tell(change("ann", true));
  for (const [key, online] of [
    ["ben", true],
    ["cid", true],
    ["ben", false],
  ] as const)
    news.tell(change(key, online));
  expect(heard).toHaveLength(1);
  await waitFor(() => heard.length > 1);
  expect(heard).toEqual(["user_online", "user_offline", "user_online"]);
});
