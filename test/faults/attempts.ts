/** One try each to have a message stored. Undefined: not now, or nobody knows; the same again is the same message. */
import type { Message } from "../../src/lib/contract/objects.ts";
import type { Person } from "../support/client.ts";
import type { Follower } from "../support/follower.ts";
import { waitFor } from "../support/wait.ts";

/** Milliseconds without an answer after which a client sends the same again: over a socket, and by HTTP. */
const PATIENCE = { socket: 1500, http: 9000 };

/** By HTTP. Fails when a member's message is refused for another reason than that the server cannot now. */
export async function post(
  { token, url }: Person,
  roomId: string,
  clientMessageId: string,
  patience = PATIENCE.http,
): Promise<Message | undefined> {
  let refusal: string;
  try {
    const response = await fetch(`${url}/api/rooms/${roomId}/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ content: clientMessageId, clientMessageId }),
      signal: AbortSignal.timeout(patience),
    });
    if (response.ok) return (await response.json()) as Message;
    refusal = `${response.status} ${await response.text()}`;
    if (response.status === 503) return undefined;
  } catch {
    return undefined;
  }
  throw new Error(`a member's message was refused: ${refusal}`);
}

/** Over the socket that is open now, if there is one. */
export async function say(
  sender: Follower,
  roomId: string,
  clientMessageId: string,
  patience = PATIENCE.socket,
): Promise<Message | undefined> {
  const failures = sender.errors.length;
  const closes = sender.closes.length;
  if (!sender.send(roomId, clientMessageId, clientMessageId)) return undefined;
  const failed = () =>
    sender.closes.length > closes ||
    sender.errors.slice(failures).some((error) => error.clientMessageId === clientMessageId);
  await waitFor(() => sender.acks.has(clientMessageId) || failed(), { timeout: patience }).catch(
    () => undefined,
  );
  return sender.acks.get(clientMessageId);
}
