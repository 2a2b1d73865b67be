/** People at browsers: each has cookies of their own, and anything the page complains about is remembered. */
import type {
  APIRequestContext,
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Page,
} from "playwright-core";
import { collectComplaints } from "./complaints.ts";
import { jitter } from "./jitter.ts";
import { waitFor } from "../support/wait.ts";

export type Person = { username: string; displayName: string };
export const ada: Person = { username: "ada", displayName: "Ada Lovelace" };
export const grace: Person = { username: "grace", displayName: "Grace Hopper" };
export const password = "correct horse battery";

/** Milliseconds that a page may take for anything, where three browsers share two cores. Only a failure lasts as long. */
const patience = 30_000;

export class Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
  readonly #origin: string;

  private constructor(context: BrowserContext, page: Page, complaints: string[], origin: string) {
    this.context = context;
    this.page = page;
    this.complaints = complaints;
    this.#origin = origin;
  }

  static async arrive(
    browser: Browser,
    baseURL: string,
    options: BrowserContextOptions = {},
  ): Promise<Visitor> {
    const context = await browser.newContext({
      baseURL,
      viewport: { width: 1280, height: 800 },
      // Playwright sees nothing of what a worker answers; test/browser/offline.test.ts is about the worker.
      serviceWorkers: "block",
      ...options,
    });
    context.setDefaultTimeout(patience);
    const complaints: string[] = [];
    await collectComplaints(context, complaints);
    await jitter(context);
    return new Visitor(context, await context.newPage(), complaints, new URL(baseURL).origin);
  }

  async signUp({ username, displayName }: Person): Promise<void> {
    await this.page.goto("/sign-up");
    await this.page.getByLabel("Your name").fill(displayName);
    await this.page.getByLabel("Username").fill(username);
    await this.page.getByLabel("Email").fill(`${username}@example.org`);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Create account" }).click();
    await this.page.waitForURL((url) => url.pathname !== "/sign-up");
  }

  /** The same without a look at the page: what its form does is another test's. */
  async register({ username, displayName }: Person): Promise<void> {
    const account = { username, displayName, password, email: `${username}@example.org` };
    await this.#post("/sign-up", { form: account, maxRedirects: 0 }, 303);
  }

  /** At the door, wherever it came up. */
  async signIn({ username }: Person): Promise<void> {
    await this.page.getByLabel("Email or username").fill(username);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
    await this.page.waitForURL((url) => url.pathname !== "/sign-in");
  }

  /** An open one, and goes there. */
  async createRoom(name: string): Promise<string> {
    const response = await this.#post("/api/rooms", { data: { name, kind: "open" } }, 201);
    const { id } = (await response.json()) as { id: string };
    await this.page.goto(`/rooms/${id}`);
    return id;
  }

  /** Through the room browser, as a newcomer would. */
  async joinRoom(name: string): Promise<void> {
    await this.page.goto("/rooms");
    await this.page.getByRole("button", { name: `Join ${name}` }).click();
    await this.page.getByRole("heading", { name, level: 1 }).waitFor();
    await this.page.waitForLoadState();
  }

  roomId(): string {
    return new URL(this.page.url()).pathname.split("/").at(-1) ?? "";
  }

  get composer() {
    return this.page.getByRole("textbox", { name: /^Message to/ });
  }

  /** In the sidebar. */
  roomLink(name: string) {
    return this.page.getByRole("navigation").getByRole("link", { name: new RegExp(name) });
  }

  /** Another tab of the same browser, which is in front until this visitor acts. */
  async tab(path: string): Promise<Page> {
    const tab = await this.context.newPage();
    await tab.goto(path);
    await tab.locator("html[data-live=online]").waitFor({ state: "attached" });
    return tab;
  }

  /** Once the script has come: before, Enter is a new line. */
  async write(text: string): Promise<void> {
    await this.page.locator('[data-island="composer"][data-alive]').waitFor();
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** Messages that the room has, as opposed to one's own that it may yet refuse. */
  stored(text: string) {
    return this.page.locator("#messages .message", { hasText: text });
  }

  /** By the menu of a message, in the tab in front: one behind draws once a second. */
  async act(text: string, label: string): Promise<void> {
    await this.page.bringToFront();
    await this.page.waitForLoadState();
    await this.stored(text).hover();
    await this.stored(text).getByRole("button", { name: "Message actions" }).click();
    await this.page
      .getByRole("dialog", { name: "Message actions" })
      .getByRole("button", { name: label, exact: true })
      .click();
  }

  outgoing(text: string) {
    return this.page.locator("[data-outgoing]", { hasText: text });
  }

  sees(text: string): Promise<void> {
    return this.stored(text).waitFor();
  }

  /** Contents in the order in which they stand, one's own unsent ones last. */
  contents(): Promise<string[]> {
    return this.page.locator(".messages .message .message-content").allTextContents();
  }

  async until(condition: () => boolean | Promise<boolean>, message: string): Promise<void> {
    await waitFor(condition, { message, interval: 25, timeout: patience });
  }

  /** Waits until the live connection stands; a page that works shows nothing of it. */
  live(): Promise<void> {
    return this.page.locator("html[data-live=online]").waitFor({ state: "attached" });
  }

  /** As when the network is there again: the longer a server was away, the longer a page waits between two tries. */
  async tryNow(): Promise<void> {
    await this.page.evaluate("dispatchEvent(new Event('online'))");
    await this.live();
  }

  /** Stores messages by the JSON API, with this visitor's own cookies. */
  async store(roomId: string, contents: string[]): Promise<void> {
    for (const content of contents)
      await this.#post(`/api/rooms/${roomId}/messages`, { data: { content } }, 201);
  }

  async #post(path: string, options: Parameters<APIRequestContext["post"]>[1], status: number) {
    const headers = { origin: this.#origin };
    const response = await this.context.request.post(path, { headers, ...options });
    if (response.status() !== status) throw new Error(`${response.status()} ${await response.text()}`);
    return response;
  }
}
