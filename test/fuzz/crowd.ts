/** Those who hold connections and give nothing: slow heads, bodies and upgrades, silence, and answers that nobody reads. */
import { waitFor } from "../support/wait.ts";
import { SocketWire } from "./socket-wire.ts";
import { Wire } from "./wire.ts";

/** Milliseconds between two bytes of one connection. */
const BEAT = 1000;
/** Milliseconds within which every kind must have been sent away; Bun looks every four seconds. */
const SENT_AWAY_WITHIN = 25_000;

const POST = "POST /api/rooms HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
type Kind = { name: string; begin: (port: number) => Promise<Wire>; piece: string };

const saying = (text: string) => async (port: number) => {
  const wire = await Wire.connect(port);
  if (text) wire.write(text);
  return wire;
};

const KINDS: Kind[] = [
  { name: "a head byte by byte", begin: saying("GET / HTTP/1.1\r\nX: "), piece: "a" },
  { name: "a method byte by byte", begin: saying(""), piece: "G" },
  { name: "a body byte by byte", begin: saying(`${POST}Content-Length: 999\r\n\r\n{`), piece: " " },
  {
    name: "chunks byte by byte",
    begin: saying(`${POST}Transfer-Encoding: chunked\r\n\r\n`),
    piece: "1\r\n \r\n",
  },
  { name: "a refused body byte by byte", begin: saying(`${POST}Content-Length: 900000\r\n\r\n`), piece: " " },
  {
    name: "an upgrade that does not end",
    begin: saying("GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX: "),
    piece: "a",
  },
  { name: "silence", begin: saying(""), piece: "" },
  {
    name: "an answer that is not read",
    piece: "",
    async begin(port) {
      const wire = await Wire.connect(port);
      wire.pause();
      wire.write("GET /api/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n");
      // Only who reads learns that it was sent away.
      setTimeout(() => wire.resume(), SENT_AWAY_WITHIN / 2).unref();
      return wire;
    },
  },
  { name: "a socket that is nobody's", begin: async (port) => (await SocketWire.open(port)).wire, piece: "" },
  {
    name: "a frame byte by byte",
    begin: async (port) => {
      const { wire } = await SocketWire.open(port);
      wire.write(Buffer.from([0x81, 0xfe, 0xff, 0xff, 0, 0, 0, 0]));
      return wire;
    },
    piece: "a",
  },
];

/** `size` connections at once: whoever is sent away comes back with the next beat. */
export class Crowd implements AsyncDisposable {
  readonly #port: number;
  readonly #size: number;
  readonly #wires = new Map<number, Wire>();
  readonly #sentAway = new Map<string, number>();
  readonly #timer: Timer;
  #coming: Promise<void> = Promise.resolve();
  #stopped = false;

  private constructor(port: number, size: number) {
    this.#port = port;
    this.#size = size;
    this.#timer = setInterval(() => this.#beat(), BEAT);
  }

  static async gather(port: number, size: number): Promise<Crowd> {
    const crowd = new Crowd(port, size);
    await crowd.#fill();
    return crowd;
  }

  /** Connections that the node has ended. */
  get sentAway(): number {
    return [...this.#sentAway.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Waits until somebody of every kind that is here was sent away by the node itself. */
  async allKindsSentAway(): Promise<void> {
    const left = () =>
      KINDS.slice(0, this.#size)
        .filter(({ name }) => !this.#sentAway.has(name))
        .map(({ name }) => name);
    await waitFor(() => left().length === 0, {
      timeout: SENT_AWAY_WITHIN,
      message: () => `the end of ${left().join(", ")}`,
    });
  }

  #fill(): Promise<void> {
    this.#coming = this.#coming.then(async () => {
      for (let place = 0; place < this.#size && !this.#stopped; place += 1)
        if (!this.#wires.has(place)) await this.#come(place);
    });
    return this.#coming;
  }

  async #come(place: number): Promise<void> {
    const kind = KINDS[place % KINDS.length] as Kind;
    const wire = await kind.begin(this.#port).catch(() => undefined);
    if (!wire) return;
    this.#wires.set(place, wire);
    void wire.closed.then(() => {
      this.#wires.delete(place);
      if (!this.#stopped) this.#sentAway.set(kind.name, (this.#sentAway.get(kind.name) ?? 0) + 1);
    });
  }

  #beat(): void {
    void this.#fill();
    for (const [place, wire] of this.#wires) {
      const { piece } = KINDS[place % KINDS.length] as Kind;
      if (piece) wire.write(piece);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#coming;
    await Promise.all([...this.#wires.values()].map((wire) => wire[Symbol.asyncDispose]()));
  }
}
