/**
 * An id for a message: the milliseconds since 1970 and 80 random bits, in hexadecimal. The time comes first because ids
 * that ascend lie together in the server's index, which makes a message cheaper to store. Not `crypto.randomUUID`, which
 * plain http on a local network does not have.
 */
export function newMessageId(): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  return hex(Date.now(), 12) + Array.from(random, (byte) => hex(byte, 2)).join("");
}

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, "0");
