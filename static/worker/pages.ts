/**
 * The pages of the rooms that one person was in last, to be read without a network. The server says `no-store` of them,
 * for caches that know nothing of who is there; this one does: it holds the pages of one person only, and goes with them.
 */

const prefix = "wisp-pages-";
const mostRooms = 20;
/** Whose page it is, as the server says with each. */
const viewerHeader = "wisp-viewer";
const roomPath = /^\/rooms\/[\da-f-]{36}$/;

/** Grows when somebody left, so that a page of theirs which was still on its way is not kept after them. */
let departures = 0;

export const isRoom = ({ pathname, search }: URL) => search === "" && roomPath.test(pathname);

const ownNames = async () => (await caches.keys()).filter((name) => name.startsWith(prefix));

async function dropAllBut(name: string | undefined): Promise<void> {
  const others = (await ownNames()).filter((each) => each !== name);
  await Promise.all(others.map((each) => caches.delete(each)));
}

/** Nobody is signed in any more. */
export function forgetPages(): Promise<void> {
  departures += 1;
  return inTurn(() => dropAllBut(undefined));
}

/** Where the paths of the rooms stand in the order in which they were read, the latest last. */
const orderPath = "/kept-rooms";

async function orderOf(cache: Cache): Promise<string[]> {
  return ((await (await cache.match(orderPath))?.json()) as string[] | undefined) ?? [];
}

/** Has a room be the one that was read last, and drops those that are too many. */
async function putLast(cache: Cache, path: string): Promise<void> {
  const order = [...(await orderOf(cache)).filter((each) => each !== path), path];
  const dropped = order.splice(0, Math.max(0, order.length - mostRooms));
  await Promise.all(dropped.map((each) => cache.delete(each, { ignoreVary: true })));
  await cache.put(orderPath, Response.json(order));
}

let changes: Promise<unknown> = Promise.resolve();

/** One after the other, since each reads the order and writes it. */
function inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
  const done = changes.then(change);
  changes = done.catch(() => undefined);
  return done;
}

const keep = (path: string, viewer: string, response: Response, before: number) =>
  inTurn(async () => {
    if (before !== departures) return;
    const name = prefix + viewer;
    await dropAllBut(name);
    const cache = await caches.open(name);
    await cache.delete(path, { ignoreVary: true });
    await cache.put(path, response);
    if (!(await orderOf(cache)).includes(path)) await putLast(cache, path);
  });

/** Asks the server, and keeps the answer where it is a page of somebody's. */
export async function fetchPage(
  request: Request,
  answer: Promise<Response>,
): Promise<[Response, Promise<void>]> {
  const before = departures;
  const response = await answer;
  const viewer = response.headers.get(viewerHeader);
  const { pathname } = new URL(request.url);
  const isTheirs = response.ok && !response.redirected && viewer !== null;
  if (response.status === 404) return [response, dropPage(new URL(request.url))];
  return [response, isTheirs ? keep(pathname, viewer, response.clone(), before) : Promise.resolve()];
}

async function ownCache(): Promise<Cache | undefined> {
  const [name] = await ownNames();
  return name === undefined ? undefined : caches.open(name);
}

export async function keptPage({ pathname }: URL): Promise<Response | undefined> {
  return (await ownCache())?.match(pathname, { ignoreVary: true });
}

/** The address of the room that was read last. */
export async function lastRoom(): Promise<string | undefined> {
  const cache = await ownCache();
  const path = cache && (await orderOf(cache)).at(-1);
  return path && new URL(path, location.href).href;
}

/** Brings what is kept of a room up to date: what came live is not in the page that was loaded. */
export async function renewPage(url: URL): Promise<void> {
  const request = new Request(url, { credentials: "same-origin" });
  const [, kept] = await fetchPage(request, fetch(request));
  await kept;
}

/** Milliseconds. Those who have a room before them ask for it anew not all at once, and once for what goes in one go. */
const spread = { from: 500, to: 5500 };
const awaited = new Set<string>();

/** Something in the room on show was deleted: what is kept goes at once, and is kept anew later, for all that went by then. */
export async function replacePage(url: URL): Promise<void> {
  await dropPage(url);
  if (awaited.has(url.pathname)) return;
  awaited.add(url.pathname);
  const wait = spread.from + Math.random() * (spread.to - spread.from);
  await new Promise((resolve) => setTimeout(resolve, wait));
  awaited.delete(url.pathname);
  await renewPage(url);
}

/** Something in a room was deleted, or it is not theirs any more: what is kept of it goes, until somebody is there again. */
export const dropPage = ({ pathname }: URL): Promise<void> =>
  inTurn(async () => {
    await (await ownCache())?.delete(pathname, { ignoreVary: true });
  });

/** Somebody is in a room now, by whichever way: one that was just made or joined came as the answer to a form. */
export async function visit(url: URL): Promise<void> {
  if (!(await keptPage(url))) await renewPage(url);
  await inTurn(async () => {
    const cache = await ownCache();
    if (cache && (await keptPage(url))) await putLast(cache, url.pathname);
  });
}

/** What stands around the messages of a person, such as which of them are theirs: as private as the pages. */
export async function partFor(request: Request): Promise<Response> {
  const cache = await ownCache();
  const kept = await cache?.match(request, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache?.put(request, response.clone());
  return response;
}
