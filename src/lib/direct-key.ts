/** One name for one set of people, whoever opens their direct room and in whatever order they are named. */
export const directKeyOf = (userIds: readonly string[]): string =>
  new Bun.CryptoHasher("sha256").update(userIds.toSorted().join(",")).digest("base64url");
