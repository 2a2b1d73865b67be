type Outcome = "renewed" | "signed-out" | "unreachable";

/** Before anything is known of the access token's end, half its life is a safe guess. */
const firstRenewalSeconds = 7 * 60;
const aheadSeconds = 60;

let timer: number | undefined;
/** Until when the access cookie surely is good: unknown at first, as a page does not say when it was given out. */
let goodUntil = 0;

function schedule(seconds: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void renew(), seconds * 1000);
}

async function exchange(): Promise<Outcome> {
  try {
    const response = await fetch("/api/auth/refresh", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    if (response.status === 401) return "signed-out";
    if (!response.ok) return "unreachable";
    const { expiresIn } = (await response.json()) as { expiresIn: number };
    const seconds = Math.max(expiresIn - aheadSeconds, 30);
    goodUntil = Date.now() + seconds * 1000;
    schedule(seconds);
    return "renewed";
  } catch {
    return "unreachable";
  }
}

/** One tab at a time: a refresh token used twice counts as stolen. Plain http has no locks; then this tab is alone. */
export function renew(): Promise<Outcome> {
  return navigator.locks ? navigator.locks.request("wisp-refresh", exchange) : exchange();
}

export const isFresh = () => Date.now() < goodUntil;

/** Renews the access cookie before it ends. */
export function keepSession(): void {
  schedule(firstRenewalSeconds);
}

export function goToSignIn(): void {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
}
