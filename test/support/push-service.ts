/** A push service for tests: it speaks the real protocol, and reads what a browser would. */
import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from "node:crypto";
import { importJWK, jwtVerify } from "jose";
import type { Notification } from "../../src/jobs/notification.ts";
import type { Person } from "./client.ts";

type Taken = { notification: Notification; headers: Headers; contact: string };

/** A browser's subscription: its keys, and all that it was sent. */
export class Device {
  readonly taken: Taken[] = [];
  /** How the service answers from now on. */
  answer: { status: number; headers?: Record<string, string> } = { status: 201 };
  /** Requests, also those that were refused. */
  asked = 0;
  readonly endpoint: string;
  readonly #pair: ECDH = createECDH("prime256v1");
  readonly #auth = randomBytes(16);

  constructor(endpoint: string) {
    this.endpoint = endpoint;
    this.#pair.generateKeys();
  }

  /** As `PushSubscription.toJSON` says it. */
  get subscription() {
    const p256dh = this.#pair.getPublicKey("base64url");
    return { endpoint: this.endpoint, keys: { p256dh, auth: this.#auth.toString("base64url") } };
  }

  /** Has this device told as that person. */
  async subscribe(person: Person): Promise<this> {
    await person.call("POST", "/api/push/subscriptions", this.subscription);
    return this;
  }

  get bodies(): string[] {
    return this.taken.map(({ notification }) => notification.body);
  }

  /** RFC 8188 with the keys of RFC 8291. */
  decrypt(body: Buffer): Notification {
    const salt = body.subarray(0, 16);
    const keyLength = body.readUInt8(20);
    const sender = body.subarray(21, 21 + keyLength);
    const shared = this.#pair.computeSecret(sender);
    const context = Buffer.concat([Buffer.from("WebPush: info\0"), this.#pair.getPublicKey(), sender]);
    const secret = Buffer.from(hkdfSync("sha256", shared, this.#auth, context, 32));
    const derive = (info: string, length: number) =>
      Buffer.from(hkdfSync("sha256", secret, salt, `Content-Encoding: ${info}\0`, length));
    const cipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
    const sealed = body.subarray(21 + keyLength);
    cipher.setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString()) as Notification;
  }
}

export class PushService implements Disposable {
  readonly #devices = new Map<string, Device>();
  readonly #server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: (request) => this.#take(request) });

  get origin(): string {
    return `http://127.0.0.1:${this.#server.port}`;
  }

  device(): Device {
    const device = new Device(`${this.origin}/${randomBytes(12).toString("base64url")}`);
    this.#devices.set(device.endpoint, device);
    return device;
  }

  async #take(request: Request): Promise<Response> {
    const device = this.#devices.get(request.url);
    if (!device) return new Response(null, { status: 404 });
    device.asked += 1;
    const { status, headers } = device.answer;
    if (status !== 201) return new Response("no", { status, ...(headers && { headers }) });
    const contact = await contactOf(request.headers.get("authorization") ?? "", this.origin);
    if (contact === undefined || !request.headers.get("ttl")) return new Response(null, { status: 403 });
    const notification = device.decrypt(Buffer.from(await request.arrayBuffer()));
    device.taken.push({ notification, headers: request.headers, contact });
    return new Response(null, { status: 201 });
  }

  [Symbol.dispose](): void {
    void this.#server.stop(true);
  }
}

/** Whom a sender names, if what it signed is true (RFC 8292). */
async function contactOf(authorization: string, origin: string): Promise<string | undefined> {
  const { token = "", key = "" } =
    /^vapid t=(?<token>[^,]+), ?k=(?<key>.+)$/.exec(authorization)?.groups ?? {};
  const point = Buffer.from(key, "base64url");
  const coordinate = (from: number) => point.subarray(from, from + 32).toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", x: coordinate(1), y: coordinate(33) };
  try {
    const { payload } = await jwtVerify(token, await importJWK(jwk, "ES256"), { audience: origin });
    return payload.exp && payload.exp < Date.now() / 1000 + 24 * 3600 ? payload.sub : undefined;
  } catch {
    return undefined;
  }
}
