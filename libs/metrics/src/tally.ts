/** What one row of an answer counts. */
export type CountedUnit = 'calls' | 'segments' | 'legs';

/** The parts of an agent's log-in: each millisecond of it is in exactly one. */
export const logInParts = [
  'freeMs',
  'ringingMs',
  'talkingMs',
  'onHoldMs',
  'wrapUpMs',
  'outboundMs',
  'offPhoneMs',
  'pausedMs',
] as const;
/** What is told beside the parts of a log-in, and in none of them. */
export const besideParts = ['unheardMs', 'declaredPausedMs', 'undeclaredBusyMs'] as const;

/** What is noted of answered calls; each `difficult…` is a part of `difficult`, each `noted…` of `noted`. */
export const notedNames = [
  'difficult',
  'difficultAngry',
  'difficultDistressed',
  'difficultComplaint',
  'difficultAggressive',
  'difficultNoted',
  'difficultResolved',
  'noted',
  'notedResolved',
  'notedMessage',
  'notedTransferred',
  'notedCallback',
  'notedUnresolved',
] as const;

/**
 * The additive integers a rollup stores, in the order of its columns. Every published count and metric is derived from
 * sums of these and of wait histograms; none of them is a ratio, a mean or a percentile.
 *
 * Outcomes (`answered` … `unknown`), `waiting` and `greeting` are one each: their sum is what was presented.
 * `…Waits` count waits that are known, `…Ms` are sums in milliseconds. `talks` are answered calls whose talk is known
 * (`talkMs`, `holdMs` are theirs), `handled` those that are also out of wrap-up (`handleMs`, `wrapMs` are theirs).
 * The times of agents (`busyMs`, `staffedMs`, and `freeMs` to the end) come from agents' days, second by second. `blocked…` are parts of `blocked`, `exit…` of
 * `timeoutOverflow`.
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
  'blockedFull',
  'blockedNoAgents',
  'blockedBusy',
  'blockedRefused',
  'exitTimeout',
  'exitNoAgents',
  'exitKey',
  'exitWithdrawn',
  'exitOverflow',
  'resolved',
  'resolvedKnown',
  'answeredByBot',
  ...notedNames,
  ...logInParts,
  ...besideParts,
] as const;
export type TallyName = (typeof tallyNames)[number];
export type Tally = { readonly [name in TallyName]: number };
export type MutableTally = { [name in TallyName]: number };

/** What agents' days add; everything else comes from calls. */
export const agentTimeNames = [
  'busyMs',
  'staffedMs',
  ...logInParts,
  ...besideParts,
] as const satisfies readonly TallyName[];

const nothing = Object.fromEntries(tallyNames.map((name) => [name, 0])) as Tally;

/** A tally of nothing. */
export const emptyTally = (): MutableTally => ({ ...nothing });

/** Adds a tally to a target that the caller owns; `sign` -1 takes it away. */
export function addTallyInto(target: MutableTally, tally: Tally, sign: 1 | -1 = 1): void {
  for (const name of tallyNames) {
    const value = tally[name];
    // Most integers of a call are 0: leaving those alone is what makes sums cheap.
    if (value !== 0) target[name] += sign * value;
  }
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
