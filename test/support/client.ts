import type {
  ClientFrame,
  HtmlMessageEvent,
  MessageEvent,
  ServerFrame,
} from "../../src/lib/contract/frames.ts";
import type { Message, Room, SignedIn } from "../../src/lib/contract/objects.ts";
import { waitFor } from "./wait.ts";

type FrameType = ServerFrame["type"];
/** A frame that stands for several types, once for each. */
type Each<Frame> = Frame extends { type: infer Type extends FrameType }
  ? Type extends unknown
    ? Frame & { type: Type }
    : never
  : never;
export type FrameOf<Type extends FrameType> = Extract<
  Each<Exclude<ServerFrame, HtmlMessageEvent>>,
  { type: Type }
>;

let counter = 0;
/** A word that no other test uses. */
export const unique = (prefix: string): string =>
  `${prefix}_${process.pid.toString(36)}${Date.now().toString(36)}${counter++}`;

/** A caller of one node's HTTP contract. */
export class ApiClient {
  readonly url: string;
  token: string | undefined;

  constructor(url: string, token?: string) {
    this.url = url;
    this.token = token;
  }

  request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(this.url + path, {
      method,
      redirect: "manual",
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** The body of an answer that must have succeeded. */
  async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.request(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return (text ? JSON.parse(text) : undefined) as Answer;
  }
}

/** Somebody with an account: their HTTP caller, and sockets to whichever node. */
export class Person extends ApiClient {
  readonly session: SignedIn;
  readonly password: string;

  constructor(url: string, session: SignedIn, password: string) {
    super(url, session.accessToken);
    this.session = session;
    this.password = password;
  }

  static async register(url: string, name = unique("p")): Promise<Person> {
    const password = "correct horse battery";
    const session = await new ApiClient(url).call<SignedIn>("POST", "/api/auth/register", {
      email: `${name}@example.org`,
      username: name,
      password,
    });
    return new Person(url, session, password);
  }

  get id(): string {
    return this.session.user.id;
  }

  get username(): string {
    return this.session.user.username;
  }

  /** The same person and session, talking to another node. */
  at(url: string): Person {
    return new Person(url, this.session, this.password);
  }

  createRoom(kind: "open" | "closed" = "open", name = unique("room")): Promise<Room> {
    return this.call("POST", "/api/rooms", { name, kind });
  }

  send(roomId: string, content: string, clientMessageId?: string): Promise<Message> {
    return this.call("POST", `/api/rooms/${roomId}/messages`, { content, clientMessageId });
  }

  invite(roomId: string, person: Person): Promise<unknown> {
    return this.call("POST", `/api/rooms/${roomId}/members`, { userId: person.id });
  }

  history(roomId: string, query = ""): Promise<{ messages: Message[]; hasMore: boolean }> {
    return this.call("GET", `/api/rooms/${roomId}/messages${query}`);
  }

  /** An authenticated socket that hears all of this person's rooms. */
  async connect(path = "/ws"): Promise<SocketClient> {
    const socket = await SocketClient.open(this.url, path);
    socket.say({ type: "authenticate", token: this.session.accessToken });
    await socket.next("authenticated");
    return socket;
  }
}

/** A socket that keeps every frame it got. `await using` closes it. */
export class SocketClient implements AsyncDisposable {
  readonly frames: ServerFrame[] = [];
  closed: { code: number; reason: string } | undefined;
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.frames.push(JSON.parse(String(data)) as ServerFrame);
    socket.onclose = ({ code, reason }) => (this.closed = { code, reason });
  }

  static async open(url: string, path = "/ws", headers: Record<string, string> = {}): Promise<SocketClient> {
    const socket = new WebSocket(url.replace(/^http/, "ws") + path, { headers } as unknown as string[]);
    const client = new SocketClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.onopen = () => resolve();
      socket.onerror = () => reject(new Error("the socket was refused"));
    });
    return client;
  }

  say(frame: ClientFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  sendText(text: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(text);
  }

  /** The first frame of this type (and kind) that no earlier call has returned; waits for it. */
  async next<Type extends FrameType>(
    type: Type,
    where: (frame: FrameOf<Type>) => boolean = () => true,
  ): Promise<FrameOf<Type>> {
    const find = () =>
      this.frames.find(
        (frame, at): frame is FrameOf<Type> =>
          at >= this.#from(type) && frame.type === type && where(frame as FrameOf<Type>),
      );
    const frame = await waitFor(find, {
      message: () =>
        `a frame ${type}; got ${JSON.stringify(this.frames.slice(-5))}, closed ${JSON.stringify(this.closed)}`,
    });
    this.#seen.set(type, this.frames.indexOf(frame) + 1);
    return frame;
  }

  readonly #seen = new Map<FrameType, number>();
  #from(type: FrameType): number {
    return this.#seen.get(type) ?? 0;
  }

  of<Type extends FrameType>(type: Type): FrameOf<Type>[] {
    return this.frames.filter((frame): frame is FrameOf<Type> => frame.type === type);
  }

  /** The same for a listener of `/ws?format=html`. */
  fragmentsOf(roomId: string): HtmlMessageEvent[] {
    return this.frames.filter(
      (frame): frame is HtmlMessageEvent => "html" in frame && frame.roomId === roomId,
    );
  }

  /** Changes of one room in the order in which they came. */
  changesOf(roomId: string): MessageEvent[] {
    return this.frames.filter(
      (frame): frame is MessageEvent =>
        "message" in frame &&
        "after" in frame &&
        typeof frame.message === "object" &&
        frame.message.roomId === roomId,
    );
  }

  /** After this every frame that was sent before has been handled. */
  async settled(): Promise<void> {
    this.say({ type: "ping" });
    await this.next("pong");
  }

  async closedWith(): Promise<number> {
    return (await waitFor(() => this.closed, { timeout: 15_000, message: "the socket to close" })).code;
  }

  terminate(): void {
    this.#socket.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.closed) this.#socket.close();
    await waitFor(() => this.closed, { message: "the socket to close" });
  }
}
