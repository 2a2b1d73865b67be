import { join } from "node:path";
import { sleep } from "../load/clock.ts";
import { residentBytes } from "../load/proc.ts";
import { plain } from "../report/metrics.ts";
import { startServer, stop } from "../run/child.ts";
import { cores } from "../run/machine.ts";
import { inFolder } from "../run/measure.ts";
import { freePort } from "../run/server.ts";
import { projectRoot, type Target } from "../run/targets.ts";
import type { Scenario } from "./scenario.ts";

export const startLabels = {
  time: "Start to first answer, the second time",
  memory: "Idle memory of the process",
};
const START_WITHIN_MS = 20_000;
/** Milliseconds between two attempts to get an answer. */
const GRAIN_MS = 2;

/** From the start of the process to its first answer, and what it then takes while nobody is there. */
export const startScenario: Scenario = {
  name: "start",
  servers: ["wisp", "relay"],
  measure: (target, { sizes, directory }) =>
    inFolder(directory, async () => {
      await started(target, directory, 0);
      const { milliseconds, bytes } = await started(target, directory, sizes.settleSeconds);
      const metrics = [
        plain(startLabels.time, "ms", milliseconds),
        plain(startLabels.memory, "MB", bytes === null ? null : bytes / 2 ** 20),
      ];
      return { metrics, results: [], faults: [] };
    }),
};

async function started(target: Target, directory: string, settleSeconds: number) {
  const port = freePort();
  const env = { PATH: process.env.PATH ?? "", ...target.environment(port, directory) };
  const command = await target.command();
  const begun = performance.now();
  const child = startServer(command, {
    core: cores()?.server,
    cwd: projectRoot,
    env,
    log: join(directory, "server.log"),
  });
  try {
    await firstAnswer(`http://127.0.0.1:${port}${target.readyPath}`, begun + START_WITHIN_MS);
    const milliseconds = performance.now() - begun;
    await sleep(settleSeconds * 1000);
    return { milliseconds, bytes: residentBytes(child.pid) };
  } finally {
    await stop(child);
  }
}

async function firstAnswer(url: string, deadline: number): Promise<void> {
  while (performance.now() < deadline) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await sleep(GRAIN_MS);
  }
  throw new Error(`no answer from ${url}`);
}
