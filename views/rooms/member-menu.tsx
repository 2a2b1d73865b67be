import type { Member, Membership } from "../../src/lib/contract/objects.ts";
import { Icon } from "../icons.tsx";
import { t } from "../words.ts";
import type { DetailsProps } from "./details.tsx";
import { powersIn } from "./powers.ts";

type Act = {
  label: string;
  path: "role" | "remove" | "silence";
  fields?: Record<string, string>;
  dangerous?: boolean;
};

const become = (role: Membership["role"], label: string): Act => ({ label, path: "role", fields: { role } });

/** What an owner may make of somebody. */
function rolesFor({ membershipRole: role }: Member): Act[] {
  return [
    ...(role === "owner" ? [] : [become("owner", t("room.makeOwner"))]),
    ...(role === "moderator" ? [] : [become("moderator", t("room.makeModerator"))]),
    ...(role === "member" ? [] : [become("member", t("room.makeMember"))]),
  ];
}

/** To the heir of one's own powers. */
const handOver = (): Act => ({
  label: t("room.handOver"),
  path: "role",
  fields: { role: "owner", handOver: "true" },
});

/** Of a plain member; as the place's admins may of anybody, everywhere. */
const silence = (silenced: boolean): Act =>
  silenced
    ? { label: t("moderation.unsilence"), path: "silence" }
    : { label: t("room.silenceForADay"), path: "silence", fields: { hours: "24" } };

type Props = { member: Member } & DetailsProps;

function actsOf({ member, shell, view }: Props): Act[] {
  const { room, members } = view;
  const powers = powersIn(room, shell.viewer);
  const self = member.id === shell.viewer.userId;
  const alone = members.every(({ id, membershipRole }) => membershipRole !== "owner" || id === member.id);
  if (self) return powers.giveRoles && !alone ? [become("member", t("room.stepDown"))] : [];
  const remove: Act = { label: t("room.takeOut"), path: "remove", dangerous: true };
  const mayRemove = powers.remove && (powers.giveRoles || member.membershipRole === "member");
  const maySilence = powers.remove && member.membershipRole === "member";
  return [
    ...(powers.giveRoles ? [...rolesFor(member), handOver()] : []),
    ...(maySilence ? [silence(view.silenced.has(member.id))] : []),
    ...(mayRemove ? [remove] : []),
  ];
}

/** What the reader may do about a member: opened by itself, without a script. */
export function MemberMenu(props: Props) {
  const { member, view } = props;
  const acts = actsOf(props);
  if (acts.length === 0) return null;
  const label = t("room.memberActs", { name: member.displayName });
  return (
    <details class="member-menu" name="member-menu">
      <summary class="icon-button" aria-label={label} title={label}>
        <Icon name="ellipsis-horizontal" />
      </summary>
      <div class="member-acts">
        {acts.map((act) => (
          <form method="post" action={`/rooms/${view.room.id}/members/${member.id}/${act.path}`}>
            {Object.entries(act.fields ?? {}).map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <button type="submit" data-dangerous={act.dangerous}>
              {act.label}
            </button>
          </form>
        ))}
      </div>
    </details>
  );
}
