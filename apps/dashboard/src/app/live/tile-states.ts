import { waitLevel, type WaitLevel } from '@vigie/charts';
import type { CentreView, HeadlineView, Ratio, TeamView, TotalsView } from '@vigie/contracts';

import { countsBelow, pointsOver, pointsUnder } from '../shell/format-values';
import type { Formats } from '../shell/formats';
import type { Words } from '../shell/words';

/** How the number of a tile is to be taken, in a sign and in words; `more` is shown whole or, where it is narrow, not at all. */
export type TileState = { readonly level: WaitLevel | ''; readonly foot: string; readonly more?: string };

/** What the states are worded with. */
export type TileSpeech = {
  readonly words: Pick<Words, 't' | 'n'>;
  readonly formats: Pick<Formats, 'number' | 'duration' | 'line' | 'hourInWords' | 'day'>;
};

/** Shares of a target below which somebody should act; those of the headline. */
const actShare = 0.8;

/** The longest wait against the lines that are drawn. */
export function waitingState(
  { longestSince }: TotalsView,
  { lines }: CentreView,
  now: number,
  { words, formats }: TileSpeech,
): TileState {
  if (longestSince === null) return { level: 'fine', foot: words.t('tile.nobody') };
  const waitMs = Math.max(0, now - longestSince);
  const level = waitLevel(waitMs, lines);
  const line = formats.line(level === 'fine' ? lines.targetMs : lines.limitMs);
  return {
    level,
    foot: words.t('tile.longest', { wait: formats.duration(waitMs) }),
    more: words.t(level === 'fine' ? 'tile.target' : 'tile.limit', { line }),
  };
}

/** A rate against its target, in points; few calls are no reason for an alarm. */
export function rateState(ratio: Ratio, target: number, { words }: TileSpeech): TileState {
  if (ratio.value === null || ratio.of === 0) return { level: '', foot: words.t('tile.noCalls') };
  const under = pointsUnder(ratio.value, target);
  if (under === null) {
    const over = pointsOver(ratio.value, target);
    return { level: 'fine', foot: over === 0 ? words.t('tile.onTarget') : words.n('tile.over', over) };
  }
  const level = rateLevel(ratio, target) === 'act' ? 'act' : 'watch';
  return { level, foot: words.n('tile.under', under) };
}

/** How far a rate is under its target, by the rule of the headline; few calls are under nothing. */
export function rateLevel({ value, of }: Ratio, target: number): WaitLevel {
  if (value === null || of < countsBelow || value >= target) return 'fine';
  return value < target * actShare ? 'act' : 'watch';
}

/** Lost calls and how many of their callers nobody has reached since. */
export function lostState(
  { lost30m, lostUnreached30m }: TotalsView,
  { level }: HeadlineView,
  { words }: TileSpeech,
): TileState {
  if (lost30m === 0) return { level: 'fine', foot: words.t('tile.noneLost') };
  if (lostUnreached30m === 0) return { level: 'fine', foot: words.t('tile.allReachedSince') };
  return { level: level === 'act' ? 'act' : 'watch', foot: words.n('tile.unreached', lostUnreached30m) };
}

/** Callers to call back are callers; their calls are more. The first may be of a day before. */
export function callBackState(totals: TotalsView, now: number, { words, formats }: TileSpeech): TileState {
  const { toCallBackCalls, oldestToCallBackAt } = totals;
  if (oldestToCallBackAt === null) return { level: '', foot: words.t('tile.allReached') };
  const day = formats.day(oldestToCallBackAt);
  const more =
    day === formats.day(now)
      ? words.t('tile.since', { time: formats.hourInWords(oldestToCallBackAt) })
      : words.t('tile.sinceDay', { day });
  return { level: '', foot: words.n('tile.calls', toCallBackCalls), more };
}

/** Secretaries missing in their teams; who is too many elsewhere fills no gap. */
export function missingIn(teams: readonly Pick<TeamView, 'planned' | 'agents'>[]): number {
  return teams.reduce((sum, { planned, agents }) => sum + Math.max(0, (planned ?? 0) - agents.present), 0);
}

/** As many are here as are planned in all: who is missing in one team is too many in another. */
function isFull({ agents, planned }: TotalsView): boolean {
  return agents !== null && planned !== null && agents.present >= planned;
}

/** How many are missing against the plan, and where most are; without a plan, whether somebody is free while patients wait. */
export function staffState(
  totals: TotalsView,
  { missing: worst }: Pick<HeadlineView, 'missing'>,
  teams: readonly Pick<TeamView, 'planned' | 'agents'>[],
  { words }: TileSpeech,
): TileState {
  const missing = missingIn(teams);
  if (missing > 0)
    return {
      level: 'act',
      foot: words.n(isFull(totals) ? 'tile.missingThough' : 'tile.missing', missing),
      ...(worst === null ? {} : { more: words.t('tile.where', { n: worst.missing, team: worst.name }) }),
    };
  if (totals.freeWhileWaiting) return { level: 'watch', foot: words.t('tile.freeWhileWaiting') };
  if (totals.planned === null) return { level: '', foot: words.t('tile.noPlan') };
  return { level: 'fine', foot: words.t('tile.complete') };
}
