/** What the orchestrator asks of one load generator process, and what it answers. Both travel as JSON. */

export type DialectName = "wisp" | "socketio";

/** A request of HTTP that one client repeats. With a room its body is a message for it, made anew each time. */
export type Request = {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  roomId?: string;
};

export type Phase = { name: string; seconds: number } & (
  | {
      /** How many of the rooms send; the others only listen. */
      rooms: number;
      /** Connections that send in each such room. */
      senders: number;
      /** Closed: each keeps `window` messages in flight. Open: all together send `perSecond`, whatever is answered. */
      load: { kind: "closed"; window: number } | { kind: "open"; perSecond: number };
      requests?: never;
    }
  | {
      /** One client each, on a connection of its own, which asks again as soon as it is answered. */
      requests: Request[];
      /** Connections that receive each message posted. */
      listeners: number;
    }
);

export type Job = {
  /** Connection `i` goes to port `i` modulo their number. With several, only deliveries by the last one are timed. */
  ports: number[];
  /** Processes whose CPU and memory are the server's. */
  pids: number[];
  /** Processes that belong to the measurement but are not the server: their CPU is nobody's disturbance. */
  beside: number[];
  dialect: DialectName;
  /** Of the WebSocket; the dialect's where left out. */
  path?: string;
  /** Offer permessage-deflate. */
  compressed: boolean;
  rooms: number;
  members: number;
  /** Rooms that the members of a group share; they talk in the first. */
  each: number;
  /** How many of the people connect. */
  connections: number;
  /** Room ids group by group, tokens by connection number; connection `i` is in group `i / members`. */
  roomIds: string[];
  tokens: string[];
  contentLength: number;
  warmSeconds: number;
  /** Quiet time between the last connection and the memory reading. */
  settleSeconds: number;
  /** All go and come once more, and it is the second coming whose cost is told. */
  comesAgain: boolean;
  phases: Phase[];
  /** The process ends by itself after this. */
  limitSeconds: number;
};

/** Microseconds. */
export type Percentiles = { p50: number | null; p99: number | null };

export type PhaseResult = {
  name: string;
  /** Acknowledged sends, or answered requests. */
  sendsPerSecond: number;
  deliveriesPerSecond: number;
  ack: Percentiles;
  delivery: Percentiles;
  serverCpuSecondsPerMillion: number | null;
  serverCpuMicrosPerSend: number | null;
  bytesPerDelivery: number | null;
  bytesPerAnswer: number | null;
  serverCores: number | null;
  generatorCores: number | null;
  /** What everything else on the machine used meanwhile: more than a little, and the figures are not to be trusted. */
  otherCores: number | null;
  /** Sent, acknowledged and received over the whole phase, warm-up and drain included. */
  sent: number;
  acknowledged: number;
  delivered: number;
  expected: number;
  /** Messages that have to be stored. */
  stored: number;
};

export type JobResult = {
  connections: number;
  connectsPerSecond: number;
  serverCpuMicrosPerConnect: number | null;
  generatorConnectCores: number | null;
  otherConnectCores: number | null;
  bytesPerIdleConnection: number | null;
  phases: PhaseResult[];
  problems: string[];
};
