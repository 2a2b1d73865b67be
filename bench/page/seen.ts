/** What the code inside the page (`inside/`) tells. */

/** Milliseconds since the navigation began. */
export type Paints = { first: number; largest: number; largestElement: string };

/** `at`: milliseconds since the navigation began. `culprits`: what moved, and from where to where. */
export type Shift = { value: number; at: number; culprits: string[] };

/** `frames`: how many were drawn after Enter until one showed it. */
export type Sent = { milliseconds: number; frames: number };

export type Frames = {
  /** Milliseconds between frames. */
  gaps: number[];
  /** Pixels of each jump of the view, upwards below zero. */
  jumps: number[];
  /** Milliseconds in which nothing moved, as at the very top, waiting for what is older. */
  waited: number;
  /** Messages in the document at the end. */
  messages: number;
};
