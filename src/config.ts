/** The environment, read once. Every mistake is named at once, so that one start shows the whole list. */
import { availableParallelism } from "node:os";
import { z } from "zod";

const flag = (name: string) => z.enum(["on", "off"]).describe(name);
const seconds = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** `60/1m`: 60 times in 1 minute. Units s, m, h, d. */
const rate = z
  .string()
  .regex(/^[1-9]\d{0,6}\/[1-9]\d{0,3}[smhd]$/, "a rate such as 60/1m")
  .transform((text) => {
    const [count = "", period = ""] = text.split("/");
    const unit = period.at(-1) as keyof typeof seconds;
    return { limit: Number(count), periodSeconds: Number(period.slice(0, -1)) * seconds[unit] };
  });

const origin = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin);
/** Comma-separated. */
const origins = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(origin));
const databaseUrl = z
  .string()
  .regex(/^(file:.+|(https?|libsql|wss?):\/\/.+)$/, "file:PATH, http(s)://… or libsql://…");
const redisUrl = z.url({ protocol: /^rediss?$/ });
/** A mailbox, with or without a name before it: `Wisp <wisp@example.org>`. */
const mailbox = z
  .string()
  .regex(/^[^<>@\r\n]*<?[^\s<>@]+@[\w.-]+>?$/, "an address such as Wisp <wisp@example.org>");
/** Processes that share the port. Beyond this it is Redis and the database that set the pace. */
const MAX_WORKERS = 64;
const workers = z.union([z.literal("auto"), z.coerce.number().pipe(z.int().min(1).max(MAX_WORKERS))]);

const environment = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  PORT: z.coerce.number().pipe(z.int().min(0).max(65_535)).default(3000),
  HOST: z.string().default("0.0.0.0"),
  WORKERS: workers.default(1),
  BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  ALLOWED_ORIGINS: origins,
  DATA_DIR: z.string().min(1).default("data"),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_AUTH_TOKEN: z.string().min(1).optional(),
  DATABASE_ADMIN_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_REPLICA_PATH: z.string().min(1).optional(),
  REDIS_URL: redisUrl.optional(),
  REDIS_SUBSCRIBE_URL: redisUrl.optional(),
  JWT_SECRET: z.string().min(1).optional(),
  REGION: z.string().min(1).max(32).default("local"),
  PRIMARY_REGION: z.string().min(1).max(32).optional(),
  PRIMARY_URL: z.url().optional(),
  RATE_LIMITS: flag("RATE_LIMITS").default("on"),
  ALLOW_UNLIMITED: z.enum(["0", "1"]).default("0"),
  LIMIT_REGISTRATIONS: rate.prefault("5/1h"),
  LIMIT_FAILED_LOGINS: rate.prefault("10/1h"),
  LIMIT_MESSAGES: rate.prefault("60/1m"),
  LIMIT_UPLOADS: rate.prefault("10/1h"),
  LIMIT_REPORTS: rate.prefault("20/1h"),
  LIMIT_SEARCHES: rate.prefault("120/1m"),
  LIMIT_REQUESTS: rate.prefault("600/1m"),
  LIMIT_MAILS: rate.prefault("5/1h"),
  LIMIT_HANDOVERS: rate.prefault("20/1h"),
  PUSH_CONTACT: z.url({ protocol: /^(https|mailto)$/ }).optional(),
  PUSH_SERVICES: origins,
  MAIL_FROM: mailbox.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  RESEND_API_KEY: z.string().min(1).optional(),
  RESEND_URL: z.url({ protocol: /^https?$/ }).default("https://api.resend.com"),
  CLIENT_ADDRESS_HEADER: z
    .string()
    .regex(/^[a-zA-Z0-9-]+$/)
    .optional(),
  SOCKET_COMPRESSION: flag("SOCKET_COMPRESSION").default("off"),
  DRAIN_SECONDS: z.coerce.number().pipe(z.number().min(0).max(4)).optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
});

export const environmentKeys = Object.keys(environment.shape);

const MIN_SECRET = 32;
/** Longer than compose.yaml's balancer takes to look at every node once. */
const DRAIN_SECONDS = 3;

/** The kernel shares one port between processes (SO_REUSEPORT); elsewhere the last of them would get everything. */
const sharesPorts = process.platform === "linux";

/** `auto`: one a core that this process may use, where they can hear each other and share the port. */
const countOf = (wanted: number | "auto", redis: string | undefined): number => {
  if (wanted !== "auto") return wanted;
  return redis && sharesPorts ? Math.min(availableParallelism(), MAX_WORKERS) : 1;
};

/** Why there cannot be so many. */
const againstWorkers = (wanted: number | "auto", redis: string | undefined): string | undefined => {
  if (wanted === "auto" || wanted === 1) return undefined;
  if (!redis) return "more than one needs REDIS_URL, through which they hear each other";
  return sharesPorts ? undefined : "more than one needs Linux: no other system lets them share a port";
};

type MailSettings = Partial<
  Record<"MAIL_FROM" | "SMTP_URL" | "RESEND_API_KEY" | "BASE_URL", string | undefined>
>;

/** What is wrong with the way that mail is to go. The links in it must not be what a request says that we are called. */
function* againstMail(env: MailSettings): Generator<[path: keyof MailSettings, message: string]> {
  const { SMTP_URL, RESEND_API_KEY, MAIL_FROM, BASE_URL } = env;
  if (!SMTP_URL && !RESEND_API_KEY) {
    if (MAIL_FROM) yield ["MAIL_FROM", "needs a way for mail: SMTP_URL or RESEND_API_KEY"];
    return;
  }
  if (SMTP_URL && RESEND_API_KEY) yield ["RESEND_API_KEY", "either this or SMTP_URL"];
  if (!MAIL_FROM) yield ["MAIL_FROM", "needed for mail: whom it is from"];
  if (!BASE_URL) yield ["BASE_URL", "needed for mail: the links in it begin with it"];
}

