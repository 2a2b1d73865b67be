import { Hono } from "hono";
import { Devices } from "../../../views/account/devices.tsx";
import {
  Appearance,
  LanguageAndTime,
  Notifications,
  type Section,
  SettingsFrame,
} from "../../../views/account/settings.tsx";
import type { Problem } from "../../../views/forms.tsx";
import type { Html } from "../../../views/jsx/html.ts";
import {
  changePassword,
  endDevice,
  endOtherDevices,
  listDevices,
  updatePreferences,
} from "../../domain/accounts/index.ts";
import { isAdmin } from "../../domain/actor.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { updatePreferences as updates } from "../../lib/contract/preferences.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { type PageRequest, type Parts, shellOf } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

const zones = Intl.supportedValuesOf("timeZone");

async function page(c: PageRequest, parts: Parts, section: Section, draw: () => Html) {
  const admin = isAdmin(actorOf(c));
  const saved = c.req.query("saved") !== undefined;
  const shell = await shellOf(c, parts, "/settings");
  return show(c, () => (
    <SettingsFrame shell={shell} section={section} admin={admin} saved={saved}>
      {draw()}
    </SettingsFrame>
  ));
}

type Draw = (c: PageRequest, parts: Parts, problem?: Problem) => Response | Promise<Response>;

const appearancePage: Draw = (c, parts, problem) => {
  const { preferences } = actorOf(c);
  return page(c, parts, "appearance", () => <Appearance preferences={preferences} problem={problem} />);
};

const languagePage: Draw = (c, parts, problem) => {
  const { preferences } = actorOf(c);
  const { production } = parts.options.config;
  return page(c, parts, "language", () => (
    <LanguageAndTime preferences={preferences} production={production} zones={zones} problem={problem} />
  ));
};

const notificationsPage: Draw = (c, parts) => {
  const { preferences } = actorOf(c);
  const mail = parts.context.mail.on;
  return page(c, parts, "notifications", () => <Notifications preferences={preferences} mail={mail} />);
};

const devicesPage: Draw = async (c, parts, problem) => {
  const devices = await listDevices(parts.context, actorOf(c));
  return page(c, parts, "devices", () => <Devices devices={devices} problem={problem} />);
};

/** Does it and leads back; where it was refused, the form comes again and says why. */
async function save(
  c: PageRequest,
  parts: Parts,
  section: Section,
  draw: Draw,
  work: () => Promise<unknown>,
) {
  const { failed } = await attempt(work);
  if (!failed) return c.redirect(`/settings/${section}?saved`, 303);
  failing(c, failed);
  return draw(c, parts, failed.problem);
}

function preferencePages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/settings", (c) => c.redirect("/settings/appearance", 303))
    .get("/settings/appearance", (c) => appearancePage(c, parts))
    .post("/settings/appearance", async (c) => {
      const { theme, contrast, accent } = await fieldsOf(c);
      return save(c, parts, "appearance", appearancePage, async () =>
        updatePreferences(context, actorOf(c), parse(updates, { theme, contrast, accent })),
      );
    })
    .get("/settings/language", (c) => languagePage(c, parts))
    .post("/settings/language", async (c) => {
      const { language, hourCycle, timeZone } = await fieldsOf(c);
      return save(c, parts, "language", languagePage, async () =>
        updatePreferences(context, actorOf(c), parse(updates, { language, hourCycle, timeZone })),
      );
    })
    .get("/settings/notifications", (c) => notificationsPage(c, parts));
}

function devicePages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/settings/devices", (c) => devicesPage(c, parts))
    .post("/settings/devices/end-others", async (c) => {
      await endOtherDevices(context, actorOf(c));
      return c.redirect("/settings/devices?saved", 303);
    })
    .post("/settings/devices/:sessionId/end", async (c) => {
      await endDevice(context, actorOf(c), c.req.param("sessionId"));
      return c.redirect("/settings/devices?saved", 303);
    })
    .post("/settings/password", async (c) => {
      const { currentPassword, password } = await fieldsOf(c);
      return save(c, parts, "devices", devicesPage, async () =>
        changePassword(context, actorOf(c), parse(inputs.changePassword, { currentPassword, password })),
      );
    });
}

export function settingsPages(parts: Parts) {
  return new Hono<Env>().route("/", preferencePages(parts)).route("/", devicePages(parts));
}
