/** Elements in one another; a browser's layout slows down by it. */
const MAX_DEPTH = 20;
/** UTF-16 code units; 5,000 quotation marks are 30,000. A table of empty cells would be a hundred thousands. */
const MAX_LENGTH = 65_536;

const tag = /<(\/?)[^>]*?(\/?)>/g;

/** Whether markup of ours is small and flat enough to be sent to everybody. */
export function isModest(html: string): boolean {
  if (html.length > MAX_LENGTH) return false;
  let depth = 0;
  for (const [, closes, alone] of html.matchAll(tag)) {
    if (closes) depth -= 1;
    else if (!alone) depth += 1;
    if (depth > MAX_DEPTH) return false;
  }
  return true;
}
