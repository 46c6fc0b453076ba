import type { Instant } from '@vigie/calls';

import type { LoggedEvent } from '../event-log/logged-event';

/** Half-open. */
export type Stretch = { readonly from: Instant; readonly to: Instant };

/** A time of one source. */
export type SourceStretch = Stretch & { readonly source: string };

/** A time of which a source told nothing. */
export type SourceGap = SourceStretch & { readonly why: string };

/** The gaps that a stretch of the log tells; one that ends before it begins is none. */
export const gapsOf = (events: readonly LoggedEvent[]): SourceGap[] =>
  stretchesOf(events, 'source.gap').map(({ event, ...gap }) => {
    const { why } = event.data;
    return { ...gap, why: typeof why === 'string' ? why : '' };
  });

/** Times of which a stretch of the log says that what was missed was told since. */
export const fillsOf = (events: readonly LoggedEvent[]): SourceStretch[] =>
  stretchesOf(events, 'source.gap_filled').map(({ source, from, to }) => ({ source, from, to }));

/** What is left of gaps of one source once times of it are filled, in the order of the gaps; the same whichever came first. */
export function openParts<Gap extends Stretch>(gaps: readonly Gap[], fills: readonly Stretch[]): Gap[] {
  const inOrder = fills.toSorted((a, b) => a.from - b.from);
  return gaps.flatMap((gap) => {
    const open: Gap[] = [];
    let { from } = gap;
    for (const fill of inOrder) {
      if (fill.to <= from || fill.from >= gap.to) continue;
      if (fill.from > from) open.push({ ...gap, from, to: fill.from });
      from = Math.max(from, fill.to);
    }
    if (from < gap.to) open.push({ ...gap, from });
    return open;
  });
}

function stretchesOf(events: readonly LoggedEvent[], type: string) {
  return events.flatMap((event) => {
    if (event.type !== type) return [];
    const [from, to] = [instantOf(event.data['from']), instantOf(event.data['to'])];
    return from < to ? [{ event, source: event.source, from, to }] : [];
  });
}

const instantOf = (value: unknown): Instant => (typeof value === 'string' ? Date.parse(value) : Number.NaN);
