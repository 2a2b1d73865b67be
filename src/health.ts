import type { Database } from "../db/database.ts";
import type { Broker } from "./realtime/broker.ts";
import type { Health } from "./routes/env.ts";

/** Milliseconds in which the database must answer: a balancer does not wait as long as a write may. */
const DEADLINE = 1500;
/** Milliseconds for which an answer stands, so that many who ask cost one query. */
const REMEMBERED = 500;

/**
 * `ok`; `degraded` without the broker, when all goes on and other nodes hear later, and with a database file that was
 * found damaged after the start; `down` without the database;
 * `stopping`, whatever else it is, so that a balancer sends newcomers elsewhere.
 */
export function createHealth({
  database,
  broker,
  region,
  stopping,
}: {
  database: Database;
  broker: Broker;
  region: string;
  stopping: () => boolean;
}) {
  let last: { at: number; health: Promise<Health> } | undefined;
  const look = async (): Promise<Health> => {
    const answers = database.check().then(
      () => true,
      () => false,
    );
    const reachable = await Promise.race([answers, Bun.sleep(DEADLINE).then(() => false)]);
    const degraded = broker.state === "down" || database.damage !== undefined;
    const status = !reachable ? "down" : degraded ? "degraded" : "ok";
    const ok = (good: boolean) => (good ? ("ok" as const) : ("down" as const));
    return {
      status,
      checks: {
        database: { status: reachable && database.damage ? "damaged" : ok(reachable) },
        broker: { status: broker.state === "alone" ? "alone" : ok(broker.state === "up") },
      },
      region,
    };
  };
  return async (): Promise<Health> => {
    if (!last || performance.now() - last.at > REMEMBERED) last = { at: performance.now(), health: look() };
    const health = await last.health;
    return stopping() ? { ...health, status: "stopping" } : health;
  };
}
