/** Names that lead nowhere outside, or to this machine (RFC 6761, RFC 6762, RFC 8375, RFC 9476). */
const PRIVATE =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|test|invalid|onion|arpa|alt)$/;
/** A public name: labels with a dot between, and a last one that is no number, as an address would have. */
const NAME = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * Whether we post to this address because somebody's browser says so. Anybody who signs in may name one, so it must not
 * lead into the network that we stand in: https at its own port and a public host name. A name that points inside meets
 * a certificate that is not its own, and redirects are not followed. `services`: origins that count instead of all this.
 */
export function isPushEndpoint(address: string, services: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password, origin } = new URL(address);
  if (username || password) return false;
  if (services.length > 0) return services.includes(origin);
  return protocol === "https:" && port === "" && NAME.test(hostname) && !PRIVATE.test(hostname);
}
