/** Code points that a message has at most (src/lib/contract/inputs.ts). */
const most = 5000;

/** Code points that are left, where it may be nearly full: the exact number costs a walk over the text. */
export function left(content: string): number {
  return content.length < most / 2 ? most - content.length : most - [...content.trim()].length;
}

/** How many code points too many there are. */
export const excess = (content: string): number => (content.length > most ? Math.max(0, -left(content)) : 0);
