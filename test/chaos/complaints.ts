/** What of a node's log says nothing but that its database or its broker did not answer. */
const EXPLAINED = [
  /^ECONN(RESET|REFUSED)\b/,
  /^ConnectionRefused\b/,
  /^(no answer from the database in|The operation timed out|the connection is closed)/,
  /^SERVER_ERROR\b.*HTTP status (404|50\d)/,
  /^SQLITE_(IOERR|FULL)\b/,
];

type Line = { level?: string; event?: string; error?: string; message?: string; cause?: string };

/** Reads a growing log, and returns those faults in it that nothing which is done to the system explains. */
export class Complaints {
  #last = "";

  /** Of what was added since the last call. */
  unexplained(log: string): string[] {
    const whole = log.slice(0, log.lastIndexOf("\n") + 1);
    const lines = whole.split("\n").filter((line) => line !== "");
    const from = this.#last === "" ? 0 : lines.lastIndexOf(this.#last) + 1;
    this.#last = lines.at(-1) ?? "";
    return lines.slice(from).filter((line) => line.includes('"level":"error"') && !isExplained(line));
  }
}

function isExplained(line: string): boolean {
  try {
    const { event, message = "", cause = message } = JSON.parse(line) as Line;
    return event === "fault" && EXPLAINED.some((pattern) => pattern.test(cause));
  } catch {
    // Its writer was killed in the middle of it.
    return true;
  }
}
