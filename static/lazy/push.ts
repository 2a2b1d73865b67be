/** This device as a place where notifications go (docs/architecture.md, Notifications). Nothing here asks without a click. */
import { request } from "../live/api.ts";
import { viewer } from "../page.ts";

/** `homeScreen`: an iPhone tells only what was put on its home screen. */
export type DeviceState = "unsupported" | "homeScreen" | "blocked" | "off" | "on";

/** Milliseconds to wait for the service worker, which comes with all files of the app: a page that has none must not wait for ever. */
const patience = 20_000;
/** For whom, and which address the server was last told: another account begins without. */
const rememberedKey = "wisp-push";

const supported = () =>
  "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
const onHomeScreen = () => matchMedia("(display-mode: standalone)").matches;
const isIPhone = () => /iPhone|iPad/.test(navigator.userAgent);

function registration(): Promise<ServiceWorkerRegistration> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error("no service worker")), patience);
  });
  return Promise.race([navigator.serviceWorker.ready, late]);
}

async function present(): Promise<PushSubscription | null> {
  const worker = await navigator.serviceWorker.getRegistration();
  return (await worker?.pushManager.getSubscription()) ?? null;
}

const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

async function serverKey(): Promise<Uint8Array<ArrayBuffer>> {
  const { publicKey } = (await request("GET", "/api/push/key")) as { publicKey: string };
  return bytesOf(publicKey);
}

function isFor({ options }: PushSubscription, key: Uint8Array): boolean {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer());
  return bytes.length === key.length && bytes.every((byte, index) => byte === key[index]);
}

/** Whose this browser's subscription is. */
const owner = () => localStorage.getItem(rememberedKey);

async function tell(subscription: PushSubscription): Promise<void> {
  await request("POST", "/api/push/subscriptions", subscription.toJSON());
  localStorage.setItem(rememberedKey, viewer().userId);
}

/** A browser that has been told another key, by a server with another secret, has to let go of that first. */
async function subscribe(): Promise<void> {
  const [{ pushManager }, key] = await Promise.all([registration(), serverKey()]);
  const known = await pushManager.getSubscription();
  if (known && !isFor(known, key)) await known.unsubscribe();
  await tell(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
}

export async function deviceState(): Promise<DeviceState> {
  if (!supported()) return isIPhone() && !onHomeScreen() ? "homeScreen" : "unsupported";
  if (Notification.permission === "denied") return "blocked";
  const on = Notification.permission === "granted" && owner() === viewer().userId && (await present());
  return on ? "on" : "off";
}

/** Asks for permission, so only from a click. */
export async function turnOn(): Promise<DeviceState> {
  const permission = await Notification.requestPermission();
  if (permission === "granted") await subscribe();
  return permission === "denied" ? "blocked" : deviceState();
}

export async function turnOff(): Promise<DeviceState> {
  const subscription = await present();
  localStorage.removeItem(rememberedKey);
  if (subscription) {
    await request("DELETE", "/api/push/subscriptions", { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
  }
  return "off";
}

/** Says again, once for each visit, what the server may have forgotten, for a session that may be another. */
export async function keepTold(): Promise<void> {
  if ((await deviceState()) === "on") await subscribe();
}
