import { t } from "../words.ts";
import { type Door, Entrance } from "./entrance.tsx";

/** In place of the form that makes an account, where only those come in who were invited. */
export function ClosedPage({ door }: { door: Door }) {
  return (
    <Entrance door={door} title={t("entrance.closed")} lead={t("entrance.closedLead")}>
      <a class="button button-primary" href="/sign-in">
        {t("entrance.signIn")}
      </a>
    </Entrance>
  );
}
