import type { Key } from "../../words/index.ts";
import { Saved } from "../forms.tsx";
import type { Child } from "../jsx/html.ts";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";

export type AdminSection = "place" | "people" | "reports" | "emoji" | "audit" | "mail";

/** What those see who look after the place, in this order: each has an address below `/admin`. */
const sections: { name: AdminSection; label: Key }[] = [
  { name: "place", label: "admin.place" },
  { name: "people", label: "admin.people" },
  { name: "reports", label: "admin.reports" },
  { name: "emoji", label: "emoji.title" },
  { name: "audit", label: "admin.audit" },
  { name: "mail", label: "admin.mail" },
];

type Props = { shell: Shell; section: AdminSection; saved?: boolean; children?: Child };

/** The frame of every page of the administration. Only the owner and admins are let in (src/routes/pages/admin.tsx). */
export function AdminFrame({ shell, section, saved, children }: Props) {
  return (
    <ShellPage shell={shell} title={t("admin.title")}>
      <Pane title={t("admin.title")} back={{ href: "/settings", label: t("settings.title") }}>
        <nav class="tabs" aria-label={t("admin.title")}>
          {sections.map(({ name, label }) => (
            <a href={`/admin/${name}`} aria-current={name === section ? "page" : undefined}>
              {t(label)}
            </a>
          ))}
        </nav>
        <Saved saved={saved} />
        {children}
      </Pane>
    </ShellPage>
  );
}
