import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../icon.tsx";
import type { IslandProps } from "../islands/island.ts";
import { type DeviceState, deviceState, turnOff, turnOn } from "./push.ts";
import { t } from "./words.ts";

type State = DeviceState | "unknown" | "failed";

const hintOf = (state: State): string => {
  switch (state) {
    case "unsupported":
      return t("notifications.unsupported");
    case "homeScreen":
      return t("notifications.homeScreen");
    case "blocked":
      return t("notifications.blocked");
    case "failed":
      return t("notifications.failed");
    case "on":
      return t("notifications.on");
    default:
      return t("notifications.off");
  }
};

/** Whether this device is told, and the button that changes it. Begins as the server draws it (views/account/notifications.tsx). */
export function PushSwitch({ host }: IslandProps) {
  const state = useSignal<State>("unknown");
  const busy = useSignal(true);
  const become = async (change: () => Promise<DeviceState>) => {
    busy.value = true;
    state.value = await change().catch((): State => "failed");
    busy.value = false;
  };
  useEffect(() => void become(deviceState), []);
  const on = state.value === "on";
  const usable = on || state.value === "off" || state.value === "failed";
  return (
    <>
      <Icon name={on ? "bell" : "bell-slash"} />
      <div>
        <strong>{host.dataset.label}</strong>
        <p class="field-hint" role="status">
          {hintOf(state.value)}
        </p>
      </div>
      <button
        type="button"
        class="button"
        disabled={busy.value || !usable}
        onClick={() => void become(on ? turnOff : turnOn)}
      >
        {on ? t("notifications.turnOff") : t("notifications.turnOn")}
      </button>
    </>
  );
}
