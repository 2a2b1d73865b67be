import { expect } from "bun:test";

/** A browser without JavaScript: it keeps its cookies and follows nothing by itself. */
export class Reader {
  readonly #url: string;
  readonly #language: string;
  #cookies = new Map<string, string>();

  constructor(url: string, language = "en") {
    this.#url = url;
    this.#language = language;
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = {
      ...{ origin: this.#url, cookie, "accept-language": this.#language },
      ...(init.headers as Record<string, string>),
    };
    const response = await fetch(this.#url + path, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      if (/max-age=0/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(path, { headers });
  }

  /** A page's markup, whatever its status. */
  async read(path: string): Promise<string> {
    return (await this.get(path)).text();
  }

  post(path: string, fields: Record<string, string> | FormData = {}): Promise<Response> {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    return this.#send(path, { method: "POST", body });
  }

  async signUp(username: string, displayName = username): Promise<this> {
    expect((await this.post("/sign-up", { ...account(username), displayName })).status).toBe(303);
    return this;
  }
}

/** What a form asks for to make an account. */
export const account = (username: string) => ({
  username,
  displayName: username,
  email: `${username}@example.org`,
  password: "long enough",
});

/** Where an answer leads to. */
export const location = (response: Response): string => response.headers.get("location") ?? "";
