import type { Hub } from "../realtime/hub.ts";

export type Format = "json" | "html";

/** A room's topic: between nodes, in the sequencer, and (with a format) for listeners. */
export const roomTopic = (roomId: string): string => namesOf(roomId).room;
export const roomOf = (topic: string): string => topic.slice("room:".length);
export const listenerTopic = (topic: string, format: Format): string => `${topic}:${format}`;
export const roomListenerTopic = (roomId: string, format: Format): string => namesOf(roomId)[format];
/** `room:ID:json` → `ID`; undefined for any other topic. */
export const roomOfListenerTopic = (topic: string): string | undefined =>
  /^room:(.+):(?:json|html)$/.exec(topic)?.[1];

/** Listeners of a room on this node up to which typing, presence and receipts are worth their cost: it grows with the square. */
const CHATTER_LIMIT = 500;

/** Sends a frame that is the same in both formats to a room's listeners on this node, and tells how many they are. */
export function publishToRoom(hub: Hub, roomId: string, frame: object): number {
  const text = JSON.stringify(frame);
  let heard = 0;
  for (const format of ["json", "html"] as const) {
    const topic = roomListenerTopic(roomId, format);
    const listeners = hub.listeners(topic);
    if (listeners > 0) hub.publish(topic, text);
    heard += listeners;
  }
  return heard;
}

/** For what is nice to know: left out where the room is a crowd (docs/protocol.md, Crowds). */
export function chatterToRoom(hub: Hub, roomId: string, frame: object): number {
  return isCrowd(hub, roomId) ? 0 : publishToRoom(hub, roomId, frame);
}

export const isCrowd = (hub: Hub, roomId: string): boolean => listenersOf(hub, roomId) > CHATTER_LIMIT;

export const isHeard = (hub: Hub, roomId: string): boolean => listenersOf(hub, roomId) > 0;

function listenersOf(hub: Hub, roomId: string): number {
  const { json, html } = namesOf(roomId);
  return hub.listeners(json) + hub.listeners(html);
}

type Names = { room: string; json: string; html: string };

/** Rooms whose names are kept at most. */
const MAX_NAMED = 20_000;
const names = new Map<string, Names>();

/** Put together once: somebody with 20 rooms needs a hundred of them to come in, and each would be hashed anew. */
function namesOf(roomId: string): Names {
  const known = names.get(roomId);
  if (known) return known;
  if (names.size >= MAX_NAMED) names.clear();
  const room = `room:${roomId}`;
  const made = { room, json: listenerTopic(room, "json"), html: listenerTopic(room, "html") };
  names.set(roomId, made);
  return made;
}
