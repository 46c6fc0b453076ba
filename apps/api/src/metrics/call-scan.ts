import type { Call, Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { CallStore, type ArrivedRange, type RangeOf } from '../fold/call-store';
import { Clock } from '../platform/clock';
import { tooLongToRead, tooManyCalls } from './time-plan';

/** The most call rows that are folded for one answer. */
export const mostCallsRead = 50_000;
/** How long calls are looked through for one answer: nobody waits longer for a page. */
export const longestReadMs = 2_000;
/** Calls folded without letting others have a turn. */
export const callsAtOnce = 2_000;
/** How much time one statement looks through, so that none takes long, and it is known how far it came. */
const partMs = 31 * 86_400_000;

type Part = NonNullable<ArrivedRange['arrived']>;

/** Looks through calls for one answer: at most so many, and for no longer than anybody waits. */
@Injectable()
export class CallScan {
  constructor(
    private readonly calls: CallStore,
    private readonly clock: Clock,
  ) {}

  /**
   * The calls of a range in the order of arrival, some at a time. Rejects with a 400 `range_too_wide` that proposes a range
   * that is answered: at once where there are too many (looked for only where `mayBeMany`), else when it took too long.
   */
  async *pages(
    tx: EntityManager,
    tenantId: string,
    range: ArrivedRange & { readonly rangeOf: RangeOf },
    mayBeMany: boolean,
  ): AsyncGenerator<readonly Call[]> {
    const { from } = range;
    const end = this.clock.now() + longestReadMs;
    if (mayBeMany) {
      const tooLate = await this.calls.arrivalAfter(tx, tenantId, range, mostCallsRead);
      if (tooLate !== undefined) throw tooManyCalls(mostCallsRead, from, tooLate);
    }
    let read = 0;
    for (const arrived of partsOf(range)) {
      for await (const page of this.calls.pages(tx, tenantId, { ...range, arrived }, callsAtOnce)) {
        const readUntil = page[0]?.call.arrivedAt ?? arrived.from ?? from;
        if ((read += page.length) > mostCallsRead) throw tooManyCalls(mostCallsRead, from, readUntil);
        if (this.clock.now() > end) throw tooLongToRead(longestReadMs, from, readUntil);
        yield page.map(({ call }) => call);
      }
    }
  }
}

/** A range in parts by arrival, in order; what arrived before it or after it may reach into it. */
function partsOf({ from, to }: { readonly from: Instant; readonly to: Instant }): readonly Part[] {
  const edges: Instant[] = [];
  for (let at = from + partMs; at < to; at += partMs) edges.push(at);
  return [undefined, ...edges].map((start, place) => ({
    ...(start !== undefined && { from: start }),
    ...(edges[place] !== undefined && { before: edges[place] }),
  }));
}
