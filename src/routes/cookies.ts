import type { Context as HonoContext } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import { DAY, SECOND } from "../lib/time.ts";
import { cookieNames } from "../lib/cookies.ts";
import type { Env, HttpOptions } from "./env.ts";

type Config = Pick<HttpOptions["config"], "production">;

/** Seconds: as long as the refresh token itself. */
const REFRESH_AGE = (7 * DAY) / SECOND;

const options = (config: Config): CookieOptions => ({
  path: "/",
  httpOnly: true,
  sameSite: "Lax",
  secure: config.production,
});

export function setSessionCookies(
  c: HonoContext<Env>,
  session: { accessToken: string; expiresIn: number; refreshToken: string | undefined },
  config: Config,
): void {
  const names = cookieNames(config.production);
  setCookie(c, names.access, session.accessToken, { ...options(config), maxAge: session.expiresIn });
  if (session.refreshToken)
    setCookie(c, names.refresh, session.refreshToken, { ...options(config), maxAge: REFRESH_AGE });
}

export function clearSessionCookies(c: HonoContext<Env>, config: Config): void {
  for (const name of Object.values(cookieNames(config.production))) deleteCookie(c, name, options(config));
}

export function sessionCookies(c: HonoContext<Env>, config: Config) {
  const names = cookieNames(config.production);
  return { access: getCookie(c, names.access), refresh: getCookie(c, names.refresh) };
}
