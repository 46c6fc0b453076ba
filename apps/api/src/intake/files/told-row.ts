import type { RepeatedId } from '@vigie/contracts';

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

/** Beyond so many calls of one file the memory is not spent: what was seen is still told. */
const mostRemembered = 500_000;
const mostListed = 1_000;

/**
 * Notices ids that one file uses for calls of different times. Such rows correct each other, as the last of a call
 * stands, but more often somebody's program has used an id twice: it is told, never decided.
 */
export class RepeatedIds {
  private readonly seen = new Map<string, { readonly line: number; readonly at: number }>();
  count = 0;
  readonly listed: RepeatedId[] = [];

  add({ source, callId, slot, line, at }: ToldRow): void {
    const name = `${source}\0${callId}\0${slot}`;
    const first = this.seen.get(name);
    if (first === undefined) {
      if (this.seen.size < mostRemembered) this.seen.set(name, { line, at });
      return;
    }
    if (first.at === at) return;
    this.count += 1;
    if (this.listed.length < mostListed) this.listed.push({ callId, firstLine: first.line, line });
  }
}
