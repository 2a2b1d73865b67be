/** Names of the browser's cookies. `__Host-` (RFC 6265bis): only over TLS, only from this host, for no subdomain. */
export function cookieNames(secure: boolean) {
  const prefix = secure ? "__Host-" : "";
  return { access: `${prefix}wisp-access`, refresh: `${prefix}wisp-refresh` };
}
