/** What is worth a notification, this device, and what the service worker makes of a push. */
import { expect, test } from "bun:test";
import type { Notification as Pushed } from "../../src/jobs/notification.ts";
import { openStage } from "./stage.ts";
import { ada, grace, type Visitor } from "./visitors.ts";

const stage = openStage();

const settings = "/settings/notifications";

test("levels, quiet hours and sound are chosen, also without script", async () => {
  const visitor = await stage.newcomer(ada, { javaScriptEnabled: false });
  const { page } = visitor;
  await page.goto(settings);
  const rooms = page.getByRole("group", { name: "In rooms" });
  expect(await rooms.getByLabel("Mentions of me").isChecked()).toBe(true);
  await rooms.getByLabel("Everything").check();
  await page.getByLabel("Quiet hours").check();
  await page.getByLabel("From").fill("21:15");
  await page.getByLabel("Sound").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await page.goto(settings);
  expect(await rooms.getByLabel("Everything").isChecked()).toBe(true);
  expect(await page.getByLabel("Quiet hours").isChecked()).toBe(true);
  expect(await page.getByLabel("From").inputValue()).toBe("21:15");
  expect(await page.getByLabel("Sound").isChecked()).toBe(false);
});

/** Chromium has no push service of its own here: it is told of one. */
const subscribes = `
  let present = null;
  PushManager.prototype.getSubscription = async () => present;
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => (present = {
    endpoint: "https://push.example.org/device",
    options: { applicationServerKey: applicationServerKey.buffer },
    unsubscribe: async () => ((present = null), true),
    toJSON: () => ({
      endpoint: "https://push.example.org/device",
      expirationTime: null,
      keys: {
        p256dh: "B" + "A".repeat(86),
        auth: "A".repeat(22),
      },
    }),
  });`;

test("a device is told from a click on, and no longer after another", async () => {
  const visitor = await stage.newcomer(ada, { permissions: ["notifications"], serviceWorkers: "allow" });
  const { page } = visitor;
  await page.addInitScript(subscribes);
  await page.goto(settings);
  const answered = (method: string) =>
    page.waitForResponse(
      (response) =>
        response.url().endsWith("/api/push/subscriptions") && response.request().method() === method,
    );
  const on = answered("POST");
  await page.getByRole("button", { name: "Turn on" }).click();
  expect((await on).status()).toBe(201);
  const off = answered("DELETE");
  await page.getByRole("button", { name: "Turn off" }).click();
  expect((await off).status()).toBe(204);
  await page.getByRole("button", { name: "Turn on" }).waitFor();
});

test("a message rings where a sound is wanted, and nowhere else", async () => {
  const [one, other] = [await stage.newcomer(ada), await stage.newcomer(grace)];
  const { page } = one;
  let tones = 0;
  page.on("request", (request) => {
    if (request.url().includes("/lazy/tone.")) tones += 1;
  });
  const me = (await (await one.context.request.get("/api/users/me")).json()) as { id: string };
  const { origin } = new URL(other.page.url());
  const direct = await other.context.request.post("/api/direct-messages", {
    data: { userIds: [me.id] },
    headers: { origin },
  });
  const { id } = (await direct.json()) as { id: string };
  await page.goto(settings);
  await one.live();
  const choose = async (wanted: boolean) => {
    await page.getByLabel("Sound").setChecked(wanted);
    await page.getByRole("button", { name: "Save" }).click();
    await page.locator(`#sidebar[data-sound=${wanted ? "on" : "off"}]`).waitFor();
  };
  const unread = (count: string) =>
    page.locator(`[data-room-id="${id}"] .badge-count`).first().getByText(count, { exact: true }).waitFor();
  await choose(false);
  await other.store(id, ["in silence"]);
  await unread("1");
  await choose(true);
  expect(tones).toBe(0);
  await other.store(id, ["aloud"]);
  await unread("2");
  await one.until(() => tones === 1, "the tone");
});

test("a browser that was told not to ask says how to unblock it", async () => {
  const { page } = await stage.newcomer(ada, { permissions: [] });
  await page.goto(settings);
  await page.getByText("Blocked for this page").waitFor();
  expect(await page.getByRole("button", { name: "Turn on" }).isDisabled()).toBe(true);
});

/** Delivers a push to the visitor's service worker, as the browser's maker would. */
async function deliverer(visitor: Visitor): Promise<(pushed: Partial<Pushed>) => Promise<void>> {
  const session = await visitor.context.newCDPSession(visitor.page);
  const registered = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [first] = registrations;
      if (first) resolve(first.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const registrationId = await registered;
  return async (pushed) => {
    await session.send("ServiceWorker.deliverPushMessage", {
      origin: stage.node.url,
      registrationId,
      data: JSON.stringify({ badge: 1, icon: null, url: "/home", ...pushed }),
    });
  };
}

const shown = ({ page }: Visitor): Promise<string[]> =>
  page.evaluate(`navigator.serviceWorker.ready
    .then((worker) => worker.getNotifications())
    .then((all) => all.map(({ title, body, tag, data }) => [title, body, tag, data].join(" | ")))`);

test("what is pushed is shown, the newest of a room, but not of the room before the person", async () => {
  const visitor = await stage.newcomer(ada, { permissions: ["notifications"], serviceWorkers: "allow" });
  await visitor.page.evaluate("navigator.serviceWorker.ready.then(() => true)");
  const here = await visitor.createRoom(`Quay ${crypto.randomUUID().slice(0, 8)}`);
  await visitor.page.bringToFront();
  const deliver = await deliverer(visitor);
  await visitor.page.evaluate(`navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data.type === "showing") globalThis.timesAsked = (globalThis.timesAsked ?? 0) + 1;
  })`);
  const elsewhere = crypto.randomUUID();
  await deliver({ title: "Grace in here", body: "seen", tag: here, roomId: here });
  await deliver({ title: "Grace", body: "one", tag: elsewhere, roomId: elsewhere });
  await visitor.until(async () => (await shown(visitor)).length === 1, "the first notification");
  await deliver({ title: "Grace", body: "two", tag: elsewhere, roomId: elsewhere });
  await visitor.until(
    async () => (await shown(visitor)).join() === `Grace | two | ${elsewhere} | /home`,
    "the second notification in its place",
  );
  expect(await visitor.page.evaluate("globalThis.timesAsked"), "once for each that was pushed").toBe(3);
});
