/** What a push message says (src/jobs/notification.ts). */
type Pushed = {
  title: string;
  body: string;
  url: string;
  tag: string;
  roomId: string;
  threadRootId?: string;
  badge: number;
  icon: string | null;
};

/** The parts of a service worker's world that are needed here: the page's types know nothing of it. */
type Page = {
  focused: boolean;
  visibilityState: DocumentVisibilityState;
  postMessage: (message: unknown, transfer: Transferable[]) => void;
  focus: () => Promise<Page>;
  navigate: (url: string) => Promise<Page | null>;
};
type Lasting = { waitUntil: (work: Promise<unknown>) => void };
type Events = {
  push: Lasting & { data: { json: () => unknown } | null };
  notificationclick: Lasting & { notification: Notification };
  pushsubscriptionchange: Lasting & { oldSubscription?: PushSubscription | null };
};
export type PushWorker = {
  registration: ServiceWorkerRegistration;
  clients: {
    matchAll: (options: { type: "window"; includeUncontrolled: boolean }) => Promise<readonly Page[]>;
    openWindow: (url: string) => Promise<unknown>;
  };
  navigator: { setAppBadge?: (count: number) => Promise<void> };
  addEventListener: <Type extends keyof Events>(type: Type, listener: (event: Events[Type]) => void) => void;
};

const pages = ({ clients }: PushWorker) => clients.matchAll({ type: "window", includeUncontrolled: true });

/** Milliseconds that a page has to answer. */
const patience = 500;

/** Only the page knows which room it has come to: its address here is the one that it was loaded at. */
function isShowing(page: Page, { roomId, threadRootId }: Pushed): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), patience);
    port1.addEventListener("message", ({ data }) => resolve(data === true));
    port1.start();
    page.postMessage({ type: "showing", roomId, threadRootId }, [port2]);
  });
}

/** Whoever has the room before them sees the message; whoever has another page hears the page's own tone. */
async function show(worker: PushWorker, pushed: Pushed): Promise<void> {
  const all = await pages(worker);
  await worker.navigator.setAppBadge?.(pushed.badge).catch(() => undefined);
  const focused = all.find((page) => page.focused);
  if (focused && (await isShowing(focused, pushed))) return;
  const { title, body, tag, url, icon } = pushed;
  const seen = all.some(({ visibilityState }) => visibilityState === "visible");
  const options = { body, tag, data: url, silent: seen, renotify: !seen, ...(icon && { icon }) };
  await worker.registration.showNotification(title, options);
}

/** Brings the message before the person: in a page that is open, else in a new one. */
async function open(worker: PushWorker, url: string): Promise<void> {
  const all = await pages(worker);
  const page = all.find(({ visibilityState }) => visibilityState === "visible") ?? all[0];
  const shown = await page?.focus().catch(() => undefined);
  // A page that this worker does not control cannot be sent elsewhere.
  const went = await shown?.navigate(url).catch(() => undefined);
  if (!went) await worker.clients.openWindow(url);
}

/** The browser has let go of the old address: the same keys get a new one. */
async function renew({ registration }: PushWorker, old: PushSubscription | null | undefined): Promise<void> {
  if (!old) return;
  const subscription = await registration.pushManager.subscribe(old.options);
  await fetch("/api/push/subscriptions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(subscription),
  });
}

/** Has the service worker show what is pushed, and lead to it. */
export function watchPush(worker: PushWorker): void {
  worker.addEventListener("push", (event) => {
    if (event.data) event.waitUntil(show(worker, event.data.json() as Pushed));
  });
  worker.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(worker, String(event.notification.data)));
  });
  worker.addEventListener("pushsubscriptionchange", (event) => {
    event.waitUntil(renew(worker, event.oldSubscription));
  });
}
