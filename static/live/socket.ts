import type { ClientFrame, ServerFrame } from "../../src/lib/contract/frames.ts";
import { connection, retryAt } from "../state.ts";
import { ensureSession } from "./api.ts";
import { asksToComeBack, backoff } from "./backoff.ts";
import { Heartbeat } from "./heartbeat.ts";
import { goToSignIn, renew } from "./session.ts";

const unauthenticated = 4401;
/** A network that swallows packets never says that it will not connect. */
const connectMilliseconds = 20_000;
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
  #deadline: number | undefined;
  #heartbeat = new Heartbeat(
    () => this.send({ type: "ping" }),
    () => this.#lost(1006),
  );
  #onFrame: (frame: ServerFrame) => void = () => undefined;

  constructor() {
    addEventListener("online", () => this.wake());
    addEventListener("offline", () => this.#lost(1006));
    document.addEventListener(
      "visibilitychange",
      () => document.visibilityState === "visible" && this.wake(),
    );
  }

  start(onFrame: (frame: ServerFrame) => void): void {
    this.#onFrame = onFrame;
    this.#open();
  }

  #open(): void {
    const url = new URL("/ws?format=html", location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onmessage = (event) => this.#receive(JSON.parse(String(event.data)) as ServerFrame);
    socket.onclose = (event) => this.#lost(event.code);
    this.#deadline = setTimeout(() => this.#lost(1006), connectMilliseconds);
  }

  /** False where nobody would hear it; what must not be lost is asked for again after the next `authenticated`. */
  send(frame: ClientFrame): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN || connection.peek() !== "online") return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** After sleep or a change of network: come back now, or make sure that the connection is still one. */
  wake(): void {
    if (this.#retry !== undefined) void this.#reopen();
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
    clearTimeout(this.#deadline);
    this.#show("online");
    this.#heartbeat.start();
  }

  #lost(code: number): void {
    if (!this.#socket) return;
    this.#drop();
    if (code === unauthenticated) void this.#renew();
    else if (asksToComeBack(code)) this.#comeBack();
    else this.#show("stopped");
  }

  #show(state: "online" | "stopped"): void {
    clearTimeout(this.#worry);
    this.#worry = undefined;
    connection.value = state;
  }

  /** A half-open socket takes minutes to close by itself, so it is left behind. */
  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#heartbeat.stop();
    clearTimeout(this.#deadline);
    if (connection.peek() === "online") connection.value = "connecting";
    this.#worry ??= setTimeout(() => (connection.value = "reconnecting"), quietMilliseconds);
    if (!socket) return;
    socket.onclose = socket.onmessage = null;
    socket.close();
  }

  #comeBack(): void {
    clearTimeout(this.#retry);
    const delay = backoff(this.#attempt);
    this.#retry = setTimeout(() => void this.#reopen(), delay);
    retryAt.value = Date.now() + delay;
    this.#attempt += 1;
  }

  async #reopen(): Promise<void> {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    retryAt.value = undefined;
    await ensureSession();
    if (!this.#socket) this.#open();
  }

  async #renew(): Promise<void> {
    const outcome = this.#renewed ? "signed-out" : await renew();
    this.#renewed = true;
    if (outcome === "signed-out") goToSignIn();
    else if (outcome === "renewed") this.#open();
    else this.#comeBack();
  }
}
