/** The people of the demo workspace: a small studio that makes field recorders. The first one owns the place. */
export const people = [
  { username: "maya", displayName: "Maya Lindqvist" },
  { username: "tomas", displayName: "Tomás Rivera" },
  { username: "aiko", displayName: "Aiko Tanaka" },
  { username: "samuel", displayName: "Samuel Okafor" },
  { username: "ines", displayName: "Inês Duarte" },
  { username: "jonas", displayName: "Jonas Weber" },
  { username: "leila", displayName: "Leila Haddad" },
  { username: "ravi", displayName: "Ravi Menon" },
  { username: "freya", displayName: "Freya Nilsen" },
  { username: "omar", displayName: "Omar Benali" },
] as const;

export type Username = (typeof people)[number]["username"];

/** What the demo installation is called. */
export const placeName = "Osprey";

export const demoPassword = "wisp-demo-2026";
