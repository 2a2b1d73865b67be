import type { SidebarRoom, Viewer } from "../shell/types.ts";

type Asked = Pick<SidebarRoom, "kind" | "role" | "settings">;

/** What the reader may do with a room, as src/domain/rooms holds them to it. */
export function powersIn({ kind, role, settings }: Asked, viewer: Pick<Viewer, "role">) {
  const admin = viewer.role === "owner" || viewer.role === "admin";
  const direct = kind === "direct";
  const looksAfter = !direct && (admin || role !== "member");
  return {
    set: looksAfter,
    archive: !direct && (admin || role === "owner"),
    /** Say whether newcomers are in it at once. */
    makeDefault: !direct && admin,
    giveRoles: !direct && role === "owner",
    remove: looksAfter,
    invite: !direct,
    write: settings.archivedAt === null && (settings.posting === "everyone" || role !== "member"),
    /** Seconds between two messages of theirs. */
    pace: looksAfter ? 0 : settings.slowMode,
  };
}