/** How mail goes out. */
export type MailWay =
  | { kind: "smtp"; url: string; from: string }
  | { kind: "resend"; apiKey: string; url: string; from: string }
  /** A page shows it (/admin/mail). */
  | { kind: "outbox" }
  | { kind: "none" };

function mailWay(env: z.output<typeof environment>): MailWay {
  const { MAIL_FROM: from = "", SMTP_URL, RESEND_API_KEY, RESEND_URL, NODE_ENV } = env;
  if (SMTP_URL) return { kind: "smtp", url: SMTP_URL, from };
  if (RESEND_API_KEY) return { kind: "resend", apiKey: RESEND_API_KEY, url: RESEND_URL, from };
  return { kind: NODE_ENV === "production" ? "none" : "outbox" };
}

/** Rules between settings, which no single one can check. */
const checked = environment.superRefine((env, context) => {
  const wrong = (path: keyof typeof env, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  if (env.JWT_SECRET !== undefined && env.JWT_SECRET.length < MIN_SECRET)
    wrong("JWT_SECRET", `too weak: at least ${MIN_SECRET} characters`);
  if (env.NODE_ENV === "production" && env.RATE_LIMITS === "off" && env.ALLOW_UNLIMITED !== "1")
    wrong("RATE_LIMITS", "off in production needs ALLOW_UNLIMITED=1");
  if (env.DATABASE_REPLICA_PATH && !isRemote(env.DATABASE_URL))
    wrong("DATABASE_REPLICA_PATH", "needs a DATABASE_URL on a libSQL server");
  if (env.REDIS_SUBSCRIBE_URL && !env.REDIS_URL) wrong("REDIS_SUBSCRIBE_URL", "needs REDIS_URL");
  for (const [path, message] of againstMail(env)) wrong(path, message);
  const refusal = againstWorkers(env.WORKERS, env.REDIS_URL);
  if (refusal) wrong("WORKERS", refusal);
  if (env.NODE_ENV === "production" && isRemote(env.DATABASE_URL) && !env.JWT_SECRET)
    wrong("JWT_SECRET", "set it: nodes that share a database must share the secret");
});

function isRemote(url: string | undefined): boolean {
  return url !== undefined && !url.startsWith("file:");
}

/** Whom a push service may turn to (RFC 8292): it refuses what is no https and no address, and some look at the host. */
function contactOf(baseUrl: string | undefined): string {
  return baseUrl?.startsWith("https:") ? new URL(baseUrl).origin : "mailto:wisp@example.org";
}

export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

export type Config = ReturnType<typeof readConfig>;

/** An empty variable counts as one that is left out, as compose files and shells often write them. */
export function readConfig(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(environmentKeys.map((key) => [key, source[key] || undefined]));
  const parsed = checked.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  const env = parsed.data;
  return {
    production: env.NODE_ENV === "production",
    port: env.PORT,
    host: env.HOST,
    /** Processes that share the port; with 1 there is no supervisor. */
    workers: countOf(env.WORKERS, env.REDIS_URL),
    /** Undefined: the origin is whatever host the request was made to (a laptop, a local network). */
    baseUrl: env.BASE_URL,
    allowedOrigins: [...(env.BASE_URL ? [new URL(env.BASE_URL).origin] : []), ...env.ALLOWED_ORIGINS],
    dataDirectory: env.DATA_DIR,
    database: {
      url: env.DATABASE_URL ?? `file:${env.DATA_DIR}/wisp.db`,
      authToken: env.DATABASE_AUTH_TOKEN,
      adminUrl: env.DATABASE_ADMIN_URL,
      replicaPath: env.DATABASE_REPLICA_PATH,
    },
    redis: env.REDIS_URL
      ? { url: env.REDIS_URL, subscribeUrl: env.REDIS_SUBSCRIBE_URL ?? env.REDIS_URL }
      : undefined,
    jwtSecret: env.JWT_SECRET,
    region: env.REGION,
    primaryRegion: env.PRIMARY_REGION ?? env.REGION,
    rateLimits:
      env.RATE_LIMITS === "off"
        ? undefined
        : {
            registrations: env.LIMIT_REGISTRATIONS,
            failedLogins: env.LIMIT_FAILED_LOGINS,
            messages: env.LIMIT_MESSAGES,
            uploads: env.LIMIT_UPLOADS,
            reports: env.LIMIT_REPORTS,
            searches: env.LIMIT_SEARCHES,
            requests: env.LIMIT_REQUESTS,
            mails: env.LIMIT_MAILS,
            handovers: env.LIMIT_HANDOVERS,
          },
    push: {
      contact: env.PUSH_CONTACT ?? contactOf(env.BASE_URL),
      /** Origins; none: any public push service. */
      services: env.PUSH_SERVICES,
    },
    mail: mailWay(env),
    clientAddressHeader: env.CLIENT_ADDRESS_HEADER,
    socketCompression: env.SOCKET_COMPRESSION === "on",
    /** Seconds. Who is alone has nobody to leave the newcomers to. */
    drainSeconds: env.DRAIN_SECONDS ?? (env.REDIS_URL ? DRAIN_SECONDS : 0),
    logLevel: env.LOG_LEVEL,
  };
}
