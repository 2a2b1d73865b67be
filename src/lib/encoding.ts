/** Ways to compress an answer, the one we like best first. */
const encodings = ["zstd", "gzip"] as const;
export type Encoding = (typeof encodings)[number];

/** How to compress for somebody who sent this Accept-Encoding (RFC 9110, 12.5.3); undefined: not at all. */
export function bestEncoding(accepted: string | undefined): Encoding | undefined {
  if (!accepted) return undefined;
  const taken = new Map(accepted.toLowerCase().split(",").map(weighted));
  return encodings.find((encoding) => (taken.get(encoding) ?? taken.get("*") ?? 0) > 0);
}

/** `gzip;q=0.5` as its name and its weight, which is 1 where none is given. */
function weighted(part: string): [name: string, weight: number] {
  const [name = "", weight] = part.split(/;\s*q\s*=/);
  return [name.trim(), weight === undefined ? 1 : Number.parseFloat(weight) || 0];
}
