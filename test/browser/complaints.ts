/** What pages and workers complain about, in every tab of a context. */
import type { BrowserContext } from "playwright-core";

/** A network that was cut on purpose complains; a policy that was violated or a script that failed must not. */
const serious = /Content Security Policy|Uncaught|(?<!Failed to fetch )TypeError|ReferenceError/;

/** The event comes also where the console says nothing: for what is reported once, and in a worker. */
const watching = `addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
  console.error("Content Security Policy: " + [effectiveDirective, blockedURI, sourceFile, lineNumber].join(" ")))`;

/** Adds to `complaints` whatever goes wrong in any page or service worker of the context, from its first line on. */
export async function collectComplaints(context: BrowserContext, complaints: string[]): Promise<void> {
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("console", (message) => {
    if (serious.test(message.text())) complaints.push(message.text());
  });
  // It may have ended already.
  context.on("serviceworker", (worker) => void worker.evaluate(watching).catch(() => {}));
  await context.addInitScript({ content: watching });
}
