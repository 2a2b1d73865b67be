import { waitFor } from "../support/wait.ts";
import { ownerOf, type System } from "./system.ts";

/** What was sent to an address, the newest first, as the owner of a place without a mail server reads it (/admin/mail). */
export async function mailsTo(system: System, address: string): Promise<string[]> {
  const owner = ownerOf(system);
  const page = await fetch(`${owner.url}/admin/mail`, { headers: { cookie: `wisp-access=${owner.token}` } });
  const rows = (await page.text()).split('<li class="card mail">').slice(1);
  const words = (row: string) => /<pre[^>]*>([^]*?)<\/pre>/.exec(row)?.[1] ?? "";
  return rows.filter((row) => row.includes(`>${address}<`)).map(words);
}

/** The secret in the newest link of a kind (`reset`, `verify`, `join`) that was mailed to an address; waits for it. */
export const mailedLink = (system: System, address: string, kind: string, but?: string): Promise<string> =>
  waitFor(
    async () => {
      const pattern = new RegExp(`/${kind}/([\\w-]{43})`);
      const found = (await mailsTo(system, address)).map((mail) => pattern.exec(mail)?.[1]);
      return found.find((token) => token !== undefined && token !== but);
    },
    { timeout: 20_000, message: `a ${kind} link for ${address}` },
  );
