/** What the orchestrator asks of one load generator process, and what it answers. Both travel as JSON. */

export type DialectName = "wisp" | "socketio";

export type Phase = {
  name: string;
  /** How many of the rooms send; the others only listen. */
  rooms: number;
  /** Connections that send in each such room. */
  senders: number;
  seconds: number;
} & ({ kind: "closed"; window: number } | { kind: "open"; perSecond: number });

export type Job = {
  port: number;
  pid: number;
  dialect: DialectName;
  rooms: number;
  members: number;
  /** Room ids by room number, tokens by connection number; connection `i` is in room `i / members`. */
  roomIds: string[];
  tokens: string[];
  contentLength: number;
  warmSeconds: number;
  /** Quiet time between the last connection and the memory reading. */
  settleSeconds: number;
  phases: Phase[];
  /** The process ends by itself after this. */
  limitSeconds: number;
};

export type Percentiles = { p50: number | null; p99: number | null };

export type PhaseResult = {
  name: string;
  sendsPerSecond: number;
  deliveriesPerSecond: number;
  ack: Percentiles;
  delivery: Percentiles;
  serverCpuSecondsPerMillion: number | null;
  serverCores: number | null;
  generatorCores: number | null;
  /** What everything else on the machine used meanwhile: more than a little, and the figures are not to be trusted. */
  otherCores: number | null;
  /** Sent, acknowledged and received over the whole phase, warm-up and drain included. */
  sent: number;
  acknowledged: number;
  delivered: number;
  expected: number;
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
