import type { Child } from "../jsx/html.ts";
import { Layout, PageTitle } from "../layout.tsx";
import { Icon } from "../icons.tsx";
import { REACTING_FORM } from "../messages/reactions.ts";
import { t } from "../words.ts";
import { Sidebar } from "./sidebar.tsx";
import type { Shell } from "./types.ts";

/**
 * Links and forms swap the pane and morph the sidebar, so that its scroll and the live connection stay. Of two on their
 * way the later one counts: a page that was asked for first and comes last must not take its place.
 */
export const pageBoost = JSON.stringify({
  target: "#main",
  select: "#main",
  selectOOB: "#sidebar:outerMorph",
  swap: "outerHTML show:none",
});

type PageProps = { shell: Shell; title: string; children?: Child };

/** A page of a signed-in person: the sidebar and one pane, which on a phone take turns. */
export function ShellPage({ shell, title, children }: PageProps) {
  if (shell.kept)
    return (
      <>
        <PageTitle title={title} place={shell.place} />
        {children}
      </>
    );
  return (
    <Layout assets={shell.assets} place={shell.place} emoji={shell.emoji} title={title} viewer={shell.viewer}>
      <div
        id="app"
        class="app"
        data-user-id={shell.viewer.userId}
        data-guest={shell.viewer.role === "guest" || undefined}
        data-username={shell.viewer.username}
        data-display-name={shell.viewer.displayName}
        data-edit-window={shell.editWindow}
        hx-boost:inherited={pageBoost}
        hx-sync:inherited="#app:replace"
      >
        <Sidebar shell={shell} />
        {children}
      </div>
      <form id={REACTING_FORM} method="post" hidden></form>
      <div id="connection" data-island="connection" role="status"></div>
      <div id="announcer" class="visually-hidden" role="status" aria-live="polite"></div>
    </Layout>
  );
}

type PaneProps = {
  /** A name that somebody gave stands in `bdi`. */
  title: Child;
  lead?: string;
  back?: { href: string; label: string };
  actions?: Child;
  children?: Child;
};

export function BackLink({ href = "/home", label = t("shell.allRooms"), always = false }) {
  return (
    <a
      class={always ? "icon-button" : "icon-button back-link"}
      href={href}
      data-back
      aria-label={label}
      title={label}
    >
      <Icon name="chevron-left" />
    </a>
  );
}

/** A pane that is read and filled in rather than talked in. */
export function Pane({ title, lead, back, actions, children }: PaneProps) {
  return (
    <main id="main" class="pane page" data-pane="page" tabindex={-1}>
      <header class="pane-header">
        {back ? <BackLink {...back} always /> : <BackLink />}
        <h1>{title}</h1>
        <div class="pane-actions">{actions}</div>
      </header>
      <div class="page-scroll">
        <div class="page-body">
          {lead ? <p class="lead">{lead}</p> : null}
          {children}
        </div>
      </div>
    </main>
  );
}

/** Where nothing is chosen yet. On a phone this is the sidebar itself. */
export function HomePage({ shell }: { shell: Shell }) {
  return (
    <ShellPage shell={shell} title={t("shell.home")}>
      <main id="main" class="pane home" data-pane="home" tabindex={-1}>
        <div class="empty">
          <h1>{t("shell.welcome", { name: shell.viewer.displayName })}</h1>
          <p>{shell.rooms.length ? t("shell.chooseRoom") : t("shell.joinRoom")}</p>
          <p>
            <a class="button" href="/rooms">
              {t("rooms.browse")}
            </a>
          </p>
        </div>
      </main>
    </ShellPage>
  );
}
