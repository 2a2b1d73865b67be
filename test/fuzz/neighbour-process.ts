/**
 * Somebody who talks while others send nonsense, in a process of its own so that it measures the node and not them:
 * one socket sends, another of the same room reads, and the history is asked for. Speaks with `Neighbour` by messages.
 */
import type { Message } from "../../src/lib/contract/objects.ts";
import { ApiClient, SocketClient } from "../support/client.ts";
import { waitFor } from "../support/wait.ts";

export type Brief = { url: string; sender: string; reader: string; roomId: string };
export type Latencies = { count: number; p50: number; p99: number; max: number };
/** Milliseconds, for each phase and way. */
export type Report = {
  sent: number;
  unacknowledged: number;
  unheard: number;
  outOfOrder: number;
  closed: boolean;
  latencies: Record<string, Latencies>;
};

/**
 * Milliseconds between two messages, and between two looks at the history. What is stored stays in SQLite's cache, as it
 * should, up to 64 MiB: with more messages the node's memory would tell of these and not of the inputs.
 */
const SEND_EVERY = 100;
const READ_EVERY = 200;
const SETTLE_WITHIN = 15_000;

const brief = JSON.parse(process.argv[2] ?? "") as Brief;
const samples = new Map<string, number[]>();
let phase = "before";
const stop = new AbortController();

function took(way: string, since: number, at: string): void {
  const name = `${at} ${way}`;
  samples.set(name, [...(samples.get(name) ?? []), performance.now() - since]);
}

function summary(all: number[]): Latencies {
  const sorted = all.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(0.999999) };
}

async function enter(token: string): Promise<SocketClient> {
  const socket = await SocketClient.open(brief.url);
  socket.say({ type: "authenticate", token });
  await socket.next("authenticated");
  return socket;
}

const sender = await enter(brief.sender);
const reader = await enter(brief.reader);
const api = new ApiClient(brief.url, brief.reader);
/** When each was sent, and in which phase. */
const sent = new Map<string, { at: number; phase: string }>();
const acknowledged = new Set<string>();
const heard: number[] = [];

function collect(): void {
  for (const { clientMessageId } of sender.of("message_ack"))
    note("acknowledged", clientMessageId, acknowledged);
  for (const { message } of reader.of("new_message")) {
    heard.push(message.sequence);
    note("heard", message.clientMessageId ?? "", new Set());
  }
  sender.frames.length = 0;
  reader.frames.length = 0;
}

function note(way: string, id: string, seen: Set<string>): void {
  const one = sent.get(id);
  if (one) took(way, one.at, one.phase);
  seen.add(id);
}

async function talk(): Promise<void> {
  while (!stop.signal.aborted) {
    const clientMessageId = `n${sent.size}`;
    sent.set(clientMessageId, { at: performance.now(), phase });
    sender.say({ type: "send_message", roomId: brief.roomId, content: clientMessageId, clientMessageId });
    await Bun.sleep(SEND_EVERY);
  }
}

async function read(): Promise<void> {
  while (!stop.signal.aborted) {
    const [at, then] = [performance.now(), phase];
    await api.call<{ messages: Message[] }>("GET", `/api/rooms/${brief.roomId}/messages?limit=5`);
    took("read", at, then);
    await Bun.sleep(READ_EVERY);
  }
}

async function report(): Promise<Report> {
  const complete = () => acknowledged.size >= sent.size && heard.length >= sent.size;
  await waitFor(complete, { timeout: SETTLE_WITHIN }).catch(() => undefined);
  return {
    sent: sent.size,
    unacknowledged: sent.size - acknowledged.size,
    unheard: sent.size - heard.length,
    outOfOrder: heard.filter((sequence, at) => sequence !== at + 1).length,
    closed: sender.closed !== undefined || reader.closed !== undefined,
    latencies: Object.fromEntries([...samples].map(([name, all]) => [name, summary(all)])),
  };
}

process.on("message", (word: string) => {
  if (word === "stop") stop.abort();
  else phase = word;
});
setInterval(collect, 1);
await Promise.all([talk(), read()]);
process.send?.(await report());
process.exit(0);
