import { raw, type Child } from "./jsx/html.ts";
import type { Assets } from "./assets.ts";

type Props = {
  assets: Assets;
  title: string;
  /** The signed-in person, whose own messages a style sheet of their own marks: the fragments are the same for all. */
  userId?: string;
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
function staticParts(assets: Assets) {
  const looks = (
    <>
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f1f5f6" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#10181c" />
      <meta name="htmx-config" content={htmxConfig} />
      <link rel="icon" type="image/svg+xml" href={assets.url("icons/favicon.svg")} />
      {assets.stylesheets.map((href) => (
        <link rel="stylesheet" href={href} />
      ))}
    </>
  );
  const scripts = (
    <>
      <script type="importmap">{raw(assets.importMap)}</script>
      {assets.modules.map((href) => (
        <link rel="modulepreload" href={href} />
      ))}
      <script type="module" src={assets.url("app.ts")}></script>
    </>
  );
  return { looks, scripts };
}

const made = new WeakMap<Assets, ReturnType<typeof staticParts>>();

function partsOf(assets: Assets) {
  const known = made.get(assets) ?? staticParts(assets);
  made.set(assets, known);
  return known;
}

function Head({ assets, title, userId }: Props) {
  const { looks, scripts } = partsOf(assets);
  return (
    <head>
      <meta charset="utf-8" />
      <meta
        name="viewport"
        content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
      />
      <title>{`${title} · Wisp`}</title>
      {looks}
      {userId ? <link rel="stylesheet" href={`/viewers/${userId}.css`} /> : null}
      {userId ? scripts : null}
    </head>
  );
}

/** The document around every page. Pages of a signed-out visitor need no script at all. */
export function Layout(props: Props) {
  const document = (
    <html lang="en">
      <Head {...props} />
      <body>
        <a class="skip-link" href="#main">
          Skip to content
        </a>
        {props.children}
      </body>
    </html>
  );
  return raw(`<!doctype html>${document.text}`);
}
