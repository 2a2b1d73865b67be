import type { Preferences } from "../../src/lib/contract/preferences.ts";
import { Icon } from "../icons.tsx";
import { t } from "../words.ts";

type Chosen = Pick<Preferences, "notifyRooms" | "notifyDirect" | "quietHours" | "sound" | "digest">;
type Level = Preferences["notifyRooms"];

/** What the times say where somebody wants quiet hours for the first time. */
const NIGHT = { from: "22:00", to: "08:00" };

const levels = (): [level: Level, label: string][] => [
  ["everything", t("settings.notifications.everything")],
  ["mentions", t("settings.notifications.mentions")],
  ["nothing", t("settings.notifications.nothing")],
];

function Levels({ name, legend, value }: { name: string; legend: string; value: Level }) {
  return (
    <fieldset class="choices levels">
      <legend>{legend}</legend>
      {levels().map(([level, label]) => (
        <label class="choice">
          <input type="radio" name={name} value={level} checked={level === value} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Switch({ name, label, hint, on }: { name: string; label: string; hint: string; on: boolean }) {
  return (
    <label class="choice">
      <input type="checkbox" name={name} value="on" checked={on} />
      <span>
        {label}
        <small>{hint}</small>
      </span>
    </label>
  );
}

function Time({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input id={name} name={name} type="time" value={value} />
    </div>
  );
}

function Digest({ chosen, mail }: { chosen: Chosen["digest"]; mail: boolean }) {
  const choices: [value: Chosen["digest"], label: string][] = [
    ["excerpts", t("settings.digest.excerpts")],
    ["names", t("settings.digest.names")],
    ["off", t("settings.digest.off")],
  ];
  return (
    <fieldset class="choices levels" disabled={!mail}>
      <legend>{t("settings.digest")}</legend>
      {choices.map(([value, label]) => (
        <label class="choice">
          <input type="radio" name="digest" value={value} checked={value === chosen} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function QuietHours({ quietHours }: Pick<Chosen, "quietHours">) {
  const { from, to } = quietHours ?? NIGHT;
  return (
    <div class="quiet-hours">
      <Switch
        name="quiet"
        label={t("settings.notifications.quiet")}
        hint={t("settings.notifications.quietHint")}
        on={quietHours !== null}
      />
      <div class="quiet-times">
        <Time name="quietFrom" label={t("settings.notifications.from")} value={from} />
        <Time name="quietTo" label={t("settings.notifications.to")} value={to} />
      </div>
    </div>
  );
}

/** As the island begins (static/lazy/push-switch.tsx), so that nothing moves when it comes; without script it stays so. */
function Device() {
  const label = t("settings.notifications.device");
  return (
    <div class="device-push" data-island="push" data-label={label}>
      <Icon name="bell-slash" />
      <div>
        <strong>{label}</strong>
        <p class="field-hint" role="status">
          {t("notifications.off")}
        </p>
      </div>
      <button type="button" class="button" disabled>
        {t("notifications.turnOn")}
      </button>
    </div>
  );
}

/**
 * The part of the settings that says what is worth a notification, when, and whether this device is told; posts to
 * `/settings/notifications`. All but the device works without script.
 */
export function NotificationSettings({ preferences, mail }: { preferences: Chosen; mail: boolean }) {
  return (
    <section id="notifications" class="panel stack" aria-labelledby="notifications-title">
      <h2 id="notifications-title">{t("settings.notifications.title")}</h2>
      <Device />
      <form class="stack" method="post" action="/settings/notifications">
        <Levels
          name="notifyDirect"
          legend={t("settings.notifications.direct")}
          value={preferences.notifyDirect}
        />
        <Levels
          name="notifyRooms"
          legend={t("settings.notifications.rooms")}
          value={preferences.notifyRooms}
        />
        <p class="field-hint">{t("settings.notifications.levelHint")}</p>
        <QuietHours quietHours={preferences.quietHours} />
        <Switch
          name="sound"
          label={t("settings.notifications.sound")}
          hint={t("settings.notifications.soundHint")}
          on={preferences.sound}
        />
        <Digest chosen={preferences.digest} mail={mail} />
        <p class="field-hint">{mail ? t("settings.digestHint") : t("settings.noMail")}</p>
        <div>
          <button class="button button-primary" type="submit">
            {t("common.save")}
          </button>
        </div>
      </form>
    </section>
  );
}
