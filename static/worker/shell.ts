/** The files that the app is made of, and the page that is shown where there is no other. */

/** Written above by the server (src/routes/service-worker.ts): every file of this version, by its fingerprinted address. */
declare const shellUrls: string[];

const shellCache = "wisp-shell";
export const offlinePath = "/offline";

/** A node of another version answers with its own file, which must not be kept under this address (src/routes/assets.ts). */
const mayBeKept = (response: Response) =>
  response.ok && !response.headers.get("cache-control")?.includes("no-store");

async function keepFile(cache: Cache, url: string): Promise<void> {
  if (await cache.match(url)) return;
  const response = await fetch(url);
  if (!mayBeKept(response)) throw new Error(`${url} is not to be had in this version`);
  await cache.put(url, response);
}

/** In the language of whoever is there now. */
export async function keepOfflinePage(): Promise<void> {
  const response = await fetch(offlinePath);
  if (response.ok) await (await caches.open(shellCache)).put(offlinePath, response);
}

/** All of this version, as far as it is not there yet. Fails as a whole: the browser then tries again later. */
export async function keepShell(): Promise<void> {
  const cache = await caches.open(shellCache);
  await Promise.all([...shellUrls.map((url) => keepFile(cache, url)), keepOfflinePage()]);
}

/** Drops the files of versions before. */
export async function dropOldShell(): Promise<void> {
  const cache = await caches.open(shellCache);
  const current = new Set([...shellUrls, offlinePath].map((url) => new URL(url, location.href).href));
  const old = (await cache.keys()).filter(({ url }) => !current.has(url));
  await Promise.all(old.map((request) => cache.delete(request)));
}

const nameOf = (url: string) => new URL(url, location.href).pathname.replace(/\.[\w-]{12}(?=\.\w+$)/, "");

/** A page of another version, kept or still open, gets this one's file of that name where there is no network. */
async function sameName(url: string): Promise<Response | undefined> {
  const ours = shellUrls.find((each) => nameOf(each) === nameOf(url));
  return ours === undefined ? undefined : caches.match(ours, { ignoreVary: true });
}

/** What never changes comes from the cache. */
export async function fileFor(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    const other = await sameName(request.url);
    if (!other) throw error;
    return other;
  }
}

export async function offlinePage(): Promise<Response> {
  return (await caches.match(offlinePath, { ignoreVary: true })) ?? Response.error();
}
