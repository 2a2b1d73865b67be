/** JSON lines on standard output. Callers pass ids, counts and codes: never tokens, passwords, content or addresses. */

const levels = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof levels)[number];
export type LogFields = Record<string, string | number | boolean | null | undefined>;
export type Logger = Record<LogLevel, (event: string, fields?: LogFields) => void>;

export function createLogger(
  level: LogLevel,
  base: LogFields,
  write = (line: string) => void process.stdout.write(line),
): Logger {
  const least = levels.indexOf(level);
  const at =
    (name: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (levels.indexOf(name) < least) return;
      write(
        `${JSON.stringify({ time: new Date().toISOString(), level: name, event, ...base, ...fields })}\n`,
      );
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** An error as log fields: its kind, code and message, not its stack's local paths. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: String(error).slice(0, 300) };
  const cause = error.cause instanceof Error ? error.cause.message.slice(0, 300) : undefined;
  return { error: error.name, message: error.message.slice(0, 300), cause };
}
