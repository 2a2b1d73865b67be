import type { CDPSession, Page } from "playwright-core";
import { existsSync, readFileSync } from "node:fs";
import type { Line } from "../line.ts";
import { settled, type Visit } from "../stage.ts";
import { Writer } from "../writer.ts";
import type { Part } from "./part.ts";

const RECEIVED = 10_000;
const AT_ONCE = 100;
const MB = 1024 * 1024;

async function heapOf(cdp: CDPSession): Promise<{ heap: number; nodes: number }> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? 0;
  return { heap: metric("JSHeapUsedSize") / MB, nodes: metric("Nodes") };
}

/** Megabytes that are the process's own, as Chromium's task manager counts; undefined where the system does not say. */
function ownMemory(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  const anonymous = existsSync(file) && /RssAnon:\s+(\d+) kB/.exec(readFileSync(file, "utf8"));
  return anonymous ? Number(anonymous[1]) / 1024 : undefined;
}

/** The largest of the processes that draw pages: the one of the page that is looked at. */
async function largest(browser: CDPSession): Promise<number> {
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  const pages = processInfo.filter(({ type }) => type === "renderer");
  return Math.max(...pages.map(({ id }) => ownMemory(id) ?? 0));
}

type Tab = { heap: number; nodes: number; process: number; messages: number };

async function tabOf({ page, cdp }: Visit, browser: CDPSession): Promise<Tab> {
  const messages = await page.locator("#messages [data-sequence]").count();
  return { ...(await heapOf(cdp)), process: await largest(browser), messages };
}

function linesOf(before: Tab, after: Tab): Line[] {
  const what = `After ${RECEIVED.toLocaleString("en-US")} received messages`;
  return [
    {
      what: `${what}: JavaScript heap`,
      value: after.heap,
      unit: "MB",
      most: 80,
      note: `${before.heap.toFixed(1)} MB before`,
    },
    {
      what: `${what}: the tab's process`,
      value: after.process,
      unit: "MB",
      most: 80,
      note: `${before.process.toFixed(1)} MB before`,
    },
    { what: `${what}: DOM nodes`, value: after.nodes, unit: "", note: `${before.nodes} before` },
    {
      what: `${what}: messages in the page`,
      value: after.messages,
      unit: "",
      note: `${before.messages} before`,
    },
  ];
}

/** The next of them, until the page shows the last: one that falls behind would fetch the newest instead. */
async function receive(page: Page, roomId: string, writer: Writer, from: number): Promise<void> {
  const contents = Array.from(
    { length: AT_ONCE },
    (_, index) => `What somebody says, ${from + index} of it.`,
  );
  const last = await writer.write(roomId, contents);
  await page.locator(`[data-sequence="${last}"]`).first().waitFor({ state: "attached" });
}

/** What an evening's talk leaves in the tab that received it. */
export const memory: Part = {
  name: "memory",
  async measure(stage) {
    await using visit = await stage.visit();
    const { page, cdp } = visit;
    const browser = await stage.browser.newBrowserCDPSession();
    await cdp.send("Performance.enable");
    await page.goto("/");
    await settled(page);
    const before = await tabOf(visit, browser);
    const roomId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await using writer = await Writer.open(stage);
    for (let from = 0; from < RECEIVED; from += AT_ONCE) await receive(page, roomId, writer, from);
    return linesOf(before, await tabOf(visit, browser));
  },
};
