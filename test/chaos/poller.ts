import type { Message } from "../../src/lib/contract/objects.ts";
import type { Person } from "../support/client.ts";
import { type Held, heldOf } from "../support/holder.ts";
import { type Answer, ask } from "./ask.ts";
import type { Copy } from "./evidence.ts";
import type { Journal } from "./journal.ts";

type Changes = { messages: Message[]; revision: number; reset: boolean };

/** Somebody who only ever asks what has changed: `GET /api/rooms/:roomId/changes`. */
export class Poller {
  readonly #person: Person;
  readonly #roomId: string;
  readonly #messages = new Map<string, Held>();
  readonly #disorders: string[] = [];
  #revision = 0;

  constructor(person: Person, roomId: string) {
    this.#person = person;
    this.#roomId = roomId;
  }

  async poll(journal: Journal): Promise<void> {
    const answer = await ask(
      this.#person,
      "GET",
      `/api/rooms/${this.#roomId}/changes?after=${this.#revision}`,
    );
    if (answer?.status === 200) this.#take(answer);
    else if (answer && answer.status !== 503) journal.refuse("changes", answer);
  }

  get copy(): Copy {
    const messages = [...this.#messages.values()].toSorted((a, b) => a.sequence - b.sequence);
    const { username: name } = this.#person;
    return {
      who: `who asks as ${name}`,
      roomId: this.#roomId,
      revision: this.#revision,
      messages,
      disorders: this.#disorders,
    };
  }

  #take({ text }: Answer): void {
    const { messages, revision, reset } = JSON.parse(text) as Changes;
    if (reset) return void this.#disorders.push(`was told to begin again at ${this.#revision}`);
    for (const message of messages) {
      if (message.revision <= this.#revision)
        this.#disorders.push(`${message.revision} came after ${this.#revision}`);
      this.#revision = message.revision;
      this.#messages.set(message.id, heldOf(message));
    }
    // May be older than what is held, where a node has not heard of it yet.
    this.#revision = Math.max(this.#revision, revision);
  }
}
