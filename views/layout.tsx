import { tongues } from "../words/index.ts";
import type { Assets, PageModules } from "./assets.ts";
import { type Child, type Html, raw } from "./jsx/html.ts";
import type { Viewer } from "./shell/types.ts";
import { type Reader, reader, t } from "./words.ts";

type Props = {
  assets: Assets;
  title: string;
  /** What the installation is called, where it has a name. */
  place: string | undefined;
  /** The signed-in person: a style sheet of their own marks their messages and mentions, as fragments are the same for all. */
  viewer?: Viewer;
  /** Names the state of the custom emoji, where there are any. */
  emoji?: string | undefined;
  children?: Child;
};

/** No eval, no injected style, failures handled by the page itself: what the Content-Security-Policy asks of htmx. */
const htmxConfig = JSON.stringify({
  includeIndicatorCSS: false,
  defaultFocusScroll: false,
  defaultSettleDelay: 0,
  defaultTimeout: 15_000,
});

/** What stands in every head, made once for the files there are. */
function looks(assets: Assets) {
  return (
    <>
      <meta name="htmx-config" content={htmxConfig} />
      <link
        rel="icon"
        type="image/svg+xml"
        href={assets.url("icons/favicon.svg")}
        data-unread={assets.url("icons/favicon-unread.svg")}
      />
      <link rel="manifest" href="/manifest.webmanifest" crossorigin="use-credentials" />
      <link rel="apple-touch-icon" href={assets.url("icons/apple-touch-icon.png")} />
      <meta name="mobile-web-app-capable" content="yes" />
      <link rel="stylesheet" href={assets.url("styles.css")} />
    </>
  );
}

function scripts(assets: Assets, { importMap, preloaded }: PageModules) {
  return (
    <>
      <script type="importmap">{raw(importMap)}</script>
      {preloaded.map((href) => (
        <link rel="modulepreload" href={href} />
      ))}
      <script type="module" src={assets.url("app.ts")}></script>
    </>
  );
}

const made = new WeakMap<object, Html>();

function once(of: object, make: () => Html): Html {
  const known = made.get(of) ?? make();
  made.set(of, known);
  return known;
}

/** The colour of the browser's own bars: the page's, in the theme that the reader chose or the system has. */
function Colours({ theme }: Pick<Reader, "theme">) {
  if (theme !== "system") return <meta name="theme-color" content={barColours[theme]} />;
  return (
    <>
      <meta name="theme-color" media="(prefers-color-scheme: light)" content={barColours.light} />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content={barColours.dark} />
    </>
  );
}

const barColours = { light: "#f1f5f6", dark: "#10181c" };

export const PageTitle = ({ title, place }: Pick<Props, "title" | "place">) => (
  <title>{`${title} · ${place ?? "Wisp"}`}</title>
);

function Head({ assets, title, place, viewer, emoji }: Props) {
  const { theme, language } = reader();
  const modules = assets.modules[language];
  return (
    <head>
      <meta charset="utf-8" />
      <meta
        name="viewport"
        content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
      />
      <PageTitle title={title} place={place} />
      <meta name="description" content={t("layout.description")} />
      <Colours theme={theme} />
      {once(assets, () => looks(assets))}
      {viewer ? <link rel="stylesheet" href={`/viewers/${viewer.userId}/${viewer.username}.css?2`} /> : null}
      {emoji ? <link rel="stylesheet" href={`/emoji/custom.css?v=${emoji}`} data-custom-emoji /> : null}
      {viewer ? once(modules, () => scripts(assets, modules)) : null}
    </head>
  );
}

/** What the style sheet and the browser's side read off the page: `data-hour-cycle`, `data-time-zone` and the looks. */
function attributes({ language, theme, contrast, accent, locale, hourCycle, timeZone, singleKeys }: Reader) {
  return {
    lang: language,
    dir: tongues[language].direction,
    "data-theme": theme,
    "data-contrast": contrast,
    "data-accent": accent,
    "data-locale": locale,
    "data-hour-cycle": hourCycle,
    "data-time-zone": timeZone,
    "data-single-keys": singleKeys ? undefined : "off",
    // What a page fetches anew by itself (static/sidebar/refresh.ts).
    "hx-sync": "this:queue last",
  };
}

/** The document around every page. Pages of a signed-out visitor need no script at all. */
export function Layout(props: Props) {
  const document = (
    <html {...attributes(reader())}>
      <Head {...props} />
      <body>
        <a class="skip-link" href="#main">
          {t("layout.skip")}
        </a>
        {raw(props.assets.icons)}
        {props.children}
      </body>
    </html>
  );
  return raw(`<!doctype html>${document.text}`);
}
