import { expect, test } from "bun:test";
import type { Room } from "../../src/lib/contract/objects.ts";
import { Person, unique } from "../support/client.ts";
import { paintsOver } from "./pictures.ts";
import { openStage } from "./stage.ts";
import { ada, type Visitor } from "./visitors.ts";

const stage = openStage();

const tower = `Z${"\u0301\u0302\u0308\u030a\u0323\u0331".repeat(5)}`;
const astronaut = "\u{1f469}\u{1f3fd}\u200d\u{1f680}";
/** Each is repeated up to the limit of wherever it stands. */
const hostile = {
  markup: `"><img src=/pwned onerror="window.pwned=1"><script>window.pwned=1</script>`,
  attributes: `' hx-get="/pwned" hx-trigger="load" onclick="window.pwned=1" style="position:fixed" `,
  links: "[a](javascript:window.pwned=1) ![b](/pwned) <a href='data:text/html,x'>c</a> ",
  bidi: "\u202e\u2066\u202dreversed \u05e9\u05dc\u05d5\u05dd ",
  tower: `${tower} `,
  word: "W",
  emoji: astronaut,
};
type Kind = keyof typeof hostile;
const kinds = Object.keys(hostile) as Kind[];

const upTo = (limit: number, kind: Kind): string => {
  const codePoints = [...hostile[kind].repeat(limit)].slice(0, limit);
  return codePoints.join("").trim();
};

type Scene = { someone: Person; room: Room; direct: Room };

/** Somebody of a hostile name in a room of a hostile name and topic, and with messages there and to the viewer. */
async function hostileScene(kind: Kind, viewerId: string): Promise<Scene> {
  const someone = await Person.register(stage.node.url, unique(kind));
  await someone.call("PUT", "/api/users/me", { displayName: upTo(80, kind) });
  const named = { name: upTo(100, kind), topic: upTo(250, kind) };
  const room = await someone.call<Room>("POST", "/api/rooms", named);
  const direct = await someone.call<Room>("POST", "/api/direct-messages", { userIds: [viewerId] });
  for (const { id } of [room, direct]) {
    await someone.send(id, hostile[kind]);
    await someone.send(id, upTo(5000, kind));
    await someone.send(id, "an honest word");
  }
  return { someone, room, direct };
}

/** What the page tries that it may not: ask for what only hostile input names, or another host, or speak up. */
function watch({ page, complaints }: Visitor): void {
  const { host } = new URL(stage.node.url);
  page.on("request", (request) => {
    const url = new URL(request.url());
    const own = url.host === host || url.protocol === "data:" || url.protocol === "blob:";
    if (!own || url.pathname.includes("pwned")) complaints.push(`asked for ${url.href}`);
  });
  page.on("dialog", (dialog) => {
    complaints.push(`said ${dialog.message()}`);
    void dialog.dismiss();
  });
}

const measure = `(() => {
  const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
  const within = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).every((each) => {
    const { top, bottom, left, right } = each.getBoundingClientRect();
    return top >= -1 && left >= -1 && right <= clientWidth + 1 && bottom <= clientHeight + 1;
  });
  const inRoom = document.querySelector("#scroller") !== null;
  return {
    pwned: "pwned" in window,
    acting: document.querySelectorAll('#main [onclick], #main [onerror], #main [style*=fixed], [hx-get="/pwned"], a[href^="javascript" i], a[href^="data" i]').length,
    wide: scrollWidth > clientWidth,
    tall: inRoom && scrollHeight > clientHeight,
    outOfView: inRoom && !within("h1, #composer-content"),
  };
})()`;

async function expectInert({ page }: Visitor, where: string): Promise<void> {
  const found: unknown = await page.evaluate(measure);
  const inert = { pwned: false, acting: 0, wide: false, tall: false, outOfView: false };
  expect([where, found]).toEqual([where, inert]);
}

