import type { NewEvent } from '../../event-log/logged-event';
import type { Version } from '../recorded/recorded-call';

/** Free text that came with a row: it never enters the log. */
export type ToldComment = {
  readonly text: string;
  readonly language: string | undefined;
  readonly at: number;
};

/** What a good row of a file tells: a call, or what its caller answered by one channel. */
export type ToldRow = {
  readonly line: number;
  readonly source: string;
  readonly callId: string;
  /** When what it tells happened, ms since 1970. */
  readonly at: number;
  /** Empty for the call itself, else the channel of the answer. */
  readonly slot: string;
  /** All that it says, as one text: equal when and only when nothing changed. */
  readonly content: string;
  readonly comment?: ToldComment | undefined;
  readonly event: (version: Version) => NewEvent;
};

/** A row that is not taken, and why. Never quotes what stands in it, but for the call's id. */
export type RefusedRow = { readonly line: number; readonly callId: string | null; readonly problem: string };

/** What reading a row gives. */
export type ReadRow =
  { readonly ok: true; readonly row: ToldRow } | { readonly ok: false; readonly refused: RefusedRow };
