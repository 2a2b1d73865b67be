import { SocketClient } from "../../test/support/client.ts";
import type { PageStage } from "./stage.ts";

/** Somebody else, who writes by a socket what the page receives. */
export class Writer implements AsyncDisposable {
  readonly #socket: SocketClient;

  private constructor(socket: SocketClient) {
    this.#socket = socket;
  }

  static async open(stage: PageStage): Promise<Writer> {
    const socket = await SocketClient.open(stage.node.url);
    socket.say({ type: "authenticate", token: await stage.writersToken() });
    await socket.next("authenticated");
    return new Writer(socket);
  }

  /** Sends them all at once, and returns the last one's sequence when each is acknowledged. */
  async write(roomId: string, contents: string[]): Promise<number> {
    for (const content of contents)
      this.#socket.say({ type: "send_message", roomId, content, clientMessageId: Bun.randomUUIDv7() });
    let last = 0;
    for (const _ of contents) {
      const { message } = await this.#socket.next("message_ack");
      last = Math.max(last, message.sequence);
    }
    return last;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#socket[Symbol.asyncDispose]();
  }
}
