import { expect, test } from "bun:test";
import { availableParallelism } from "node:os";
import { ConfigError, readConfig } from "./config.ts";

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test("an empty environment is a whole configuration", () => {
  const config = readConfig({});
  expect(config.port).toBe(3000);
  expect(config.database.url).toBe("file:data/wisp.db");
  expect(config.redis).toBeUndefined();
  expect(config.rateLimits?.messages).toEqual({ limit: 60, periodSeconds: 60 });
});

test("every mistake is named at once", () => {
  const problems = problemsOf({
    PORT: "many",
    REDIS_URL: "http://x",
    LIMIT_MESSAGES: "lots",
    ALLOWED_ORIGINS: "nonsense",
  });
  expect(problems.map((problem) => problem.split(/[.:]/)[0]).toSorted()).toEqual([
    "ALLOWED_ORIGINS",
    "LIMIT_MESSAGES",
    "PORT",
    "REDIS_URL",
  ]);
});

test("mail goes one way, from somebody, and with links of our own", () => {
  const smtp = { SMTP_URL: "smtps://wisp:secret@mail.example.org", MAIL_FROM: "Wisp <wisp@example.org>" };
  const base = { BASE_URL: "https://chat.example.org" };
  expect(problemsOf(smtp)[0]).toContain("BASE_URL");
  expect(problemsOf({ ...base, SMTP_URL: smtp.SMTP_URL })[0]).toContain("MAIL_FROM");
  expect(problemsOf({ MAIL_FROM: smtp.MAIL_FROM })[0]).toContain("SMTP_URL or RESEND_API_KEY");
  expect(problemsOf({ ...base, ...smtp, RESEND_API_KEY: "re_x" })[0]).toContain("either this or SMTP_URL");
  expect(problemsOf({ ...base, ...smtp, MAIL_FROM: "a@b.c\r\nBcc: d@e.f" })).toHaveLength(1);
  expect(readConfig({ ...base, ...smtp }).mail.kind).toBe("smtp");
  expect(readConfig({}).mail.kind).toBe("outbox");
  expect(readConfig({ NODE_ENV: "production" }).mail.kind).toBe("none");
});

test("a short secret is refused as too weak", () => {
  expect(problemsOf({ JWT_SECRET: "short" })[0]).toContain("too weak");
});

test("limits may be switched off in production only on purpose", () => {
  const production = { NODE_ENV: "production", RATE_LIMITS: "off" };
  expect(problemsOf(production)[0]).toContain("ALLOW_UNLIMITED");
  expect(problemsOf({ ...production, ALLOW_UNLIMITED: "1" })).toEqual([]);
});

test("a replica needs a server to replicate", () => {
  expect(problemsOf({ DATABASE_REPLICA_PATH: "data/replica.db" })[0]).toContain("DATABASE_REPLICA_PATH");
  expect(
    problemsOf({ DATABASE_REPLICA_PATH: "data/replica.db", DATABASE_URL: "http://localhost:8080" }),
  ).toEqual([]);
});

test("a node drains where there are others to take over, unless it is told otherwise", () => {
  const redis = { REDIS_URL: "redis://localhost:6379" };
  expect(readConfig({}).drainSeconds).toBe(0);
  expect(readConfig(redis).drainSeconds).toBe(3);
  expect(readConfig({ ...redis, DRAIN_SECONDS: "0" }).drainSeconds).toBe(0);
  expect(problemsOf({ DRAIN_SECONDS: "5" })[0]).toContain("DRAIN_SECONDS");
});

test("an origin is taken from a URL with a path", () => {
  const config = readConfig({
    BASE_URL: "https://chat.example.org/x",
    ALLOWED_ORIGINS: "https://a.example/, http://b.example:8080",
  });
  expect(config.allowedOrigins).toEqual([
    "https://chat.example.org",
    "https://a.example",
    "http://b.example:8080",
  ]);
});

test("several processes on one port need Redis between them, and auto is one without it", () => {
  const redis = { REDIS_URL: "redis://localhost:6379" };
  expect(problemsOf({ WORKERS: "2" })).toEqual([
    "WORKERS: more than one needs REDIS_URL, through which they hear each other",
  ]);
  expect(readConfig({ WORKERS: "2", ...redis }).workers).toBe(2);
  expect(readConfig({ WORKERS: "auto", ...redis }).workers).toBe(Math.min(availableParallelism(), 64));
  for (const alone of [{}, { WORKERS: "1" }, { WORKERS: "auto" }]) expect(readConfig(alone).workers).toBe(1);
  for (const wrong of ["0", "65", "1.5", "all"])
    expect(problemsOf({ WORKERS: wrong, ...redis })).toEqual([expect.stringMatching(/^WORKERS: /)]);
});
