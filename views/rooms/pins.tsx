import { excerptOf } from "../../src/lib/excerpt.ts";
import type { Message } from "../../src/lib/contract/objects.ts";
import { placeOf } from "../messages/about/about.ts";
import { Avatar } from "../people/avatar.tsx";
import { t } from "../words.ts";

/** Code points of a pinned message that are shown. */
const MAX_SHOWN = 160;

function Pin(message: Message) {
  return (
    <li>
      <a class="pin" href={placeOf(message)}>
        <Avatar
          userId={message.senderId}
          name={message.senderDisplayName}
          avatarUrl={message.senderAvatarUrl}
          size="small"
        />
        <span class="pin-text">
          <bdi class="pin-sender">{message.senderDisplayName}</bdi>
          <span dir="auto">{excerptOf(message.content, MAX_SHOWN)}</span>
        </span>
      </a>
    </li>
  );
}

/** What is pinned in a room, the latest first; each leads to its message. */
export function Pins({ pins }: { pins: Message[] }) {
  return (
    <section id="pins" class="details-part" aria-labelledby="pins-title">
      <h3 id="pins-title">{t("room.pins")}</h3>
      {pins.length ? <ul class="pins">{pins.map(Pin)}</ul> : <p class="quiet">{t("room.noPins")}</p>}
    </section>
  );
}
