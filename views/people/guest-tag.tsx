import type { User } from "../../src/lib/contract/objects.ts";
import { t } from "../words.ts";

/** Beside the name of a guest, so that everybody sees who is from elsewhere. */
export function GuestTag({ user }: { user: Pick<User, "role"> }) {
  return user.role === "guest" ? <small class="tag tag-guest">{t("people.role.guest")}</small> : null;
}
