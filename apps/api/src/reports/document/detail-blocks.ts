import type { ActionsBlock, FiguresBlock, NotesBlock, QuotesBlock, TableBlock } from '@vigie/contracts';

import { lossNames, type ReasonFigures } from '../figures/report-figures';
import type { ReportedAction } from './report-material';
import { shareOrCount } from './reach-blocks';
import type { Scene } from './scene';

/** Reasons told one by one; the rest is one line. */
const mostReasons = 6;
const mostOutcomes = 3;

/** What patients asked for and what followed; `limit` rows at most. */
export function reasonsBlock(scene: Scene, limit = mostReasons): TableBlock {
  const { words, figures } = scene;
  const told = figures.reasons.filter(({ reason }) => reason !== null);
  const shown = told.slice(0, limit);
  const rest = told.slice(limit);
  const rows = shown.map((reason) => reasonRow(scene, reason));
  if (rest.length > 0) rows.push(plainRow(scene, words.reasons.others, rest));
  const unknown = figures.reasons.filter(({ reason }) => reason === null);
  if (rows.length > 0 && unknown.length > 0) rows.push(plainRow(scene, words.reasons.none, unknown));
  const [reason, calls, followed, wait] = words.reasons.columns;
  return {
    kind: 'table',
    id: 'reasons',
    title: words.reasons.title,
    columns: [
      { label: reason },
      { label: calls, align: 'end' },
      { label: followed },
      { label: wait, align: 'end' },
    ],
    rows,
    empty: words.reasons.empty,
  };
}

function reasonRow({ words, format }: Scene, figures: ReasonFigures): string[] {
  const { reason, calls, medianWaitMs } = figures;
  return [
    words.reasons.names[reason ?? ''] ?? reason ?? '',
    format.count(calls),
    outcomeTexts({ words, format }, figures).join(', '),
    medianWaitMs === null ? words.when.nothing : format.duration(medianWaitMs),
  ];
}

/** Appointments first where the source tells them, then what was noted most often. */
function outcomeTexts(
  { words, format }: Pick<Scene, 'words' | 'format'>,
  { outcomes, appointments }: ReasonFigures,
): string[] {
  const { obtained, notObtained } = appointments;
  const told = obtained + notObtained > 0 ? [words.reasons.obtained(format.count(obtained), obtained)] : [];
  const others = Object.entries(outcomes)
    .filter(([outcome]) => told.length === 0 || outcome !== 'appointment_made')
    .sort((a, b) => b[1] - a[1])
    .map(
      ([outcome, count]) => `${format.count(count)} ${words.reasons.outcomes[outcome]?.(count) ?? outcome}`,
    );
  if (others.length === 0 && notObtained > 0) told.push(words.reasons.notObtained(format.count(notObtained)));
  return [...told, ...others].slice(0, mostOutcomes);
}

function plainRow({ words, format }: Scene, label: string, reasons: readonly ReasonFigures[]): string[] {
  const calls = reasons.reduce((sum, reason) => sum + reason.calls, 0);
  return [label, format.count(calls), '', words.when.nothing];
}

/** Every call that was presented, in parts that add up to it. */
export function sumBlock(scene: Scene): TableBlock {
  const { words, format, figures } = scene;
  const { reach } = figures;
  const part = (label: string, count: number) => [
    label,
    format.count(count),
    shareOrCount(format, count, reach.presented),
  ];
  const losses = lossNames.map((name) => ({
    label: capitalised(words.losses[name](2)),
    count: reach.losses[name],
  }));
  const parts = [
    { label: words.detail.answered, count: reach.answered },
    ...losses,
    { label: words.detail.answeredOutside, count: reach.answeredOutside },
    { label: words.detail.closed, count: reach.closed },
    { label: words.detail.selfServed, count: reach.selfServed },
    { label: words.detail.undecided, count: reach.undecided },
  ].filter(({ count }) => count > 0);
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
      ...parts.map(({ label, count }) => part(label, count)),
      part(words.detail.presented, reach.presented),
    ],
  };
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
export function serviceBlock({ words, format, figures }: Scene): FiguresBlock {
  const { reach, steadiness } = figures;
  const answered = reach.answered + reach.answeredOutside;
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
      },
      {
        value: shareOrCount(format, reach.transferred, answered),
        label: words.detail.transferred(format.count(reach.transferred)),
      },
      { value: format.count(reach.talkUnder5s), label: words.detail.talkUnder5s },
    ],
  };
}

/** Quotes and themes; nothing where comments are not told. */
export function quotesBlock({ words, format, comments }: Scene): QuotesBlock | null {
  if (comments === null) return null;
  return {
    kind: 'quotes',
    id: 'quotes',
    title: words.quotes.title,
    note: words.quotes.note,
    quotes: comments.quotes.map(({ id, text, tone }) => ({ id, text, tone, toneLabel: words.quotes[tone] })),
    themes: comments.themes.map(({ theme, positive, negative }) => ({
      label: theme,
      text: words.quotes.theme(format.count(positive), format.count(negative)),
    })),
    empty: words.quotes.empty,
  };
}

/** What is to be decided together, from this report. */
export function actionsBlock(scene: Scene): ActionsBlock {
  const { words, actions } = scene;
  const drawn = actions.map((action) => drawnAction(scene, action));
  return {
    kind: 'actions',
    id: 'actions',
    title: words.actions.title,
    actions: drawn,
    empty: words.actions.empty,
  };
}

/** What became of earlier decisions; nothing without any. */
export function earlierActionsBlock(scene: Scene): ActionsBlock | null {
  const { words, earlierActions } = scene;
  if (earlierActions.length === 0) return null;
  const actions = earlierActions.map((action) => drawnAction(scene, action));
  return { kind: 'actions', id: 'earlier-actions', title: words.actions.lastTitle, actions };
}

function drawnAction({ words, format }: Scene, action: ReportedAction) {
  const { id, text, owner, due, expected, status, outcome, before, after } = action;
  const told = status === 'open' ? [] : [words.actions[status]];
  if (outcome !== null) told.push(outcome);
  if (before !== null && after !== null)
    told.push(words.actions.beforeAfter(format.percent(before, 1), format.percent(after, 1)));
  return {
    id,
    text,
    owner,
    due: due === null ? words.actions.noDue : format.date(due),
    expected,
    outcome: told.length === 0 ? null : told.join(words.semicolon),
  };
}

/** What happened that explains a figure: a doctor away, a move. */
export function notesBlock({ words, notes }: Scene): NotesBlock | null {
  if (notes.length === 0) return null;
  return { kind: 'notes', id: 'notes', title: words.notes.title, paragraphs: notes };
}

/** How the figures are made. */
export function methodBlock({ words, format, figures }: Scene): NotesBlock {
  const { seconds, formula, target } = figures.serviceLevel;
  const name = `SL-${formula.slice(2)}`;
  const paragraphs = [
    ...words.method.paragraphs,
    words.method.service(name, format.duration(seconds * 1000), format.percent(target)),
    words.method.contact(figures.centre),
  ];
  return { kind: 'notes', id: 'method', title: words.method.title, paragraphs };
}
