import { raw } from "../jsx/html.ts";
import { reader } from "../words.ts";
import { tongues } from "../../words/index.ts";

/** What a mail says, in the order in which it says it: drawn once as plain text and once as a page. */
export type Sheet = {
  subject: string;
  lines: string[];
  /** What somebody said, and where: the sender, the place, the words if they may be told, and the way there. */
  quotes?: { who: string; text: string | null; url: string }[];
  button: { label: string; url: string } | undefined;
  /** Small print; the last of it may lead somewhere. */
  foot: string[];
  footLink?: { label: string; url: string } | undefined;
};

export function plainOf({ lines, quotes = [], button, foot, footLink }: Sheet): string {
  const said = quotes.map(({ who, text, url }) =>
    [who, text && `  ${text}`, `  ${url}`].filter(Boolean).join("\n"),
  );
  const way = button && `${button.label}:\n${button.url}`;
  const end = footLink && `${footLink.label}: ${footLink.url}`;
  return `${[...lines, ...said, way, "-- ", ...foot, end].filter(Boolean).join("\n\n")}\n`;
}

/** Mail programs know little CSS and no sheets: what stands here stands on the elements, and nothing is fetched from elsewhere. */
const body = "margin:0;padding:24px 12px;background:#f1f5f6;color:#17252b;font:16px/1.5 system-ui,sans-serif";
const card =
  "max-width:32rem;margin:0 auto;padding:24px;background:#fff;border:1px solid #d8e1e4;border-radius:16px";
const button =
  "display:inline-block;padding:12px 20px;border-radius:10px;background:#0b6b76;color:#fff;font-weight:600;text-decoration:none";
const quote = "margin:0 0 16px;padding:0 0 0 12px;border-inline-start:3px solid #d8e1e4";
const small = "margin:12px 0 0;font-size:13px;color:#52656d";

export function pageOf(sheet: Sheet): string {
  const { language } = reader();
  const page = (
    <html lang={language} dir={tongues[language].direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{sheet.subject}</title>
      </head>
      <body style={body}>
        <div style={card}>
          {sheet.lines.map((line) => (
            <p style="margin:0 0 16px">{line}</p>
          ))}
          {sheet.quotes?.map(({ who, text, url }) => (
            <p style={quote}>
              <a href={url} style="color:#0b6b76">
                {who}
              </a>
              {text ? <br /> : null}
              {text}
            </p>
          ))}
          {sheet.button ? (
            <p style="margin:24px 0 8px">
              <a href={sheet.button.url} style={button}>
                {sheet.button.label}
              </a>
            </p>
          ) : null}
          <div style="margin-top:24px;border-top:1px solid #d8e1e4">
            {sheet.foot.map((line) => (
              <p style={small}>{line}</p>
            ))}
            {sheet.footLink ? (
              <p style={small}>
                <a href={sheet.footLink.url} style="color:#52656d">
                  {sheet.footLink.label}
                </a>
              </p>
            ) : null}
          </div>
        </div>
      </body>
    </html>
  );
  return raw(`<!doctype html>${page.text}`).text;
}
