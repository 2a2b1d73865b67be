const hues = 12;

/** A person's colour and letters, as views/people/identity.ts has them. */
export const hue = (userId: string): number => Number.parseInt(userId.slice(-6), 16) % hues || 0;

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? words.at(-1) : "";
  return [words[0], last]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
