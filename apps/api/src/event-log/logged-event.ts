/** An event as it is to be appended: validated, minimised, nothing of the caller in clear. */
export type NewEvent = Readonly<{
  /** Milliseconds since 1970. */
  at: number;
  source: string;
  /** A type of the event table, or one the server writes itself (`call.expired`, with source `vigie`). */
  type: string;
  subject: string;
  /** Unique within its source. */
  id: string;
  /** Order within the source among equal instants; null where the source gives none. */
  sequence: string | null;
  /** The known fields, as JSON text of one object, without a NUL or a lone surrogate. */
  data: string;
}>;

/** An event as the log holds it. */
export type LoggedEvent = Readonly<{
  seq: number;
  receivedAt: number;
  at: number;
  source: string;
  type: string;
  subject: string;
  id: string;
  sequence: string | null;
  data: Readonly<Record<string, unknown>>;
}>;

/** What became of a list of events that was appended. */
export type Appended = Readonly<{
  /** How many were new. Their numbers are the last `accepted` ones up to and including `last`. */
  accepted: number;
  /** Places in the given list, ascending, of those the log already had (or that came twice in the list). */
  duplicates: readonly number[];
  /** The tenant's last sequence number afterwards. */
  last: number;
}>;
