import { expect, test } from "bun:test";
import { findings } from "./axe.ts";
import { openStage } from "./stage.ts";
import { ada, grace, type Person, type Visitor } from "./visitors.ts";

const stage = openStage();

/** The paths of all that the worker keeps. */
const kept = ({ page }: Visitor): Promise<string[]> =>
  page.evaluate(`(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = (await Promise.all(caches_.map((cache) => cache.keys()))).flat();
    return requests.map(({ url }) => new URL(url).pathname);
  })()`);

async function keeps(visitor: Visitor, path: string): Promise<void> {
  await visitor.until(async () => (await kept(visitor)).includes(path), `${path} to be kept`);
}

const controlled = (visitor: Visitor) =>
  visitor.until(
    () => visitor.page.evaluate("Boolean(navigator.serviceWorker.controller)"),
    "the worker to take over",
  );

/** Somebody whose browser may have a worker, and has it. */
async function newcomer(person: Person): Promise<Visitor> {
  const visitor = await stage.newcomer(person, { serviceWorkers: "allow" });
  await controlled(visitor);
  return visitor;
}

const unique = (name: string) => `${name} ${crypto.randomUUID().slice(0, 8)}`;

test("opened without a network, the app shows where one was last and sends what is written there once it is back", async () => {
  const [harbour, lighthouse] = [unique("Harbour"), unique("Lighthouse")];
  const one = await newcomer(ada);
  const first = await one.createRoom(harbour);
  const second = await one.createRoom(lighthouse);
  const other = await stage.newcomer(grace);
  await other.joinRoom(lighthouse);
  await other.live();
  await one.live();
  await one.write("the lamp is lit");
  await one.sees("the lamp is lit");
  await keeps(one, `/rooms/${first}`);
  await one.page.reload();
  await keeps(one, `/rooms/${second}`);

  await one.context.setOffline(true);
  await one.page.goto("/");
  expect(one.roomId()).toBe(second);
  await one.sees("the lamp is lit");
  await one.page.getByText("You are offline.").waitFor();
  await one.write("written in the dark");
  await one.outgoing("written in the dark").waitFor();
  await one.page.getByRole("navigation").getByRole("link", { name: harbour }).click();
  await one.page.getByRole("heading", { name: harbour, level: 1 }).waitFor();
  await one.page.getByRole("navigation").getByRole("link", { name: lighthouse }).click();
  await one.outgoing("written in the dark").waitFor();

  await one.page.goto("/people");
  await one.page.getByRole("heading", { name: "You are offline" }).waitFor();
  expect(await findings(one.page)).toEqual([]);
  await one.page.getByRole("link", { name: "To the last room" }).click();
  await one.outgoing("written in the dark").waitFor();

  await one.context.setOffline(false);
  await other.sees("written in the dark");
  await one.sees("written in the dark");
  expect(await other.contents()).toEqual(["the lamp is lit", "written in the dark"]);
});

test("what came live is in the room that is read offline", async () => {
  const name = unique("Signal");
  const one = await newcomer(ada);
  const roomId = await one.createRoom(name);
  await one.live();
  await keeps(one, `/rooms/${roomId}`);
  await one.store(roomId, ["came live"]);
  await one.sees("came live");
  await one.page.evaluate(`
    Object.defineProperty(document, "visibilityState", { value: "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));`);
  await one.until(
    () =>
      one.page.evaluate(
        `caches.match("/rooms/${roomId}").then((page) => page.text()).then((text) => text.includes("came live"))`,
      ),
    "the page to be kept anew",
  );
  await one.context.setOffline(true);
  await one.page.reload();
  await one.sees("came live");
});

const keptText = ({ page }: Visitor, roomId: string): Promise<string> =>
  page.evaluate(`caches.match("/rooms/${roomId}").then((page) => page?.text()).then((text) => text ?? "")`);

test("nothing is kept of what was deleted, and the room on show is asked for once, however much it was", async () => {
  const one = await newcomer(ada);
  const roomId = await one.createRoom(unique("Beacon"));
  await one.live();
  await one.store(roomId, ["a secret", "and more"]);
  await one.page.reload();
  await one.until(async () => (await keptText(one, roomId)).includes("a secret"), "the page to be kept");
  let asked = 0;
  one.context.on("request", (request) => {
    if (request.serviceWorker() && request.url().endsWith(roomId)) asked += 1;
  });
  await one.page.evaluate(`Promise.all(
    [...document.querySelectorAll("#messages .message")].map(({ id }) =>
      fetch("/api/messages/" + id.replace("message-", ""), { method: "DELETE" })),
  )`);
  await one.until(async () => (await keptText(one, roomId)) === "", "what was kept to go");
  await one.until(async () => (await keptText(one, roomId)).includes("data-deleted"), "it to be kept anew");
  expect(await keptText(one, roomId)).not.toContain("a secret");
  expect(asked).toBe(1);
});

