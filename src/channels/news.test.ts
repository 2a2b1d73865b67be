import { expect, test } from "bun:test";
import { waitFor } from "../../test/support/wait.ts";
import { Hub } from "../realtime/hub.ts";
import { News } from "./news.ts";

function start(listeners = 1) {
  const heard: string[] = [];
  const hub = new Hub();
  hub.attach({
    publish: (_, frame) => heard.push((JSON.parse(frame) as { type: string; userId: string }).type),
    subscriberCount: (topic) => (topic.endsWith(":json") ? listeners : 0),
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
  expect(heard).toEqual(["user_online", "user_online", "user_offline"]);
});

test("a storm of changes is told a few at a time, and all of it", async () => {
  const { heard, news } = start(400);
  for (let each = 0; each < 50; each += 1) news.tell(change(`p${each}`, true));
  expect(heard).toHaveLength(1);
  await waitFor(() => heard.length > 1);
  // 2,000 frames, of 400 listeners each.
  expect(heard).toHaveLength(6);
  await waitFor(() => heard.length === 50);
});
