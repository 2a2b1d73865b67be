/** What the page was asked for. */
export type Asked = {
  query: string;
  sort: "newest" | "best";
  room?: string | undefined;
  before?: string | undefined;
};

export function addressOf({ query, sort, room, before }: Asked): string {
  const asked = { ...(query && { query }), sort, ...(room && { room }), ...(before && { before }) };
  return `/search?${new URLSearchParams(asked).toString()}`;
}
