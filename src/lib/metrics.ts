import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { closeCode } from "./contract/frames.ts";

const ownCodes: ReadonlySet<number> = new Set(Object.values(closeCode));

/** Seconds: from a memory look-up to a disk that struggles. */
const LATENCY = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

/** A client may name any of 2,000 codes: those that mean something are told apart, so that the series stay few. */
export const closeLabel = (code: number): string =>
  code < 3000 || ownCodes.has(code) ? String(code) : "other";

export type Gauges = {
  connections: () => number;
  newcomers: () => number;
  trackedRooms: () => number;
  databaseUp: () => number;
  databasePending: () => number;
  brokerUp: () => number;
};

/** What an operator can see (docs/operations.md lists every name). Labels are few and fixed: no ids. */
export function createMetrics(labels: Record<string, string>) {
  const registry = new Registry();
  registry.setDefaultLabels(labels);
  const registers = [registry];
  const histogram = (name: string, help: string, labelNames: string[] = [], buckets = LATENCY) =>
    new Histogram({ name, help, labelNames, buckets, registers });
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name, help, labelNames, registers });

  return {
    registry,
    expose: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
    messages: tally(registry, "wisp_messages_total", "Changes of messages stored by this node", "change"),
    deliveries: tally(registry, "wisp_deliveries_total", "Frames of messages sent to listeners of this node"),
    filled: counter("wisp_filled_changes_total", "Changes that did not come by themselves and were fetched"),
    resumes: counter("wisp_resumes_total", "Rooms caught up for those who came back", ["source"]),
    brokerDropped: counter("wisp_broker_dropped_total", "Words that could not be told to other nodes"),
    limitsHit: counter("wisp_rate_limited_total", "Requests refused by a rate limit", ["limit"]),
    restarts: counter("wisp_worker_restarts_total", "Times that this worker was started anew"),
    pushes: counter("wisp_pushes_total", "Notifications handed to push services", ["result"]),
    mails: counter("wisp_mails_total", "Mails handed over, or not", ["result"]),
    errors: counter("wisp_errors_total", "Faults of our own"),
    closes: counter("wisp_socket_closes_total", "Sockets closed", ["code"]),
    request: labelled(histogram("wisp_http_request_seconds", "HTTP requests", ["method", "route", "status"])),
    frame: labelled(histogram("wisp_frame_seconds", "Frames, from their turn to their end", ["type"])),
    batch: histogram("wisp_write_batch_seconds", "Transactions of the writer, fsync included"),
    batchSize: histogram("wisp_write_batch_jobs", "Writes stored by one transaction", [], SIZES),
    loopDelay: histogram("wisp_event_loop_delay_seconds", "How late the event loop ran a timer"),
    /** The longest since the last scrape. */
    loopStall: peak(registry, "wisp_event_loop_stall_seconds", "Longest time the loop was held"),
    /** Reads these at every scrape. */
    watch(gauges: Gauges): void {
      const gauge = (name: string, help: string, read: () => number) =>
        new Gauge({
          name,
          help,
          registers,
          collect() {
            this.set(read());
          },
        });
      gauge("wisp_connections", "Open sockets", gauges.connections);
      gauge("wisp_newcomers", "Connections that wait to be let in", gauges.newcomers);
      gauge("wisp_tracked_rooms", "Rooms that somebody here listens to", gauges.trackedRooms);
      gauge("wisp_database_up", "1 while the primary answers", gauges.databaseUp);
      gauge("wisp_database_pending", "Requests that wait for the database", gauges.databasePending);
      gauge(
        "wisp_broker_up",
        "1 while words pass between nodes, or where there are no others",
        gauges.brokerUp,
      );
      gauge("wisp_memory_bytes", "Resident memory", () => process.memoryUsage.rss());
    },
  };
}

/** A counter for what happens with every message: it is added up by ourselves and told at a scrape. */
function tally(registry: Registry, name: string, help: string, label?: string) {
  const counts = new Map<string, number>();
  const counter = new Counter({
    name,
    help,
    labelNames: label ? [label] : [],
    registers: [],
    collect() {
      for (const [value, count] of counts) this.inc(label ? { [label]: value } : {}, count);
      counts.clear();
    },
  });
  registry.registerMetric(counter);
  return { add: (count: number, value = "") => void counts.set(value, (counts.get(value) ?? 0) + count) };
}

/** The highest value since the last scrape. */
function peak(registry: Registry, name: string, help: string): { observe: (value: number) => void } {
  let highest = 0;
  const gauge = new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(highest);
      highest = 0;
    },
  });
  gauge.set(0);
  return { observe: (value) => (highest = Math.max(highest, value)) };
}

/** Finds the series of some labels once: doing so anew for each observation took 7 % of a small request. */
function labelled(histogram: Histogram): (labels: string[], seconds: number) => void {
  const series = new Map<string, ReturnType<Histogram["labels"]>>();
  return (labels, seconds) => {
    const key = labels.join(" ");
    const known = series.get(key) ?? histogram.labels(...labels);
    series.set(key, known);
    known.observe(seconds);
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