const looks = {
  desk: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

async function viewerAt(look: keyof typeof looks): Promise<[Visitor, string]> {
  const one = await stage.newcomer(ada, looks[look]);
  watch(one);
  const { id } = (await (await one.context.request.get("/api/users/me")).json()) as { id: string };
  return [one, id];
}

const join = async (one: Visitor, room: Room) => {
  const headers = { origin: stage.node.url };
  expect((await one.context.request.post(`/api/rooms/${room.id}/join`, { headers })).ok()).toBe(true);
};

test.each(["desk", "phone"] as const)(
  "whatever names, topics and messages say is inert and breaks no layout, at a %s",
  async (look) => {
    const [one, viewerId] = await viewerAt(look);
    const scenes: Scene[] = [];
    for (const kind of kinds) scenes.push(await hostileScene(kind, viewerId));
    for (const { room } of scenes) await join(one, room);
    const pages = scenes.flatMap(({ room, direct }, index) => [
      [`/rooms/${room.id}`, `a room of ${kinds[index]}`],
      [`/rooms/${room.id}/members`, `members of ${kinds[index]}`],
      [`/rooms/${direct.id}`, `a direct room of ${kinds[index]}`],
    ]);
    const others = ["/home", "/unread", "/rooms", "/people", "/profile", "/nowhere"].map((path) => [
      path,
      path,
    ]);
    for (const [path = "", where = ""] of [...pages, ...others]) {
      await one.page.goto(path);
      await one.page.locator("h1").first().waitFor({ state: "attached" });
      await expectInert(one, where);
    }
    await one.page.goto("/home");
    await one.live();
    await one.page.keyboard.press("Control+K");
    await one.page.locator("#palette-list").getByRole("option").nth(kinds.length).waitFor();
    await expectInert(one, "the palette");
  },
);

test.each(["desk", "phone"] as const)(
  "what comes while one looks on, and who is typing, is inert too, at a %s",
  async (look) => {
    const [one, viewerId] = await viewerAt(look);
    for (const kind of kinds) {
      const { someone, room } = await hostileScene(kind, viewerId);
      await join(one, room);
      await one.page.goto(`/rooms/${room.id}`);
      await one.live();
      await using socket = await someone.connect();
      socket.say({ type: "typing_start", roomId: room.id });
      await one.page.getByText(/is typing…$/).waitFor();
      await expectInert(one, `typing of ${kind}`);
      await someone.send(room.id, upTo(5000, kind));
      await someone.send(room.id, "and that was all");
      await one.sees("and that was all");
      await expectInert(one, `news of ${kind}`);
      await one.write(upTo(5000, kind));
      await one.until(async () => (await one.outgoing("").count()) === 0, "the outbox to be empty");
      await expectInert(one, `one's own of ${kind}`);
    }
  },
);

test("a tower of marks paints over none of its neighbours", async () => {
  const [one, viewerId] = await viewerAt("desk");
  const { someone, room } = await hostileScene("tower", viewerId);
  await join(one, room);
  const expectContained = async (selector: string) => {
    const part = one.page.locator(selector, { hasText: "Z" }).first();
    const found = { url: one.page.url(), selector, paintsOver: await paintsOver(one.page, part) };
    expect(found).toEqual({ ...found, paintsOver: false });
  };
  const rows = [
    [`/rooms/${room.id}/members`, ".member"],
    ["/rooms", ".card"],
    [`/people?query=${someone.username}`, ".card"],
  ];
  for (const [path = "", row = ""] of rows) {
    await one.page.goto(path);
    await one.live();
    await expectContained(row);
  }
  await one.page.goto(`/rooms/${room.id}`);
  await one.live();
  for (const selector of [".message", ".message-sender", "#sidebar a[aria-current]", "h1", ".beginning bdi"])
    await expectContained(selector);
  await using socket = await someone.connect();
  socket.say({ type: "typing_start", roomId: room.id });
  await one.page.getByText(/is typing…$/).waitFor();
  await expectContained(".typing");
});

test("a violation of the policy is noticed in every tab, and in the service worker", async () => {
  const one = await stage.newcomer(ada, { serviceWorkers: "allow" });
  const noticed = (directive: string) => {
    const complaint = `Content Security Policy: ${directive}`;
    return one.until(() => one.complaints.some((text) => text.includes(complaint)), complaint);
  };
  const tab = await one.context.newPage();
  await tab.goto("/home");
  await tab.evaluate(`new Image().src = "https://elsewhere.test/"`);
  await noticed("img-src");
  await one.until(() => one.context.serviceWorkers().length > 0, "the service worker");
  for (const worker of one.context.serviceWorkers())
    await worker.evaluate(`fetch("https://elsewhere.test/").catch(() => {})`);
  await noticed("connect-src");
  one.complaints.length = 0;
});
