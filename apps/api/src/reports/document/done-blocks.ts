import type { TableBlock } from '@vigie/contracts';
import { campaignOffered, followupsDue, wilson } from '@vigie/metrics';

import type { CallerFigures, ReachedSoon } from '../figures/report-figures';
import type { ReportFormat } from '../words/report-format';
import { fewestForPercent, shareOrCount } from './reach-blocks';
import type { Scene } from './scene';
import { rangeText } from './survey-blocks';

/** What is counted, how many, and its share of what it is a part of. */
type Row = [label: string, number: string, share: string];

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** What was done about those whom nobody answered: parts that add up, how soon, how long; nothing where nobody was missed. */
export function missedBlock(scene: Scene): TableBlock | null {
  const { callers } = scene.figures;
  const { soon } = callers;
  if (soon === undefined || callers.numbers === 0) return null;
  const said = scene.words.done.missed;
  const part = partOf(scene, callers.numbers);
  return table(scene, { id: 'missed', ...said }, [
    [said.all, scene.format.count(callers.numbers), ''],
    part(said.reached, callers.calledAgain + callers.calledBack),
    part(said.calledAgain, callers.calledAgain),
    part(said.withinHour, callers.withinHour ?? 0),
    part(said.sameHalfDay, soon.recoveredSameHalfDay),
    part(beforeClosing(scene, callers, soon), soon.recoveredBeforeClosing),
    part(said.closed, callers.closed ?? 0),
    ...(callers.pending === 0 ? [] : [part(said.pending, callers.pending)]),
    part(said.neverReached, callers.neverReached),
    ...time(scene, said.firstTry, soon.medianToFirstTryMs),
    ...time(scene, said.toReached, soon.medianToReachedMs),
    ...redials(scene, soon),
  ]);
}

/** Against what the clinic was promised, where it was. */
function beforeClosing(
  { words, format, status }: Scene,
  { numbers, pending }: CallerFigures,
  { recoveredBeforeClosing, beforeClosingTarget: target }: ReachedSoon,
): string {
  const said = words.done.missed;
  const decided = numbers - pending;
  if (target === null || decided === 0 || status === 'running') return said.beforeClosing;
  const rate = recoveredBeforeClosing / decided;
  return said.target(said.beforeClosing, format.percent(target), rate >= target, format.percent(rate, 1));
}

function redials({ words, format }: Scene, { redials: count, redialsKnown }: ReachedSoon): Row[] {
  return redialsKnown === 0 ? [] : [[words.done.missed.redials, format.number(count / redialsKnown, 1), '']];
}

/** What became of calls to patients that were planned; nothing where none was. */
export function followupsBlock(scene: Scene): TableBlock | null {
  const { followups: tally } = scene.figures;
  if (tally === undefined) return null;
  const said = scene.words.done.followups;
  const due = followupsDue(tally);
  const ofDue = partOf(scene, due);
  const count = scene.format.count;
  return table(scene, { id: 'followups', ...said }, [
    [said.due, count(due), ''],
    ofDue(said.onTime, tally.doneOnTime),
    ofDue(said.late, tally.doneLate),
    ofDue(said.overdue, tally.overdue),
    ...(tally.stillDue === 0 ? [] : [ofDue(said.stillDue, tally.stillDue)]),
    partOf(scene, tally.doneOnTime + tally.doneLate)(said.reached, tally.followupsReached),
    ...(tally.questionsAnswered === 0
      ? []
      : [
          partOf(scene, tally.followupsReached)(said.asked, tally.questionsAnswered),
          partOf(scene, tally.questionsAnswered)(said.medicines, tally.medicinesUnderstood),
        ]),
    ...(tally.cancelled === 0 ? [] : [[said.cancelled, count(tally.cancelled), ''] satisfies Row]),
    ...(tally.plannedInCall + tally.plannedAfterCall === 0
      ? []
      : [
          [said.inCall, count(tally.plannedInCall), ''] satisfies Row,
          [said.afterCall, count(tally.plannedAfterCall), ''] satisfies Row,
        ]),
  ]);
}

/** How patients came back; provisional until seven days after the month. */
export function returnsBlock(scene: Scene): TableBlock | null {
  const { returns } = scene.figures;
  if (returns === undefined || returns.answeredKnown === 0) return null;
  const said = scene.words.done.returns;
  const known = partOf(scene, returns.answeredKnown);
  const note = returns.provisional ? `${said.note}${scene.words.semicolon}${said.provisional}` : said.note;
  return table(scene, { id: 'returns', ...said, note }, [
    [said.known, scene.format.count(returns.answeredKnown), ''],
    known(said.repeated, returns.repeated),
    known(said.repeatedWithinDay, returns.repeatedWithinDay),
    ...(returns.reasonKnown === 0
      ? []
      : [
          partOf(scene, returns.reasonKnown)(said.resolved, returns.reasonKnown - returns.repeatedSameReason),
        ]),
    ...time(scene, said.journey, returns.medianJourneyMs),
    ...(returns.journeyP90Ms === null
      ? []
      : [[said.journeyP90, span(scene.format, returns.journeyP90Ms), ''] satisfies Row]),
  ]);
}

/** What campaigns offered and what was answered; nothing where nothing was. A share is told with its interval. */
export function campaignsBlock(scene: Scene): TableBlock | null {
  const { campaigns: tally } = scene.figures;
  if (tally === undefined) return null;
  const said = scene.words.done.campaigns;
  const offered = campaignOffered(tally);
  const part = partOf(scene, offered);
  const answered = (label: string, count: number): Row => {
    const [, number, share] = part(label, count);
    const told = offered < fewestForPercent ? null : wilson(count, offered);
    const range = told && rangeText(scene, told);
    return [label, number, range === null ? share : `${share} (${range})`];
  };
  return table(scene, { id: 'campaigns', ...said }, [
    [said.offered, scene.format.count(offered), ''],
    part(said.inCalls, tally.campaignOfferedInCalls),
    part(said.byList, tally.campaignOfferedByList),
    answered(said.accepted, tally.campaignAccepted),
    answered(said.refused, tally.campaignRefused),
    ...(tally.campaignNotOffered === 0
      ? []
      : [[said.notOffered, scene.format.count(tally.campaignNotOffered), ''] satisfies Row]),
  ]);
}

type Head = { readonly id: string; readonly title: string; readonly note: string; readonly head: string };

function table({ words }: Scene, { id, title, note, head }: Head, rows: readonly Row[]): TableBlock {
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

const partOf =
  ({ format }: Pick<Scene, 'format'>, whole: number) =>
  (label: string, count: number): Row => [label, format.count(count), shareOrCount(format, count, whole)];

function time({ words, format }: Scene, label: string, ms: number | null): Row[] {
  return ms === null ? [] : [[words.done.half(label), span(format, ms), '']];
}

/** Hours and minutes from an hour on: of these nobody asks for seconds. */
function span(format: ReportFormat, ms: number): string {
  if (ms < hourMs) return format.duration(ms < minuteMs ? ms : Math.round(ms / minuteMs) * minuteMs);
  const minutes = Math.round(ms / minuteMs);
  const rest = String(minutes % 60).padStart(2, '0');
  return `${format.count(Math.floor(minutes / 60))}\u00a0h\u00a0${rest}`;
}
