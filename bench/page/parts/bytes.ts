import type { CDPSession } from "playwright-core";
import type { Line } from "../line.ts";
import { waitFor } from "../../../test/support/wait.ts";
import { settled, type PageStage } from "../stage.ts";
import type { Part } from "./part.ts";

type Kind = "Script" | "Stylesheet" | "Document" | "other";
type Load = { bytes: Record<Kind, number>; requests: number };

const KB = 1024;
const kindOf = (type: string): Kind =>
  type === "Script" || type === "Stylesheet" || type === "Document" ? type : "other";

/** Counts bodies as they come over the wire, without heads; what a cache has is no request. */
async function count(cdp: CDPSession, load: () => Promise<void>): Promise<Load> {
  const counted: Load = { bytes: { Script: 0, Stylesheet: 0, Document: 0, other: 0 }, requests: 0 };
  const heads = new Map<string, { kind: Kind; bytes: number }>();
  const begun = ({ requestId, type, response }: Head) => {
    if (response.fromDiskCache || response.url.startsWith("data:")) return;
    heads.set(requestId, { kind: kindOf(type), bytes: response.encodedDataLength });
  };
  const ended = ({ requestId, encodedDataLength }: End) => {
    const head = heads.get(requestId);
    if (!head || encodedDataLength === 0) return;
    counted.bytes[head.kind] += encodedDataLength - head.bytes;
    counted.requests += 1;
  };
  cdp.on("Network.responseReceived", begun).on("Network.loadingFinished", ended);
  await load();
  cdp.off("Network.responseReceived", begun).off("Network.loadingFinished", ended);
  return counted;
}

type Head = {
  requestId: string;
  type: string;
  response: { url: string; fromDiskCache?: boolean; encodedDataLength: number };
};
type End = { requestId: string; encodedDataLength: number };

const sum = ({ bytes }: Load) => Object.values(bytes).reduce((total, each) => total + each, 0) / KB;

function linesOf(first: Load, second: Load): Line[] {
  const { Script, Stylesheet, Document, other } = first.bytes;
  return [
    { what: "First load: JavaScript, compressed", value: Script / KB, unit: "KB", most: 70, budget: true },
    { what: "First load: CSS, compressed", value: Stylesheet / KB, unit: "KB", most: 20, budget: true },
    { what: "First load: HTML, compressed", value: Document / KB, unit: "KB" },
    { what: "First load: the rest", value: other / KB, unit: "KB" },
    { what: "First load: requests", value: first.requests, unit: "" },
    { what: "Second load: all, the rest from the cache", value: sum(second), unit: "KB" },
    { what: "Second load: requests", value: second.requests, unit: "" },
  ];
}

/** The files of a page are compressed best for those who come after its first visitor (src/routes/asset-body.ts). */
async function comeFirst(stage: PageStage): Promise<void> {
  await using visit = await stage.visit();
  await visit.page.goto("/");
  await settled(visit.page);
  const urls = await visit.page
    .locator("link[rel=modulepreload], link[rel=stylesheet], script[src]")
    .evaluateAll((all) => all.map((each) => each.getAttribute("href") ?? each.getAttribute("src") ?? ""));
  for (const url of urls.filter((each) => each.startsWith("/static/")))
    await waitFor(() => isBest(`${stage.node.url}${url}`), { message: `the best of ${url}` });
}

async function isBest(url: string): Promise<boolean> {
  const { headers } = await fetch(url, { headers: { "accept-encoding": "br" } });
  return headers.get("content-encoding") === "br" || Number(headers.get("content-length")) <= 512;
}

/** What a newcomer's first room costs, and coming back to it. */
export const bytes: Part = {
  name: "bytes",
  async measure(stage) {
    await comeFirst(stage);
    await using visit = await stage.visit();
    const { page, cdp } = visit;
    await cdp.send("Network.enable");
    const load = async () => {
      await page.goto("/");
      await settled(page);
    };
    const first = await count(cdp, load);
    return linesOf(first, await count(cdp, load));
  },
};
