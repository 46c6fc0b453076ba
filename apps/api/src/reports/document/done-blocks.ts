import type { TableBlock } from '@vigie/contracts';
import { campaignOffered, followupsDue, wilson } from '@vigie/metrics';

import type { CallerFigures, ReachedSoon } from '../figures/report-figures';
import { partOf, span, table, time, type Row } from './counted-rows';
import { fewestForPercent } from './reach-blocks';
import type { Scene } from './scene';
import { rangeText } from './survey-blocks';

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
