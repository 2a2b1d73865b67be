import type { ClientFrame, ServerFrame } from "../../src/lib/contract/frames.ts";
import { connection } from "../state.ts";
import { request } from "./api.ts";
import { asksToComeBack, backoff } from "./backoff.ts";
import { Heartbeat } from "./heartbeat.ts";
import { goToSignIn, renew } from "./session.ts";

const unauthenticated = 4401;
/** A short interruption is nobody's business. */
const quietMilliseconds = 1000;

/** One socket for the page, that comes back by itself. Handlers learn of frames; who cares for state reads the signal. */
export class LiveSocket {
  #socket: WebSocket | undefined;
  #attempt = 0;
  /** Whether a fresh session was fetched since the last connection that held; a second refusal is final. */
  #renewed = false;
  #retry: number | undefined;
  #worry: number | undefined;
  #heartbeat = new Heartbeat(
    () => this.send({ type: "ping" }),
    () => this.#lost(1006),
  );
  #onFrame: (frame: ServerFrame) => void;

  constructor(onFrame: (frame: ServerFrame) => void) {
    this.#onFrame = onFrame;
    addEventListener("online", () => this.wake());
    addEventListener("offline", () => this.#lost(1006));
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.wake());
  }

  open(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const url = new URL("/ws?format=html", location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onmessage = (event) => this.#receive(JSON.parse(String(event.data)) as ServerFrame);
    socket.onclose = (event) => this.#lost(event.code);
  }

  /** False where nobody would hear it; what must not be lost is asked for again after the next `authenticated`. */
  send(frame: ClientFrame): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN || connection.peek() !== "online") return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** After sleep or a change of network: come back now, or make sure that the connection is still one. */
  wake(): void {
    if (this.#retry !== undefined) this.open();
    else this.#heartbeat.check();
  }

  #receive(frame: ServerFrame): void {
    this.#heartbeat.heard();
    if (frame.type === "authenticated") this.#established();
    this.#onFrame(frame);
  }

  #established(): void {
    this.#attempt = 0;
    this.#renewed = false;
    clearTimeout(this.#worry);
    this.#worry = undefined;
    connection.value = "online";
    this.#heartbeat.start();
  }

  #lost(code: number): void {
    if (!this.#socket) return;
    const wasOnline = connection.peek() === "online";
    this.#drop();
    if (code === unauthenticated) void this.#renew();
    else if (asksToComeBack(code)) this.#comeBack(wasOnline);
    else connection.value = "stopped";
  }

  /** A half-open socket takes minutes to close by itself, so it is left behind. */
  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#heartbeat.stop();
    if (connection.peek() === "online") connection.value = "connecting";
    this.#worry ??= setTimeout(() => (connection.value = "reconnecting"), quietMilliseconds);
    if (!socket) return;
    socket.onclose = socket.onmessage = null;
    socket.close();
  }

  #comeBack(wasOnline: boolean): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#reopen(wasOnline), backoff(this.#attempt));
    this.#attempt += 1;
  }

  /** A refused upgrade looks like a lost network; only a request tells whether the session has ended. */
  async #reopen(wasOnline: boolean): Promise<void> {
    if (!wasOnline) await request("GET", "/api/users/me").catch(() => undefined);
    if (!this.#socket) this.open();
  }

  async #renew(): Promise<void> {
    const outcome = this.#renewed ? "signed-out" : await renew();
    this.#renewed = true;
    if (outcome === "signed-out") goToSignIn();
    else if (outcome === "renewed") this.open();
    else this.#comeBack(false);
  }
}
