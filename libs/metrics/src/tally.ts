/**
 * The additive integers a rollup stores, in the order of its columns. Every published count and metric is derived from
 * sums of these and of wait histograms; none of them is a ratio, a mean or a percentile.
 *
 * Outcomes (`answered` … `unknown`), `waiting` and `greeting` are one each: their sum is what was presented.
 * `…Waits` count waits that are known, `…Ms` are sums in milliseconds. `talks` are answered calls whose talk is known
 * (`talkMs`, `holdMs` are theirs), `handled` those that are also out of wrap-up (`handleMs`, `wrapMs` are theirs).
 * `busyMs` and `staffedMs` come from agents' days, second by second.
 */
export const tallyNames = [
  'offered',
  'answered',
  'abandoned',
  'shortAbandoned',
  'ivrAbandoned',
  'blocked',
  'closed',
  'timeoutOverflow',
  'voicemail',
  'callbackExit',
  'selfServed',
  'systemFailed',
  'unspecified',
  'unknown',
  'waiting',
  'greeting',
  'answeredOutsideHours',
  'answeredWaits',
  'answeredWaitMs',
  'abandonedWaits',
  'abandonedWaitMs',
  'waitsKnown',
  'waitMs',
  'greetings',
  'greetingMs',
  'talks',
  'talkMs',
  'talkUnder5s',
  'holdMs',
  'held',
  'holds',
  'handled',
  'handleMs',
  'wrapMs',
  'transferred',
  'ringNoAnswer',
  'rating1',
  'rating2',
  'rating3',
  'rating4',
  'rating5',
  'busyMs',
  'staffedMs',
] as const;
export type TallyName = (typeof tallyNames)[number];
export type Tally = { readonly [name in TallyName]: number };
export type MutableTally = { [name in TallyName]: number };

/** A tally of nothing. */
export function emptyTally(): MutableTally {
  return {
    offered: 0, answered: 0, abandoned: 0, shortAbandoned: 0, ivrAbandoned: 0, blocked: 0, closed: 0,
    timeoutOverflow: 0, voicemail: 0, callbackExit: 0, selfServed: 0, systemFailed: 0, unspecified: 0, unknown: 0,
    waiting: 0, greeting: 0, answeredOutsideHours: 0, answeredWaits: 0, answeredWaitMs: 0, abandonedWaits: 0,
    abandonedWaitMs: 0, waitsKnown: 0, waitMs: 0, greetings: 0, greetingMs: 0, talks: 0, talkMs: 0, talkUnder5s: 0,
    holdMs: 0, held: 0, holds: 0, handled: 0, handleMs: 0, wrapMs: 0, transferred: 0, ringNoAnswer: 0, rating1: 0,
    rating2: 0, rating3: 0, rating4: 0, rating5: 0, busyMs: 0, staffedMs: 0,
  };
}

/** Adds a tally to a target that the caller owns; `sign` -1 takes it away. */
export function addTallyInto(target: MutableTally, tally: Tally, sign: 1 | -1 = 1): void {
  for (const name of tallyNames) target[name] += sign * tally[name];
}

/** The sum of two tallies. */
export function addTally(a: Tally, b: Tally): Tally {
  const sum: MutableTally = { ...a };
  addTallyInto(sum, b);
  return sum;
}

/** What must be added to `b` to get `a`. */
export function subtractTally(a: Tally, b: Tally): Tally {
  const difference: MutableTally = { ...a };
  addTallyInto(difference, b, -1);
  return difference;
}

/** Whether a tally would change nothing. */
export function isZeroTally(tally: Tally): boolean {
  for (const name of tallyNames) if (tally[name] !== 0) return false;
  return true;
}
