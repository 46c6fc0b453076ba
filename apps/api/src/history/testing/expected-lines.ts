import type { Counted, Definitions, Narrowed } from './recount';
import { countsOf, figuresOf, levelOf, rankOf, waitsOf } from './recount';
import { startsOf, wallOf, type Cut } from './wall-clock';

/** A figure of a page and what it is a part of, by `section item from measure`. */
export type Lines = Map<string, readonly [value: number | null, part?: number, of?: number]>;

/** What the clock shows stands for the instant, since a workbook keeps no more. */
export const lineKey = (section: string, item: string, shownMs: number | null, measure: string): string =>
  [section, item, shownMs ?? '', measure].join(' | ');

/** A page as it is asked for. */
export type AskedPage = {
  readonly narrowed: Narrowed;
  readonly interval: Cut;
  readonly definitions: Definitions;
};

/** Everything of a history's page that the calls of its range decide, from those that pass. */
export function expectedLines(counted: readonly Counted[], asked: AskedPage): Lines {
  const { definitions } = asked;
  const lines: Lines = new Map();
  const add = (item: string, measure: string, ...told: readonly [number | null, number?, number?]): void =>
    void lines.set(lineKey(item.split('/')[0] ?? '', item.split('/')[1] ?? '', null, measure), told);
  addHeadlines(counted, definitions, add);
  addOutcomes(countsOf(counted, definitions), add);
  addWaits(counted, add);
  addTrend(counted, asked, lines);
  addHours(counted, asked, add);
  return lines;
}

function addTrend(counted: readonly Counted[], asked: AskedPage, lines: Lines): void {
  const { narrowed, interval, definitions } = asked;
  const { timezone } = narrowed;
  const starts = startsOf(narrowed, interval, timezone);
  const lots = new Map<number, Counted[]>(starts.map((start) => [start, []]));
  for (const one of counted) lots.get(starts.findLast((start) => start <= one.at) ?? 0)?.push(one);
  for (const [start, lot] of lots) {
    const figures: Readonly<Record<string, number | null>> = {
      presented: lot.length,
      ...figuresOf(lot, definitions),
    };
    for (const measure of trendMeasures)
      lines.set(lineKey('trend', '', wallOf(start, timezone).shownMs, measure), [figures[measure] ?? null]);
  }
}

function addHours(counted: readonly Counted[], { narrowed, definitions }: AskedPage, add: Add): void {
  for (const [cell, lot] of Map.groupBy(counted, ({ at }) => cellOf(at, narrowed.timezone))) {
    const { unansweredRate = null, waitP90Ms = null } = figuresOf(lot, definitions);
    add(`hours/${cell}`, 'presented', lot.length);
    add(`hours/${cell}`, 'unanswered', countsOf(lot, definitions).get('unanswered') ?? 0);
    add(`hours/${cell}`, 'unansweredRate', unansweredRate);
    add(`hours/${cell}`, 'waitP90Ms', waitP90Ms);
  }
}

type Add = (item: string, measure: string, ...told: readonly [number | null, number?, number?]) => void;

const trendMeasures = [
  'presented',
  'unansweredRate',
  'abandonRate',
  'serviceLevel',
  'waitP50Ms',
  'waitP90Ms',
  'averageSpeedOfAnswerMs',
  'averageHandleTimeMs',
] as const;

function cellOf(at: number, timezone: string): string {
  const { weekday, minute } = wallOf(at, timezone);
  return `${weekday} ${String(Math.floor(minute / 60)).padStart(2, '0')}:00`;
}

function addHeadlines(counted: readonly Counted[], definitions: Definitions, add: Add): void {
  const counts = countsOf(counted, definitions);
  const count = (name: string): number => counts.get(name) ?? 0;
  const share = (name: string, part: number, of: number): void =>
    add(`headlines/${name}`, 'now', of === 0 ? null : part / of, part, of);
  const waits = waitsOf(counted);
  add('headlines/presented', 'now', counted.length);
  share('unansweredRate', count('unanswered'), count('answered') + count('unanswered'));
  share('serviceLevel', ...levelOf(count, definitions.formula));
  share(
    'abandonRate',
    count('abandoned') - count('shortAbandoned'),
    count('offered') - count('shortAbandoned'),
  );
  add('headlines/waitP90Ms', 'now', rankOf(waits, 0.9));
  share('waits beyond 60000 ms', waits.filter((wait) => wait > 60_000).length, waits.length);
}

const groups: Readonly<Record<string, readonly string[]>> = {
  answered: ['answered'],
  lost: [
    'abandoned',
    'ivrAbandoned',
    'blocked',
    'timeoutOverflow',
    'voicemail',
    'callbackExit',
    'systemFailed',
    'unspecified',
  ],
  spared: ['answeredByBot', 'closed', 'selfServed', 'unknown'],
  open: ['waiting', 'greeting'],
};
const further: Readonly<Record<string, readonly string[]>> = {
  abandoned: ['abandonedLonger', 'shortAbandoned'],
  blocked: ['blockedFull', 'blockedNoAgents', 'blockedBusy', 'blockedRefused'],
  timeoutOverflow: ['exitTimeout', 'exitNoAgents', 'exitKey', 'exitWithdrawn', 'exitOverflow'],
};

function addOutcomes(counts: ReadonlyMap<string, number>, add: Add): void {
  const count = (name: string): number =>
    name === 'abandonedLonger' ? count('abandoned') - count('shortAbandoned') : (counts.get(name) ?? 0);
  add('outcomes/presented', 'presented', count('presented'));
  for (const [kind, names] of Object.entries(groups)) {
    const all = names.reduce((sum, name) => sum + count(name), 0);
    // A group of one name says the same twice under one key.
    add(`outcomes/${kind}`, kind, all);
    for (const name of names) {
      add(`outcomes/${kind}`, name, count(name));
      for (const part of further[name] ?? []) add(`outcomes/${kind} ${name}`, part, count(part));
    }
  }
}

/** Every five seconds to two minutes, every ten to four, and those beyond. */
const edges = [
  ...Array.from({ length: 25 }, (_, index) => index * 5_000),
  ...Array.from({ length: 12 }, (_, index) => 130_000 + index * 10_000),
];

function addWaits(counted: readonly Counted[], add: Add): void {
  const all = waitsOf(counted);
  add('waits/', 'known', all.length);
  for (const [measure, share] of [
    ['waitP50Ms', 0.5],
    ['waitP90Ms', 0.9],
    ['waitP95Ms', 0.95],
  ] as const)
    add('waits/', measure, rankOf(all, share));
  const [answered, abandoned] = [waitsOf(counted, 'answered'), waitsOf(counted, 'abandoned')];
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1];
    const within = (waits: readonly number[]): number =>
      waits.filter((wait) => (wait > from || (from === 0 && wait === 0)) && wait <= (to ?? Infinity)).length;
    const item = `waits/${from}–${to ?? ''} ms`;
    add(item, 'answered', within(answered));
    add(item, 'abandoned', within(abandoned));
    add(item, 'other', within(all) - within(answered) - within(abandoned));
  }
}
