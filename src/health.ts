import type { Database } from "../db/database.ts";
import type { Broker } from "./realtime/broker.ts";
import type { Health } from "./routes/env.ts";

/** Milliseconds in which the database must answer: a balancer does not wait as long as a write may. */
const DEADLINE = 1500;
/** Milliseconds for which an answer stands, so that many who ask cost one query. */
const REMEMBERED = 500;

/** `ok`; `degraded` without the broker, when all goes on and other nodes hear later; `down` without the database. */
export function createHealth({
  database,
  broker,
  region,
}: {
  database: Database;
  broker: Broker;
  region: string;
}) {
  let last: { at: number; health: Promise<Health> } | undefined;
  const look = async (): Promise<Health> => {
    const answers = database.check().then(
      () => true,
      () => false,
    );
    const reachable = await Promise.race([answers, Bun.sleep(DEADLINE).then(() => false)]);
    const status = !reachable ? "down" : broker.state === "down" ? "degraded" : "ok";
    const ok = (good: boolean) => (good ? ("ok" as const) : ("down" as const));
    return {
      status,
      checks: {
        database: { status: ok(reachable) },
        broker: { status: broker.state === "alone" ? "alone" : ok(broker.state === "up") },
      },
      region,
    };
  };
  return (): Promise<Health> => {
    if (!last || Date.now() - last.at > REMEMBERED) last = { at: Date.now(), health: look() };
    return last.health;
  };
}
