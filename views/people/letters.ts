import { hue, initials } from "./identity.ts";

/**
 * The letters that stand for a person as an image of their own, over the colour that the page puts behind it
 * (static/styles/parts.css); a browser draws it in the scheme of that page. Under our policy a style would need a file.
 */
export function lettersOf(userId: string, name: string): string {
  const ink = `oklch(0.62 0.12 ${hue(userId) * 30})`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><text x="20" y="26" text-anchor="middle" font-family="system-ui, sans-serif" font-size="16" font-weight="650" fill="${ink}">${Bun.escapeHTML(initials(name))}</text></svg>`;
}
