import { shell } from "./shell.ts";
import { room } from "./room.ts";
import { roomSettings } from "./room-settings.ts";
import { rooms } from "./rooms.ts";
import { keeping } from "./keeping.ts";
import { messages } from "./messages.ts";
import { emoji } from "./emoji.ts";
import { entrance } from "./entrance.ts";
import { profile } from "./profile.ts";
import { settings } from "./settings.ts";
import { notifications } from "./notifications.ts";
import { newMessage } from "./new-message.ts";
import { people } from "./people.ts";
import { invitations } from "./invitations.ts";
import { errors } from "./errors.ts";
import { forms } from "./forms.ts";
import { admin } from "./admin.ts";
import { moderation } from "./moderation.ts";
import { mentions } from "./mentions.ts";
import { status } from "./status.ts";
import { recovery } from "./recovery.ts";
import { phone } from "./phone.ts";
import { mails } from "./mails.ts";
import { search } from "./search.ts";
import { unread } from "./unread.ts";
import { reactions } from "./reactions.ts";
import { threads } from "./threads.ts";
import { later } from "./later.ts";

export const pages = {
  ...shell,
  ...room,
  ...roomSettings,
  ...rooms,
  ...messages,
  ...emoji,
  ...keeping,
  ...entrance,
  ...profile,
  ...settings,
  ...notifications,
  ...newMessage,
  ...people,
  ...invitations,
  ...errors,
  ...forms,
  ...admin,
  ...moderation,
  ...recovery,
  ...phone,
  ...mails,
  ...search,
  ...unread,
  ...reactions,
  ...threads,
  ...mentions,
  ...status,
  ...later,
};
