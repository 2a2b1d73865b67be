import type { Assets } from "./assets.ts";
import { Icon } from "./icons.tsx";
import { Layout } from "./layout.tsx";
import { t } from "./words.ts";

/** What the service worker shows in place of a page that it does not have. An empty link is the page one asked for. */
export function OfflinePage({ assets, place }: { assets: Assets; place: string | undefined }) {
  return (
    <Layout assets={assets} place={place} title={t("offline.title")}>
      <main id="main" class="entrance">
        <div class="entrance-card">
          <p class="brand">
            <Icon name="signal-slash" />
            <bdi>{place ?? "Wisp"}</bdi>
          </p>
          <h1>{t("offline.title")}</h1>
          <p class="lead">{t("offline.text")}</p>
          <p>
            <a class="button button-primary" href="">
              {t("offline.retry")}
            </a>{" "}
            <a class="button button-quiet" href="/">
              {t("offline.last")}
            </a>
          </p>
        </div>
      </main>
    </Layout>
  );
}
