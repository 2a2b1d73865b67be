import { t } from "./words.ts";

type Props = {
  /** The list's address with what it was asked for, but for the page. */
  href: string;
  /** From 1. */
  page: number;
  more: boolean;
};

/** The ways to the neighbouring pages of a list; nothing where it has one. */
export function Paging({ href, page, more }: Props) {
  if (page === 1 && !more) return null;
  const to = (other: number) => `${href}${href.includes("?") ? "&" : "?"}page=${other}`;
  return (
    <nav class="paging" aria-label={t("people.pages")}>
      {page > 1 ? (
        <a class="button" rel="prev" href={to(page - 1)}>
          {t("people.previous")}
        </a>
      ) : null}
      <span class="quiet">{t("people.page", { page })}</span>
      {more ? (
        <a class="button" rel="next" href={to(page + 1)}>
          {t("people.next")}
        </a>
      ) : null}
    </nav>
  );
}
