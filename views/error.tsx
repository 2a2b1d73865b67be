import type { ErrorCode } from "../src/lib/errors.ts";
import type { Key } from "../words/index.ts";
import type { Assets } from "./assets.ts";
import { Mark } from "./icons.tsx";
import { Layout } from "./layout.tsx";
import { t } from "./words.ts";

const words: Partial<Record<ErrorCode, { title: Key; text: Key }>> = {
  invalid_request: { title: "errors.invalid", text: "errors.invalidText" },
  forbidden: { title: "errors.forbidden", text: "errors.forbiddenText" },
  not_found: { title: "errors.notFound", text: "errors.notFoundText" },
  conflict: { title: "errors.conflict", text: "errors.conflictText" },
  too_large: { title: "errors.tooLarge", text: "errors.tooLargeText" },
  rate_limited: { title: "errors.tooMany", text: "errors.tooManyText" },
  unavailable: { title: "errors.unavailable", text: "errors.unavailableText" },
};
const unexpected = { title: "errors.unexpected", text: "errors.unexpectedText" } as const;

export type Failure = {
  status: number;
  code: ErrorCode;
  /** Seconds until it is worth another try. */
  retryAfter: number | undefined;
  /** By which the operator finds a fault of ours in the log. */
  requestId: string | undefined;
};

type Props = {
  assets: Assets;
  place: string | undefined;
  failure: Failure;
  signedIn: boolean;
  /** Where to try again, where that may help. */
  retry: string | undefined;
};

/** A page for what cannot be shown: what happened, in plain words, and a way on. It asks nothing of a database. */
export function ErrorPage({ assets, place, failure, signedIn, retry }: Props) {
  const { title, text } = words[failure.code] ?? unexpected;
  const again = retry !== undefined && failure.retryAfter !== undefined;
  return (
    <Layout assets={assets} place={place} title={t(title)}>
      <main id="main" class="entrance">
        <div class="entrance-card error-card">
          <p class="brand">
            <Mark />
            <bdi>{place ?? "Wisp"}</bdi>
          </p>
          <p class="error-status">{t("errors.status", { status: String(failure.status) })}</p>
          <h1>{t(title)}</h1>
          <p class="lead">{t(text, { count: failure.retryAfter ?? 1 })}</p>
          {failure.requestId ? (
            <p class="quiet error-request">{t("errors.request", { id: failure.requestId })}</p>
          ) : null}
          <div class="button-row">
            {again ? (
              <a class="button button-primary" href={retry}>
                {t("errors.tryAgain")}
              </a>
            ) : null}
            <a class={again ? "button" : "button button-primary"} href="/">
              {signedIn ? t("errors.toRooms") : t("errors.toStart")}
            </a>
          </div>
        </div>
      </main>
    </Layout>
  );
}
