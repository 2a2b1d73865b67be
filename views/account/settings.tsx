import type { Preferences } from "../../src/lib/contract/preferences.ts";
import type { Key } from "../../words/index.ts";
import { languages, tongues } from "../../words/index.ts";
import { dateAndTime, formatTime } from "../dates.ts";
import { Choice, ProblemNote, type Problem, Saved, Select } from "../forms.tsx";
import type { Child } from "../jsx/html.ts";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";
import { NotificationSettings } from "./notifications.tsx";

export type Section = "appearance" | "language" | "notifications" | "devices";

const sections: { name: Section; label: Key }[] = [
  { name: "appearance", label: "settings.appearance" },
  { name: "language", label: "settings.language" },
  { name: "notifications", label: "settings.notifications" },
  { name: "devices", label: "settings.devices" },
];

type FrameProps = {
  shell: Shell;
  section: Section;
  /** They look after the place: its administration is one link away. */
  admin: boolean;
  saved?: boolean;
  children?: Child;
};

/** Every section has an address of its own; the others are one link away. */
export function SettingsFrame({ shell, section, admin, saved, children }: FrameProps) {
  return (
    <ShellPage shell={shell} title={t("settings.title")}>
      <Pane title={t("settings.title")}>
        <nav class="tabs" aria-label={t("settings.title")}>
          {sections.map(({ name, label }) => (
            <a href={`/settings/${name}`} aria-current={name === section ? "page" : undefined}>
              {t(label)}
            </a>
          ))}
          {admin ? <a href="/admin">{t("admin.title")}</a> : null}
        </nav>
        <Saved saved={saved} />
        {children}
      </Pane>
    </ShellPage>
  );
}

const SaveButton = () => (
  <button class="button button-primary" type="submit">
    {t("common.save")}
  </button>
);

type SectionProps = { preferences: Preferences; problem?: Problem | undefined };

const accents: { value: Preferences["accent"]; label: Key }[] = [
  { value: "teal", label: "settings.accent.teal" },
  { value: "blue", label: "settings.accent.blue" },
  { value: "violet", label: "settings.accent.violet" },
  { value: "rose", label: "settings.accent.rose" },
  { value: "amber", label: "settings.accent.amber" },
  { value: "green", label: "settings.accent.green" },
  { value: "graphite", label: "settings.accent.graphite" },
];

/** Shown at once where there are scripts (static/looks.ts), and by the button where there are none. */
export function Appearance({ preferences: { theme, contrast, accent }, problem }: SectionProps) {
  return (
    <form class="stack panel" method="post" action="/settings/appearance" data-looks>
      <ProblemNote problem={problem} />
      <fieldset class="choices">
        <legend>{t("settings.theme")}</legend>
        <Choice name="theme" value="system" chosen={theme} label={t("settings.theme.system")} />
        <Choice name="theme" value="light" chosen={theme} label={t("settings.theme.light")} />
        <Choice name="theme" value="dark" chosen={theme} label={t("settings.theme.dark")} />
      </fieldset>
      <fieldset class="swatches">
        <legend>{t("settings.accent")}</legend>
        {accents.map(({ value, label }) => (
          <label class="swatch" data-accent={value} title={t(label)}>
            <input
              type="radio"
              name="accent"
              value={value}
              checked={value === accent}
              aria-label={t(label)}
            />
          </label>
        ))}
      </fieldset>
      <fieldset class="choices">
        <legend>{t("settings.contrast")}</legend>
        <Choice name="contrast" value="system" chosen={contrast} label={t("settings.contrast.system")} />
        <Choice name="contrast" value="more" chosen={contrast} label={t("settings.contrast.more")} />
      </fieldset>
      <SaveButton />
    </form>
  );
}

/** An hour in the afternoon, which each clock writes in its own way. */
const sample = (hourCycle: "h12" | "h23"): string =>
  formatTime(Date.UTC(2026, 0, 1, 14, 5), { timeStyle: "short", timeZone: "UTC", hourCycle });

export function LanguageAndTime(props: SectionProps & { production: boolean; zones: string[] }) {
  const { preferences, problem, production, zones } = props;
  const spoken = languages.filter((language) => !production || language !== "en-XB");
  const clock = new Date();
  return (
    <form class="stack panel" method="post" action="/settings/language" hx-boost="false">
      <ProblemNote problem={problem} />
      <fieldset class="choices">
        <legend>{t("settings.language")}</legend>
        <Choice
          name="language"
          value="auto"
          chosen={preferences.language}
          label={t("settings.auto")}
          hint={t("settings.autoHint")}
        />
        {spoken.map((language) => (
          <Choice
            name="language"
            value={language}
            chosen={preferences.language}
            label={tongues[language].name}
            lang={language}
          />
        ))}
      </fieldset>
      <fieldset class="choices">
        <legend>{t("settings.hourCycle")}</legend>
        <Choice name="hourCycle" value="auto" chosen={preferences.hourCycle} label={t("settings.auto")} />
        <Choice name="hourCycle" value="h23" chosen={preferences.hourCycle} label={sample("h23")} />
        <Choice name="hourCycle" value="h12" chosen={preferences.hourCycle} label={sample("h12")} />
      </fieldset>
      <Select
        name="timeZone"
        label={t("settings.timeZone")}
        value={preferences.timeZone}
        problem={problem}
        options={[["auto", t("settings.auto")], ...zones.map((zone): [string, string] => [zone, zone])]}
      />
      <p class="quiet">{t("settings.now", { time: dateAndTime(clock.getTime()) })}</p>
      <SaveButton />
    </form>
  );
}

export const Notifications = ({ preferences, mail }: SectionProps & { mail: boolean }) => (
  <NotificationSettings preferences={preferences} mail={mail} />
);
