import { expect, test } from "bun:test";
import { startNode, WispNode } from "./node.ts";

test("a node serves, is killed, comes back with its data and its port, and stops when asked", async () => {
  await using node = await startNode();
  const login = { email: "ada@example.org", password: "correct horse battery" };
  const post = (path: string, body: object) =>
    fetch(node.url + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  expect((await post("/api/auth/register", { ...login, username: "ada" })).status).toBe(201);

  await node.restart();
  expect((await post("/api/auth/login", login)).status).toBe(200);
  expect(await node.stop()).toBe(0);
});

test("a node with wrong settings ends and names each of them", async () => {
  await using node = new WispNode({ JWT_SECRET: "short", LIMIT_MESSAGES: "many" });
  const failure = await node.start().catch((error: Error) => error.message);
  expect(failure).toContain("JWT_SECRET: too weak");
  expect(failure).toContain("LIMIT_MESSAGES: a rate such as 60/1m");
});
