import type { Page } from "playwright-core";
import { settled, type PageStage } from "./stage.ts";

export type Opened = { name: string; path: string; signedIn: boolean };

/** The pages that are looked at. */
export const pages: Opened[] = [
  { name: "sign-in", path: "/sign-in", signedIn: false },
  { name: "a room", path: "/", signedIn: true },
  { name: "all rooms", path: "/rooms", signedIn: true },
  { name: "people", path: "/people", signedIn: true },
  { name: "settings", path: "/settings", signedIn: true },
];

/** Goes there and waits until nothing more happens by itself. */
export async function open(page: Page, { path, signedIn }: Opened): Promise<void> {
  const response = await page.goto(path);
  if (!response?.ok()) throw new Error(`${path} answered ${response?.status()}`);
  if (signedIn) await settled(page);
  else await page.waitForLoadState("networkidle");
}

export const SLOWER = 4;
export const slowVisit = (stage: PageStage, form: "desk" | "phone", signedIn = true) =>
  stage.visit({ form, signedIn, slower: SLOWER });
