import { typing } from "../state.ts";

/** The server lets typing expire after 5 s; this is for the stop that never came. */
const expiresMilliseconds = 6000;
const expiry = new Map<string, number>();

export function stopsTyping(userId: string): void {
  clearTimeout(expiry.get(userId));
  expiry.delete(userId);
  if (!typing.peek().has(userId)) return;
  const rest = new Map(typing.peek());
  rest.delete(userId);
  typing.value = rest;
}

export function startsTyping(userId: string, name: string): void {
  clearTimeout(expiry.get(userId));
  expiry.set(
    userId,
    setTimeout(() => stopsTyping(userId), expiresMilliseconds),
  );
  if (typing.peek().get(userId) !== name) typing.value = new Map(typing.peek()).set(userId, name);
}

/** Another room is on show. */
export function clearTyping(): void {
  expiry.forEach((timer) => clearTimeout(timer));
  expiry.clear();
  typing.value = new Map();
}
