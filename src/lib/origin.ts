/**
 * Whether a browser's request comes from a page of ours. Without a configured origin (a laptop, a local network) that is
 * whatever host the request itself was made to.
 */
export function isAllowedOrigin(
  origin: string,
  host: string | null,
  allowed: readonly string[],
  baseUrl: string | undefined,
): boolean {
  if (allowed.includes(origin)) return true;
  if (baseUrl !== undefined || host === null) return false;
  return URL.canParse(origin) && new URL(origin).host === host;
}
