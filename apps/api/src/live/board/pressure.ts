import type { HeadlineKind, LiveLevel } from '@vigie/contracts';

/** How a centre stood at one instant. Counts of the last five minutes end in `5m`, of the last thirty in `30m`. */
export type Pressure = {
  readonly waiting: number;
  /** Of those, the ones who had waited longer than the watch line, and than the limit. */
  readonly pastWatch: number;
  readonly pastLimit: number;
  readonly entered5m: number;
  readonly taken5m: number;
  readonly lost5m: number;
  readonly blocked5m: number;
  readonly missedRings5m: number;
  readonly answered30m: number;
  readonly unanswered30m: number;
};

/** What is wrong at one instant, and how much somebody should act. */
export type Judgement = { readonly level: LiveLevel; readonly kind: HeadlineKind };
export type Trend = 'growing' | 'shrinking' | 'steady';

const peakWaiting = 5;
const fewestLost = 3;
const fewestBlocked = 3;
const fewestMissedRings = 5;
const fewestDecided = 20;
/** Shares of the wanted answer rate below which somebody should watch, or act. */
const watchShare = 0.9;
const actShare = 0.8;

/** Which level is the worse. */
export const severity: { readonly [level in LiveLevel]: number } = { calm: 0, watch: 1, act: 2 };
/** The worst cause first: phones nobody takes and lines that are busy explain what follows them. */
const kindOrder: readonly HeadlineKind[] = [
  'telephony_silent',
  'rings_untaken',
  'lines_busy',
  'given_up',
  'low_answer_rate',
  'peak',
  'long_wait',
  'calm',
];

/** Two calls more or fewer in five minutes is no trend; a queue clears only by calls that are taken. */
export function trendOf({
  waiting,
  entered5m,
  taken5m,
}: Pick<Pressure, 'waiting' | 'entered5m' | 'taken5m'>): Trend {
  if (entered5m - taken5m >= 2) return waiting > 0 ? 'growing' : 'steady';
  return taken5m - entered5m >= 2 && waiting > 0 ? 'shrinking' : 'steady';
}

/** Judges one instant; the rule is told at `HeadlineView`. */
export function judge(pressure: Pressure, answerRateTarget: number): Judgement {
  return worst([
    { kind: 'rings_untaken', level: hasUntakenRings(pressure) ? 'watch' : 'calm' },
    { kind: 'lines_busy', level: pressure.blocked5m >= fewestBlocked ? 'watch' : 'calm' },
    { kind: 'given_up', level: areMoreLostThanTaken(pressure) ? 'act' : 'calm' },
    { kind: 'low_answer_rate', level: answerLevel(pressure, answerRateTarget) },
    { kind: 'peak', level: isPeak(pressure) ? 'watch' : 'calm' },
    { kind: 'long_wait', level: waitLevel(pressure) },
  ]);
}

/** Whether the figures of one moment still bear out a cause that was found within the last minute. */
export function stands(kind: HeadlineKind, pressure: Pressure, answerRateTarget: number): boolean {
  switch (kind) {
    case 'rings_untaken':
      return pressure.missedRings5m >= fewestMissedRings;
    case 'lines_busy':
      return pressure.blocked5m >= fewestBlocked;
    case 'given_up':
      return areMoreLostThanTaken(pressure);
    case 'low_answer_rate':
      return answerLevel(pressure, answerRateTarget) !== 'calm';
    case 'peak':
      return pressure.waiting >= peakWaiting;
    case 'long_wait':
      return pressure.waiting > 0;
    default:
      return false;
  }
}

/** The highest level of all, and the worst cause among those that are not calm. */
export function worst(judgements: Iterable<Judgement>): Judgement {
  let found: Judgement = { level: 'calm', kind: 'calm' };
  for (const { level, kind } of judgements) {
    if (level === 'calm') continue;
    found = {
      level: severity[level] > severity[found.level] ? level : found.level,
      kind: kindOrder.indexOf(kind) < kindOrder.indexOf(found.kind) ? kind : found.kind,
    };
  }
  return found;
}

function hasUntakenRings({ missedRings5m, taken5m }: Pressure): boolean {
  return missedRings5m >= fewestMissedRings && missedRings5m > taken5m;
}

function areMoreLostThanTaken({ lost5m, taken5m }: Pressure): boolean {
  return lost5m >= fewestLost && lost5m >= taken5m;
}

function answerLevel({ answered30m, unanswered30m }: Pressure, target: number): LiveLevel {
  const decided = answered30m + unanswered30m;
  if (decided < fewestDecided) return 'calm';
  const share = answered30m / decided / target;
  if (share < actShare) return 'act';
  return share < watchShare ? 'watch' : 'calm';
}

function isPeak(pressure: Pressure): boolean {
  return pressure.waiting >= peakWaiting && trendOf(pressure) === 'growing';
}

function waitLevel({ pastWatch, pastLimit }: Pressure): LiveLevel {
  if (pastLimit > 0) return 'act';
  return pastWatch > 0 ? 'watch' : 'calm';
}
