import { expect } from "bun:test";
import type { MessageEvent } from "../../src/lib/contract/frames.ts";
import type { Message } from "../../src/lib/contract/objects.ts";

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: { path: string; message: string }[];
};

/** An answer that failed as the contract says: RFC 9457 with a stable code. */
export async function expectProblem(
  answer: Response | Promise<Response>,
  status: number,
  code: string,
): Promise<Problem> {
  const response = await answer;
  const text = await response.text();
  expect(`${response.status} ${text}`).toStartWith(`${status} {`);
  expect(response.headers.get("content-type")).toStartWith("application/problem+json");
  const problem = JSON.parse(text) as Problem;
  expect(problem).toMatchObject({ status, code });
  for (const words of [problem.type, problem.title, problem.detail]) expect(words).toBeString();
  return problem;
}

/** A refused body: 400, and the field that is at fault is named. */
export async function expectInvalid(answer: Response | Promise<Response>, path: string): Promise<void> {
  const { errors } = await expectProblem(answer, 400, "invalid_request");
  expect(errors).toContainEqual({ path, message: expect.any(String) });
}

/** Ids and times wherever they stand in an answer. */
export function expectIdsAndTimes(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(expectIdsAndTimes);
  if (value === null || typeof value !== "object") return;
  for (const [key, inner] of Object.entries(value)) {
    if (/^id$|[a-z]Id$/.test(key) && key !== "clientMessageId" && inner !== null)
      expect(inner).toMatch(UUID_V7);
    else if (key.endsWith("At") && inner !== null) expect(inner).toMatch(TIME);
    else expectIdsAndTimes(inner);
  }
}

/** 1, 2, 3 … without holes. */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

export const ascending = (numbers: number[]): number[] => numbers.toSorted((a, b) => a - b);

/**
 * What a client holds that was at `from` and then took these events by the contract's rule. Fails where one comes out of
 * order, twice, or behind a hole.
 */
export function follow(events: MessageEvent[], from = 0): Map<string, Message> {
  const held = new Map<string, Message>();
  let revision = from;
  for (const { message, after } of events) {
    if (after > revision || message.revision <= revision)
      throw new Error(`at ${revision} came ${after} → ${message.revision}`);
    revision = message.revision;
    held.set(message.id, message);
  }
  return held;
}
