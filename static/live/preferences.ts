import type { UpdatePreferences } from "../../src/lib/contract/preferences.ts";
import { line } from "../in-turn.ts";
import { request } from "./api.ts";

const inTurn = line();

/** Keeps how the person wants things, for every device of theirs; of two in a row the second stays. Rejects as `request` does. */
export const prefer = (preferences: UpdatePreferences): Promise<unknown> =>
  inTurn(() => request("PATCH", "/api/users/me/preferences", preferences));
