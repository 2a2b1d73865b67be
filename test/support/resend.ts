/** Resend for tests: the part of its API that sends mail, with its keys of idempotency. */
export type Sent = {
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
};

export class Resend implements Disposable {
  /** What would have been delivered: once for each key. */
  readonly sent = new Map<string, Sent>();
  asked = 0;
  /** How it answers from now on; `after`: it has sent it already, and the answer is lost. */
  fault: { status: number; headers?: Record<string, string>; after?: boolean } | undefined;
  readonly #server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: (request) => this.#take(request) });

  get url(): string {
    return `http://127.0.0.1:${this.#server.port}`;
  }

  async #take(request: Request): Promise<Response> {
    this.asked += 1;
    const { pathname } = new URL(request.url);
    if (request.method !== "POST" || pathname !== "/emails") return new Response(null, { status: 405 });
    if (request.headers.get("authorization") !== "Bearer re_test") return new Response(null, { status: 401 });
    const refusal = this.fault && new Response("no", { ...this.fault });
    if (refusal && !this.fault?.after) return refusal;
    const key = request.headers.get("idempotency-key") ?? "";
    const body = (await request.json()) as Sent;
    const earlier = this.sent.get(key);
    if (earlier && !Bun.deepEquals(earlier, body)) return new Response(null, { status: 409 });
    this.sent.set(key, body);
    return refusal ?? Response.json({ id: Bun.randomUUIDv7() });
  }

  [Symbol.dispose](): void {
    void this.#server.stop(true);
  }
}
