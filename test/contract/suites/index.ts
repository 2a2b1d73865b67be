import type { Suite } from "../system.ts";
import { accounts } from "./accounts.ts";
import { arranging } from "./arranging.ts";
import { changing } from "./changing.ts";
import { blocks } from "./blocks.ts";
import { conventions } from "./conventions.ts";
import { cookies } from "./cookies.ts";
import { direct } from "./direct.ts";
import { emoji } from "./emoji.ts";
import { entrance } from "./entrance.ts";
import { following } from "./following.ts";
import { frames } from "./frames.ts";
import { guests } from "./guests.ts";
import { hints } from "./hints.ts";
import { history } from "./history.ts";
import { html } from "./html.ts";
import { invitations } from "./invitations.ts";
import { keeping } from "./keeping.ts";
import { live } from "./live.ts";
import { moderation } from "./moderation.ts";
import { mentions } from "./mentions.ts";
import { operation } from "./operation.ts";
import { polls } from "./polls.ts";
import { scheduled } from "./scheduled.ts";
import { presence } from "./presence.ts";
import { preview } from "./preview.ts";
import { push } from "./push.ts";
import { reactions } from "./reactions.ts";
import { recovery } from "./recovery.ts";
import { resume } from "./resume.ts";
import { roomRoles } from "./room-roles.ts";
import { roomSettings } from "./room-settings.ts";
import { rooms } from "./rooms.ts";
import { roomPosting } from "./room-posting.ts";
import { search } from "./search.ts";
import { sending } from "./sending.ts";
import { sessions } from "./sessions.ts";
import { statuses } from "./statuses.ts";
import { threads } from "./threads.ts";
import { writing } from "./writing.ts";

const suites = [
  ...[conventions, accounts, sessions, cookies, rooms, arranging, direct, sending, history],
  ...[changing, keeping, invitations, entrance, frames, live, presence, hints, push],
  ...[resume, html, preview, writing, moderation, operation, polls, scheduled, statuses],
  ...[blocks, mentions, reactions, emoji, threads, following, roomSettings, roomPosting, roomRoles],
  ...[conventions, accounts, sessions, cookies, rooms, arranging, direct, sending, history, changing],
  ...[keeping, invitations, guests, recovery, entrance, frames, live, presence, hints, push],
  ...[resume, html, preview, writing, moderation, polls, scheduled, statuses, blocks, mentions],
  ...[reactions, emoji, threads, following, operation],
  ...[search],
];

/** Every suite of the contract. */
export const everything: Suite = (system) => {
  for (const suite of suites) suite(system);
};
