import { describe, expect, test } from "bun:test";
import { operations } from "../../../src/routes/openapi.ts";
import { ApiClient } from "../../support/client.ts";
import { waitFor } from "../../support/wait.ts";
import { people, type Suite } from "../system.ts";

type OpenApi = {
  openapi: string;
  paths: Record<string, Record<string, { responses: object; security: object[]; requestBody?: object }>>;
};

export const operation: Suite = (system) => {
  describe("operation", () => {
    test("every node says that it is well, and of what", async () => {
      for (const url of system().urls) {
        const health = await new ApiClient(url).call<{ status: string; checks: object }>("GET", "/health");
        expect(health.status).toBe("ok");
        expect(Object.keys(health.checks).toSorted()).toEqual(["broker", "database"]);
      }
    });

    test("is measured: what happened is in the figures", async () => {
      const { alice } = await people(system(), "alice");
      await using socket = await alice.connect();
      const figures = async () => {
        const response = await fetch(`${alice.url}/metrics`);
        expect(response.headers.get("content-type")).toStartWith("text/plain");
        return response.text();
      };
      const count = async (name: RegExp) => Number(name.exec(await figures())?.[1] ?? 0);
      const sent = /^wisp_messages_total\{[^}]*change="new_message"[^}]*\} (\d+)/m;
      const before = await count(sent);
      await alice.send((await alice.createRoom()).id, "hello");
      await waitFor(async () => (await count(sent)) > before);
      await socket.settled();
      expect(await count(/^wisp_connections(?:\{[^}]*\})? (\d+)/m)).toBeGreaterThan(0);
      const text = await figures();
      for (const what of [
        /connections/,
        /messages/,
        /deliver/,
        /request.*_bucket/,
        /frame.*_bucket/,
        /loop/,
        /batch.*_bucket/,
        /broker/,
        /limit/,
      ]) {
        expect(text).toMatch(what);
      }
      expect(text).not.toContain(alice.id);
      expect(text).not.toContain(alice.username);
    });

    test("its API describes itself: every operation, what it takes and what it answers", async () => {
      const { openapi, paths } = await new ApiClient(system().urls[0]!).call<OpenApi>(
        "GET",
        "/api/openapi.json",
      );
      expect(openapi).toStartWith("3.1");
      const described = Object.entries(paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method} ${path}`),
      );
      expect(described.toSorted()).toEqual(
        Object.keys(operations)
          .map((name) => name.replace(/:(\w+)/g, "{$1}"))
          .toSorted(),
      );
      for (const methods of Object.values(paths)) {
        for (const [method, { responses, requestBody }] of Object.entries(methods)) {
          expect(Object.keys(responses)).toContain("default");
          if (method === "patch") expect(requestBody).toBeDefined();
        }
      }
    });
  });
};
