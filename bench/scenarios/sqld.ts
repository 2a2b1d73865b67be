import { createClient } from "@libsql/client";
import { join } from "node:path";
import { sendMetrics } from "../report/metrics.ts";
import { faultsOf, generate } from "../run/generate.ts";
import { inFolder } from "../run/measure.ts";
import { withServer } from "../run/server.ts";
import { missingSqld, sqldBeside } from "../run/services.ts";
import { databaseFile, withSettings } from "../run/targets.ts";
import { copyToServer } from "../seed/copy.ts";
import type { Scenario } from "./scenario.ts";
import { storedPhases } from "./stored.ts";

export const sqldLabel = (inFlight: number): string => `Stored on sqld, ${inFlight} in flight`;

/** Sends that are stored in a libSQL server, which fsyncs each batch and is not on the measured core. */
export const sqldScenario: Scenario = {
  name: "sqld",
  servers: ["wisp", "bare"],
  rounds: 2,
  missing: missingSqld,
  measure: (target, { sizes, directory }) =>
    inFolder(directory, async () => {
      const layout = { rooms: Math.max(...sizes.stored), members: 2 };
      const credentials = await target.prepare(layout, directory);
      await using sqld = await sqldBeside();
      if (target.name === "wisp") await copyToServer(databaseFile(directory), sqld.url);
      const remote = withSettings(target, {
        DATA_DIR: join(directory, "data"),
        DATABASE_URL: sqld.url,
        DATABASE_ADMIN_URL: sqld.adminUrl,
      });
      const { warmSeconds } = sizes;
      const load = { layout, credentials, phases: storedPhases(sizes), warmSeconds, beside: [sqld.pid] };
      const result = await withServer(remote, directory, (server) => generate(remote, [server], load));
      const metrics = result.phases.flatMap((phase, index) =>
        sendMetrics(sqldLabel(sizes.stored[index] ?? 0), "sends", phase),
      );
      return { metrics, results: [result], faults: faultsOf([result], 0, await countIn(sqld.url)) };
    }),
};

async function countIn(url: string): Promise<number> {
  const client = createClient({ url });
  const { rows } = await client.execute("SELECT count(*) FROM messages");
  client.close();
  return Number(rows[0]?.[0]);
}
