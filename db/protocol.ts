/** What passes between a `Connection` and its worker thread. */
export type Value = string | number | null | Uint8Array;
export type Statement = { sql: string; args: Value[] };
export type Row = Value[];

export type ConnectionOptions = {
  /** `file:PATH`, or `http(s)://` or `libsql://` for a libSQL server. */
  url: string;
  authToken: string | undefined;
  /** Milliseconds after which a caller is answered with `DatabaseUnavailable`. */
  deadline: number;
  /** A local copy of the server at `url`, for reads. */
  replicaPath?: string | undefined;
};

export type Request =
  | { type: "open"; options: ConnectionOptions }
  | { type: "run"; id: number; mode: "read" | "write"; statements: Statement[] }
  | { type: "sync"; upTo: number }
  | { type: "close" };

export type Failure = { kind: "unavailable" | "statement"; code: string; message: string };

export type Reply =
  | { type: "done"; id: number; rows: Row[][] }
  | { type: "failed"; id: number; failure: Failure }
  /** A replica holds the changes up to this number, which it was asked to catch up with. */
  | { type: "synced"; upTo: number }
  | { type: "lost"; message: string }
  | { type: "closed" };
