/** What comes over the wire for a page. */
import type { CDPSession } from "playwright-core";

type Kind = "Script" | "Stylesheet" | "Document" | "other";

/** Bytes of the bodies as they come, without heads; what a cache has is no request. */
export type Weight = { bytes: Record<Kind, number>; requests: number };

export const KB = 1024;
/** Bytes that somebody's first room may bring, compressed, with all that it fetches by itself. */
export const budget = { Script: 70 * KB, Stylesheet: 20 * KB };

type Head = {
  requestId: string;
  type: string;
  response: { url: string; fromDiskCache?: boolean; encodedDataLength: number };
};
type End = { requestId: string; encodedDataLength: number };

const kindOf = (type: string): Kind =>
  type === "Script" || type === "Stylesheet" || type === "Document" ? type : "other";

export async function weigh(cdp: CDPSession, load: () => Promise<void>): Promise<Weight> {
  const weight: Weight = { bytes: { Script: 0, Stylesheet: 0, Document: 0, other: 0 }, requests: 0 };
  const heads = new Map<string, { kind: Kind; bytes: number }>();
  const begun = ({ requestId, type, response }: Head) => {
    if (response.fromDiskCache || response.url.startsWith("data:")) return;
    heads.set(requestId, { kind: kindOf(type), bytes: response.encodedDataLength });
  };
  const ended = ({ requestId, encodedDataLength }: End) => {
    const head = heads.get(requestId);
    if (!head || encodedDataLength === 0) return;
    weight.bytes[head.kind] += encodedDataLength - head.bytes;
    weight.requests += 1;
  };
  await cdp.send("Network.enable");
  cdp.on("Network.responseReceived", begun).on("Network.loadingFinished", ended);
  await load();
  cdp.off("Network.responseReceived", begun).off("Network.loadingFinished", ended);
  return weight;
}