test("nothing is kept of a room that one was removed from", async () => {
  const [dock, other] = [unique("Dock"), unique("Other")];
  const owner = await stage.newcomer(grace);
  const roomId = await owner.createRoom(dock);
  await owner.live();
  await owner.store(roomId, ["between us"]);
  const one = await newcomer(ada);
  await one.joinRoom(dock);
  await one.page.reload();
  await one.until(async () => (await keptText(one, roomId)).includes("between us"), "the page to be kept");
  await one.createRoom(other);
  await one.live();
  const userId = await one.page.evaluate<string>(
    "fetch('/api/users/me').then((answer) => answer.json()).then(({ id }) => id)",
  );
  await owner.page.evaluate(`fetch("/api/rooms/${roomId}/members/${userId}", { method: "DELETE" })`);
  await one.until(async () => (await keptText(one, roomId)) === "", "what was kept to go");
});

test("a server that is away, or answers nothing, leaves the rooms that were read to be read", async () => {
  const one = await newcomer(ada);
  const roomId = await one.createRoom(unique("Quay"));
  await one.live();
  await one.store(roomId, ["moored"]);
  await one.page.reload();
  await one.until(
    () =>
      one.page.evaluate(
        `caches.match("/rooms/${roomId}").then((page) => page?.text()).then((text) => text?.includes("moored") ?? false)`,
      ),
    "the page to be kept",
  );
  await stage.node.kill();
  await one.page.reload();
  await one.sees("moored");
  await one.page.goto("/people");
  await one.page.getByRole("heading", { name: "You are offline" }).waitFor();
  await stage.node.start();
  await one.page.getByRole("link", { name: "Try again" }).click();
  await one.page.getByRole("heading", { name: "People", level: 1 }).waitFor();

  stage.node.pause();
  await one.page.goto(`/rooms/${roomId}`);
  await one.sees("moored");
  stage.node.resume();
  await one.live();
});

test("whoever comes next at the same browser sees nothing of the one before", async () => {
  const secret = unique("Secret");
  const one = await stage.visitor({ serviceWorkers: "allow" });
  await one.signUp(stage.unique(ada));
  await controlled(one);
  const roomId = await one.createRoom(secret);
  await keeps(one, `/rooms/${roomId}`);
  await one.page.getByRole("button", { name: "Sign out" }).click();
  await one.page.waitForURL((url) => url.pathname === "/sign-in");
  expect((await kept(one)).filter((path) => path.startsWith("/rooms/"))).toEqual([]);

  await one.signUp(stage.unique(grace));
  const own = await one.createRoom(unique("Own"));
  await keeps(one, `/rooms/${own}`);
  await one.context.setOffline(true);
  await one.page.goto(`/rooms/${roomId}`);
  await one.page.getByRole("heading", { name: "You are offline" }).waitFor();
  expect(await one.page.content()).not.toContain(secret);
  await one.context.setOffline(false);

  await one.context.clearCookies();
  await one.page.goto("/home");
  await one.page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect((await kept(one)).filter((path) => path.startsWith("/rooms/"))).toEqual([]);
});

test("only the app, the offline page and pages of rooms are kept, twenty at most; another version's files have this one's in their place", async () => {
  const one = await newcomer(ada);
  const ids = [];
  for (let count = 0; count < 22; count += 1) {
    const response = await one.context.request.post("/api/rooms", {
      data: { name: `Room ${count}` },
      headers: { origin: stage.node.url },
    });
    ids.push(((await response.json()) as { id: string }).id);
  }
  for (const id of ids) {
    await one.page.goto(`/rooms/${id}`);
    await keeps(one, `/rooms/${id}`);
  }
  const newest = ids.slice(2).map((id) => `/rooms/${id}`);
  // One that was left a moment ago is being kept anew.
  await one.until(async () => {
    const rooms = (await kept(one)).filter((path) => path.startsWith("/rooms/"));
    return rooms.toSorted().join() === newest.join();
  }, "the twenty newest to be kept");
  const paths = await kept(one);
  expect(
    paths.filter((path) => !/^\/(static|rooms|viewers)\/|^\/offline$|^\/kept-rooms$/.test(path)),
  ).toEqual([]);

  await one.context.setOffline(true);
  await one.page.goto("/");
  expect(one.roomId()).toBe(ids.at(-1) ?? "");
  const answered = await one.page.evaluate(
    `fetch("/static/app.of-another_v.js").then((response) => response.text()).then((text) => text.includes("htmx"))`,
  );
  expect(answered).toBe(true);
});

test("the browser finds nothing that keeps the place from being installed", async () => {
  const one = await newcomer(ada);
  await one.createRoom(unique("Installed"));
  const session = await one.context.newCDPSession(one.page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A window that leaves no traces, as Playwright's are, installs nothing.
  const found = installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito");
  expect(found).toEqual([]);
  const { data } = await session.send("Page.getAppManifest");
  const { name, icons, shortcuts } = JSON.parse(data ?? "{}") as {
    name: string;
    icons: { src: string; sizes: string; purpose: string }[];
    shortcuts: object[];
  };
  expect([name, shortcuts.length]).toEqual(["Wisp", 3]);
  expect(icons.map(({ purpose, sizes }) => `${purpose} ${sizes}`)).toEqual([
    "any 192x192",
    "any 512x512",
    "maskable 192x192",
    "maskable 512x512",
  ]);
  for (const { src } of icons)
    expect((await one.context.request.get(src)).headers()["content-type"]).toBe("image/png");
});
