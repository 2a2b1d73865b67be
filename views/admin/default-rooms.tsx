import type { Room } from "../../src/lib/contract/objects.ts";
import { ActionButton } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { t } from "../words.ts";

type Props = { rooms: { chosen: Room[]; others: Room[] } };

function Chosen({ room }: { room: Room }) {
  return (
    <li class="card">
      <span class="card-glyph">
        <Icon name={room.kind === "closed" ? "lock-closed" : "hashtag"} />
      </span>
      <div class="card-text">
        <p class="card-name">
          <bdi>{room.name}</bdi>
        </p>
      </div>
      <ActionButton action="/admin/default-rooms" fields={{ roomId: room.id, isDefault: "false" }}>
        {t("admin.noDefault")}
        <span class="visually-hidden">
          {" "}
          <bdi>{room.name}</bdi>
        </span>
      </ActionButton>
    </li>
  );
}

/** The rooms in which newcomers are from the beginning. */
export function DefaultRooms({ rooms: { chosen, others } }: Props) {
  return (
    <section class="stack panel" aria-labelledby="default-rooms">
      <h2 id="default-rooms">{t("admin.defaultRooms")}</h2>
      <p class="quiet">{t("admin.defaultRoomsHint")}</p>
      {chosen.length ? (
        <ul class="cards">
          {chosen.map((room) => (
            <Chosen room={room} />
          ))}
        </ul>
      ) : null}
      {others.length ? (
        <form class="level" method="post" action="/admin/default-rooms">
          <input type="hidden" name="isDefault" value="true" />
          <label class="visually-hidden" for="roomId">
            {t("admin.openRoom")}
          </label>
          <select id="roomId" name="roomId">
            {others.map((room) => (
              <option value={room.id}>{room.name}</option>
            ))}
          </select>
          <button class="button" type="submit">
            {t("admin.addDefault")}
          </button>
        </form>
      ) : null}
    </section>
  );
}
