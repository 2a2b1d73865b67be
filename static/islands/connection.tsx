import { connection, notice } from "../state.ts";

/** Says something only when something is wrong. */
export function Connection() {
  if (connection.value === "stopped") {
    return (
      <p>
        The connection was ended by the server.
        <button type="button" onClick={() => location.reload()}>
          Reload
        </button>
      </p>
    );
  }
  if (connection.value === "reconnecting")
    return <p>{navigator.onLine ? "Reconnecting…" : "You are offline."}</p>;
  return notice.value ? <p>{notice.value}</p> : null;
}
