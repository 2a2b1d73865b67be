import { useEffect, useState } from "preact/hooks";
import { socket } from "../live/connection.ts";
import { connection, notice, retryAt } from "../state.ts";
import { t } from "../words.ts";

/** Worth counting down; what is sooner comes by itself. */
const leastSeconds = 2;

/** Whole seconds until the next try, while there is one to wait for. */
function useSeconds(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(ticking);
  }, []);
  return Math.ceil(((retryAt.value ?? now) - now) / 1000);
}

function Reconnecting() {
  const seconds = useSeconds();
  if (seconds < leastSeconds) return <p>{t("connection.reconnecting")}</p>;
  return (
    <p>
      {/* Once is enough for whoever listens. */}
      <span aria-hidden="true">{t("connection.reconnectingIn", { seconds })}</span>
      <span class="visually-hidden">{t("connection.reconnecting")}</span>
      <button type="button" onClick={() => socket.wake()}>
        {t("connection.now")}
      </button>
    </p>
  );
}

function Stopped() {
  return (
    <p>
      {t("connection.stopped")}
      <button type="button" onClick={() => location.reload()}>
        {t("connection.reload")}
      </button>
    </p>
  );
}

/** Says something only when something is wrong. */
export function Connection() {
  if (connection.value === "stopped") return <Stopped />;
  if (connection.value === "reconnecting")
    return navigator.onLine ? <Reconnecting /> : <p>{t("connection.offline")}</p>;
  return notice.value ? <p>{notice.value}</p> : null;
}
