import { tongues } from "../words/index.ts";
import type { Assets } from "./assets.ts";
import { reader, t } from "./words.ts";

/** The ground that the icons are drawn on (docs/icons.ts), shown while the app opens. */
const ground = "#12282d";

function icons(assets: Assets) {
  const icon = (name: string, size: number, purpose: string) => ({
    src: assets.url(`icons/${name}.png`),
    sizes: `${size}x${size}`,
    type: "image/png",
    purpose,
  });
  return [
    icon("icon-192", 192, "any"),
    icon("icon-512", 512, "any"),
    icon("maskable-192", 192, "maskable"),
    icon("maskable-512", 512, "maskable"),
  ];
}

/** What the place is called on a home screen and looks like there (W3C, Web Application Manifest), for the reader. */
export function manifest(assets: Assets, place: string | undefined) {
  const { language } = reader();
  const shortcut = (name: string, url: string) => ({ name, url });
  return {
    id: "/",
    name: place ?? "Wisp",
    short_name: place ?? "Wisp",
    description: t("layout.description"),
    lang: language,
    dir: tongues[language].direction,
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: ground,
    theme_color: ground,
    categories: ["social", "productivity"],
    icons: icons(assets),
    shortcuts: [
      shortcut(t("palette.unread"), "/unread"),
      shortcut(t("palette.people"), "/people"),
      shortcut(t("palette.browse"), "/rooms"),
    ],
  };
}
