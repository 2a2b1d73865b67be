import { desk, openRoom, phone, type Picture } from "./picture.ts";

const viewer = { at: "demo", as: "maya" } as const;

/** The pictures, in the order in which a stranger would look at them. */
export const pictures: Picture[] = [
  {
    ...viewer,
    name: "desk-light",
    options: { ...desk, colorScheme: "light" },
    steps: (page) => openRoom(page, "Firmware"),
  },
  {
    ...viewer,
    name: "desk-dark",
    options: { ...desk, colorScheme: "dark" },
    steps: (page) => openRoom(page, "Firmware"),
  },
  {
    ...viewer,
    name: "phone-light",
    options: { ...phone, colorScheme: "light" },
    steps: async (page) => void (await page.goto("/home")),
  },
  {
    ...viewer,
    name: "phone-dark",
    options: { ...phone, colorScheme: "dark" },
    steps: (page) => openRoom(page, "Firmware"),
  },
  {
    ...viewer,
    name: "palette",
    options: { ...desk, colorScheme: "dark" },
    async steps(page) {
      await openRoom(page, "General");
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").waitFor();
      await page.keyboard.type("de");
    },
  },
  {
    ...viewer,
    name: "emoji",
    options: { ...desk, colorScheme: "light" },
    async steps(page) {
      await openRoom(page, "Lunch");
      await page.getByRole("button", { name: /emoji/i }).first().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    ...viewer,
    name: "keys",
    options: { ...desk, colorScheme: "light" },
    async steps(page) {
      await page.goto("/people");
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    ...viewer,
    name: "settings",
    options: { ...desk, colorScheme: "light" },
    steps: async (page) => void (await page.goto("/settings")),
  },
  {
    ...viewer,
    name: "german",
    options: { ...desk, colorScheme: "light", locale: "de-DE", timezoneId: "Europe/Berlin" },
    steps: async (page) => void (await page.goto("/rooms")),
  },
  {
    name: "first-run",
    at: "empty",
    options: { ...desk, colorScheme: "light" },
    steps: async (page) => void (await page.goto("/first-run")),
  },
];
