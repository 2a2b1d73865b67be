/** A mail server for tests: it speaks the real protocol, and fails as it is told to. */
import type { Socket } from "node:net";
import { SMTPServer } from "smtp-server";
import { freePort } from "./process.ts";

export type Received = { from: string; to: string[]; raw: string };
/** `hang`: never answers; `drop`: takes the message and is gone before it says so. */
export type Fault = { at: "rcpt" | "data"; code: number } | "hang" | "drop" | undefined;

const codeError = (code: number) =>
  Object.assign(new Error("no, <nobody@example.org>"), { responseCode: code });

export class MailServer implements Disposable {
  readonly received: Received[] = [];
  /** Conversations that were begun. */
  asked = 0;
  fault: Fault;
  readonly port = freePort();
  readonly #server: SMTPServer;
  readonly #sockets = new Set<Socket>();

  constructor() {
    this.#server = new SMTPServer({
      authMethods: ["PLAIN"],
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      disableReverseLookup: true,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === "wisp" && password === "secret" ? done(null, { user: "wisp" }) : done(codeError(535)),
      onConnect: (_session, done) => {
        this.asked += 1;
        if (this.fault !== "hang") done();
      },
      onRcptTo: (_address, _session, done) =>
        typeof this.fault === "object" && this.fault.at === "rcpt"
          ? done(codeError(this.fault.code))
          : done(),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const { fault } = this;
          if (typeof fault === "object") return done(codeError(fault.code));
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom ? mailFrom.address : "";
          const raw = Buffer.concat(chunks).toString();
          this.received.push({ from, to: rcptTo.map(({ address }) => address), raw });
          if (fault === "drop") return this.#dropAll();
          done();
        });
      },
    });
    this.#server.on("error", () => undefined);
    this.#server.server.on("connection", (socket: Socket) => this.#sockets.add(socket));
    this.#server.listen(this.port, "127.0.0.1");
  }

  get url(): string {
    return `smtp://wisp:secret@127.0.0.1:${this.port}`;
  }

  #dropAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  [Symbol.dispose](): void {
    this.#dropAll();
    this.#server.close(() => undefined);
  }
}

/** Quoted-printable, as far as mail of ours needs it. */
export const textOf = ({ raw }: Received): string =>
  Buffer.from(
    raw
      .replace(/=\r?\n/g, "")
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    "latin1",
  ).toString();
