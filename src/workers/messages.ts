/** What a supervisor and its workers say to each other, over the channel between a process and the one that started it. */

export type FromWorker =
  /** It serves. */
  | { type: "ready"; port: number; url: string }
  | { type: "alive" }
  /** It wants the metrics of all others. */
  | { type: "gather" }
  | { type: "metrics"; id: number; text: string }
  /** The database file is damaged, in words. */
  | { type: "damaged"; message: string };

export type ToWorker =
  | { type: "ping" }
  /** Somebody wants its metrics. */
  | { type: "collect"; id: number }
  | { type: "gathered"; texts: string[] }
  | { type: "damaged"; message: string };

/** Arguments by which a worker knows its place: which one it is, and how often that has been taken anew. */
export const argumentsOf = ({ number, restarts }: Place): string[] => [
  `--worker=${number}`,
  `--restarts=${restarts}`,
];

export type Place = { number: number; restarts: number };

/** Undefined for a process that no supervisor started. */
export function placeOf(args: string[]): Place | undefined {
  const valueOf = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.split("=")[1];
  const number = valueOf("worker");
  return number === undefined ? undefined : { number: Number(number), restarts: Number(valueOf("restarts")) };
}
