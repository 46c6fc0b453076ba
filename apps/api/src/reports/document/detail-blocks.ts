import type { FiguresBlock, TableBlock } from '@vigie/contracts';

import { lossNames } from '@vigie/calls';
import { sharesThatAddUp } from './columns';
import { fewestForPercent, shareOrCount } from './reach-blocks';
import { callsOf, opening } from './report-calls';
import type { Scene } from './scene';

type SumPart = {
  readonly label: string;
  readonly count: number;
  /** The count of `GET /api/v1/calls` that lists them; absent where none does. */
  readonly listed?: string;
  readonly coveredOnly?: boolean;
};

/** Every call that was presented, in parts that add up to it. */
export function sumBlock(scene: Scene): TableBlock {
  const { words, format, figures } = scene;
  const { reach } = figures;
  const parts = sumParts(scene);
  const shares = sharesThatAddUp(parts.map(({ count }) => count));
  const shareOf = (count: number, index: number | null): string =>
    reach.presented < fewestForPercent
      ? shareOrCount(format, count, reach.presented)
      : format.percent(index === null ? 1 : (shares[index] ?? 0), 1);
  const [calls, number, share] = words.detail.sumColumns;
  const seconds = format.duration(figures.shortAbandonMs);
  const short = words.detail.shortAbandons(format.count(reach.shortAbandoned), seconds);
  return {
    kind: 'table',
    id: 'all-calls',
    title: words.detail.sumTitle,
    note:
      reach.shortAbandoned > 0 ? `${words.detail.sumNote}${words.semicolon}${short}` : words.detail.sumNote,
    columns: [{ label: calls }, { label: number, align: 'end' }, { label: share, align: 'end' }],
    rows: [
      ...parts.map(({ label, count }, index) => [label, format.count(count), shareOf(count, index)]),
      [words.detail.presented, format.count(reach.presented), shareOf(reach.presented, null)],
    ],
    rowCalls: [
      ...parts.map(({ listed, count, coveredOnly }) =>
        listed === undefined ? null : callsOf(scene, listed, count, coveredOnly),
      ),
      callsOf(scene, 'presented', reach.presented),
    ],
  };
}

/** The parts that hold a call; two counts together have no list of their own. */
function sumParts({ words, figures: { reach } }: Scene): readonly SumPart[] {
  const losses = lossNames.map((name) => ({
    label: capitalised(words.losses[name](2)),
    count: reach.losses[name],
    listed: name,
  }));
  const parts: readonly SumPart[] = [
    { label: words.detail.answered, count: reach.coveredAnswered, listed: 'answered', coveredOnly: true },
    ...losses,
    {
      label: words.detail.answeredOutside,
      count: reach.answeredOutside,
      listed: 'answeredOutsideHours',
    },
    { label: words.detail.closed, count: reach.closed, listed: 'closed' },
    { label: words.detail.selfServed, count: reach.selfServed },
    { label: words.detail.undecided, count: reach.undecided },
  ];
  return parts.filter(({ count }) => count > 0);
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** How long patients waited, the exact mean among the rest. */
export function waitsBlock({ words, format, figures: { waits } }: Scene): TableBlock | null {
  const rows = (
    [
      [words.detail.answeredMedian, waits.answeredMedianMs],
      [words.detail.answeredMean, waits.answeredMeanMs],
      [words.detail.allMedian, waits.medianMs],
      [words.detail.allP90, waits.p90Ms],
    ] as const
  ).flatMap(([label, ms]) => (ms === null ? [] : [[label, preciseDuration(format, ms)]]));
  if (rows.length === 0) return null;
  const [wait, time] = words.detail.waitsColumns;
  return {
    kind: 'table',
    id: 'waits',
    title: words.detail.waitsTitle,
    columns: [{ label: wait }, { label: time, align: 'end' }],
    rows,
  };
}

/** A mean is told to a tenth of a second; percentiles are whole ones. */
function preciseDuration(format: Scene['format'], ms: number): string {
  return ms % 1000 === 0 ? format.duration(ms) : `${format.number(ms / 1000, 1)}\u00a0s`;
}

/** Calls outside covered hours, by when they came. */
export function outsideBlock({ words, format, figures: { outside } }: Scene): TableBlock {
  const [when, calls] = words.detail.outsideColumns;
  const parts = [
    [words.detail.lunch, outside.lunch],
    [words.detail.evening, outside.evening],
    [words.detail.closedDays, outside.closedDays],
  ] as const;
  return {
    kind: 'table',
    id: 'outside',
    title: words.detail.outsideTitle,
    columns: [{ label: when }, { label: calls, align: 'end' }],
    rows: parts.filter(([, count]) => count > 0).map(([label, count]) => [label, format.count(count)]),
    empty: words.detail.outsideEmpty,
  };
}

/** Steadiness, holds, transfers, and conversations too short to be one. */
export function serviceBlock(scene: Scene): FiguresBlock {
  const { words, format, figures } = scene;
  const { reach, steadiness } = figures;
  const answered = reach.coveredAnswered + reach.answeredOutside;
  return {
    kind: 'figures',
    id: 'service',
    title: words.detail.serviceTitle,
    figures: [
      {
        value: shareOrCount(format, steadiness.onTarget, steadiness.quarters),
        label: words.detail.steadiness(format.count(steadiness.quarters)),
      },
      {
        value: shareOrCount(format, reach.held, answered),
        label: words.detail.held(format.count(reach.held)),
        ...opening(callsOf(scene, 'held', reach.held)),
      },
      {
        value: shareOrCount(format, reach.transferred, answered),
        label: words.detail.transferred(format.count(reach.transferred)),
        ...opening(callsOf(scene, 'transferred', reach.transferred)),
      },
      {
        value: format.count(reach.talkUnder5s),
        label: words.detail.talkUnder5s,
        ...opening(callsOf(scene, 'talkUnder5s', reach.talkUnder5s)),
      },
    ],
  };
}
