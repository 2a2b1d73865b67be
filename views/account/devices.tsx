import { deviceName, isHandheld } from "../../src/lib/device-name.ts";
import { longDate } from "../dates.ts";
import { ActionButton, Field, ProblemNote, type Problem } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { t } from "../words.ts";

/** Where somebody is signed in. */
export type DeviceView = { sessionId: string; userAgent: string | null; createdAt: string; current: boolean };

function DeviceRow({ device }: { device: DeviceView }) {
  const { sessionId, userAgent, createdAt, current } = device;
  const name = deviceName(userAgent) ?? t("settings.someDevice");
  return (
    <li class="card">
      <span class="card-glyph">
        <Icon name={isHandheld(userAgent) ? "device-phone-mobile" : "computer-desktop"} />
      </span>
      <div class="card-text">
        <p class="card-name">
          <bdi translate="no">{name}</bdi>
          {current ? <small class="tag">{t("settings.thisDevice")}</small> : null}
        </p>
        <p>
          <time datetime={createdAt}>{t("settings.since", { date: longDate(createdAt) })}</time>
        </p>
      </div>
      {current ? null : (
        <ActionButton action={`/settings/devices/${sessionId}/end`}>
          {t("settings.signOutDevice")}
          <span class="visually-hidden">
            {" "}
            <bdi translate="no">{name}</bdi>
          </span>
        </ActionButton>
      )}
    </li>
  );
}

function PasswordForm({ problem }: { problem?: Problem | undefined }) {
  return (
    <form class="stack panel" method="post" action="/settings/password" aria-labelledby="password-title">
      <h2 id="password-title">{t("settings.changePassword")}</h2>
      <ProblemNote problem={problem} />
      <Field
        name="currentPassword"
        label={t("settings.currentPassword")}
        type="password"
        problem={problem}
        rule="settings.wrongPassword"
        required
        maxlength={256}
        autocomplete="current-password"
      />
      <Field
        name="password"
        label={t("settings.newPassword")}
        hint={t("settings.newPasswordHint")}
        type="password"
        problem={problem}
        required
        minlength={8}
        maxlength={256}
        autocomplete="new-password"
      />
      <button class="button button-primary" type="submit">
        {t("settings.changePassword")}
      </button>
    </form>
  );
}

/** The devices, the way to sign them out, and the password that lets them in. */
export function Devices({ devices, problem }: { devices: DeviceView[]; problem?: Problem | undefined }) {
  return (
    <>
      <section aria-labelledby="devices">
        <h2 id="devices">{t("settings.signedInOn")}</h2>
        <ul class="cards">
          {devices.map((device) => (
            <DeviceRow device={device} />
          ))}
        </ul>
      </section>
      <div class="button-row">
        <ActionButton action="/settings/phone" class="button button-primary">
          <Icon name="qr-code" />
          {t("phone.title")}
        </ActionButton>
        {devices.length > 1 ? (
          <ActionButton action="/settings/devices/end-others" class="button button-danger">
            {t("settings.signOutOthers")}
          </ActionButton>
        ) : null}
        <form method="post" action="/sign-out" hx-boost="false">
          <button class="button" type="submit">
            {t("settings.signOut")}
          </button>
        </form>
      </div>
      <PasswordForm problem={problem} />
    </>
  );
}
