import type { TableBlock } from '@vigie/contracts';

import type { ReportFormat } from '../words/report-format';
import { shareOrCount } from './reach-blocks';
import type { Scene } from './scene';

/** What is counted, how many, and its share of what it is a part of. */
export type Row = [label: string, number: string, share: string];

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

type Head = { readonly id: string; readonly title: string; readonly note: string; readonly head: string };

/** A table of counts and their shares. */
export function table({ words }: Scene, { id, title, note, head }: Head, rows: readonly Row[]): TableBlock {
  return {
    ...{ kind: 'table', id, title, note },
    columns: [
      { label: head },
      { label: words.done.number, align: 'end' },
      { label: words.done.share, align: 'end' },
    ],
    rows: rows.map((row) => [...row]),
  };
}

/** A row of so many of a whole, with its share of it. */
export const partOf =
  ({ format }: Pick<Scene, 'format'>, whole: number) =>
  (label: string, count: number): Row => [label, format.count(count), shareOrCount(format, count, whole)];

/** A row of the time that half of them did not pass; nothing where there is none. */
export function time({ words, format }: Scene, label: string, ms: number | null): Row[] {
  return ms === null ? [] : [[words.done.half(label), span(format, ms), '']];
}

/** Hours and minutes from an hour on: of these nobody asks for seconds. */
export function span(format: ReportFormat, ms: number): string {
  if (ms < hourMs) return format.duration(ms < minuteMs ? ms : Math.round(ms / minuteMs) * minuteMs);
  const minutes = Math.round(ms / minuteMs);
  const rest = String(minutes % 60).padStart(2, '0');
  return `${format.count(Math.floor(minutes / 60))}\u00a0h\u00a0${rest}`;
}
