/*
 * Counts and figures of told calls, by hand: each call that passes the filter is looked at and counted, each wait is in
 * one sorted list. What is shared with libs/metrics is the contract alone (§3 and §4), and nothing is imported of it.
 */
import type { Fate, Part, ToldCall } from './told-calls';
import { isWithin, type Window } from './wall-clock';

/** What is counted once: a call, a passage through a queue, or a secretary's part. */
export type Counted = {
  readonly at: number;
  readonly keys: Readonly<Record<Key, string>>;
  readonly covered: boolean;
  /** Null of a secretary's part, which has no outcome. */
  readonly fate: Fate | null;
  readonly greetingMs: number | null;
  readonly parts: readonly Part[];
  /** Of calls alone. */
  readonly noted: ToldCall['noted'] | null;
};

export const keys = ['queue', 'team', 'clinic', 'agent', 'language', 'reason'] as const;
export type Key = (typeof keys)[number];
export type Unit = 'calls' | 'segments' | 'legs';

/** Everything that a question about a unit could count. */
export function countedOf(
  calls: readonly ToldCall[],
  unit: Unit,
  teamOf: (queueId: string) => string,
): Counted[] {
  return calls.flatMap((call): Counted[] => {
    const { clinicId: clinic, language, reason, covered, parts } = call;
    const named = (queue: string, agent = '', team = teamOf(queue)) => ({
      keys: { queue, team, clinic, agent, language, reason },
      covered,
      greetingMs: unit === 'calls' ? call.greetingMs : null,
      noted: unit === 'calls' ? call.noted : null,
    });
    if (unit === 'calls') return [{ ...named(call.queueId), at: call.at, fate: call, parts }];
    if (unit === 'segments')
      return call.passages.map((fate, index) => ({
        ...named(fate.queueId),
        at: fate.at,
        fate,
        parts: partsOf(call, index),
      }));
    return parts.map((part) => {
      const team = teamOf(part.queueId || call.queueId);
      return { ...named(part.queueId, part.agentId, team), at: part.at, fate: null, parts: [part] };
    });
  });
}

/** The parts of secretaries that served a passage: those that began in it. */
const partsOf = ({ passages, parts }: ToldCall, index: number): Part[] =>
  parts.filter((part) => passages.findLastIndex(({ at }) => at <= part.at) === index);

/** What a question narrows by; clocks are those of the zone. */
export type Narrowed = Window & {
  readonly from: number;
  readonly to: number;
  readonly timezone: string;
  readonly only: Readonly<Partial<Record<Key, readonly string[]>>>;
  readonly coveredOnly: boolean;
};

export function passes({ at, keys: own, covered }: Counted, narrowed: Narrowed): boolean {
  const { from, to, timezone, only, coveredOnly } = narrowed;
  if (at < from || at >= to || (coveredOnly && !covered)) return false;
  if (keys.some((key) => only[key]?.includes(own[key]) === false)) return false;
  return isWithin(at, timezone, narrowed);
}

export type Definitions = {
  readonly thresholdMs: number;
  readonly formula: 'sl1' | 'sl2' | 'sl3' | 'sl4' | 'sl5';
  readonly unit: Unit;
};

const spared = ['answered', 'answeredByBot', 'closed', 'selfServed', 'greeting'];

/** Every count by its name; those that are 0 are absent. */
export function countsOf(
  counted: readonly Counted[],
  { thresholdMs, unit }: Definitions,
): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (name: string | null, by: number | boolean = 1): void => {
    if (name !== null && Number(by) > 0) counts.set(name, (counts.get(name) ?? 0) + Number(by));
  };
  for (const { fate, parts, covered, noted } of counted) {
    const holds = total(parts.map((part) => part.holds));
    add('holds', holds);
    add('held', holds > 0);
    if (fate !== null) addFate(fate, { covered, thresholdMs }, add);
    if (fate?.outcome === 'answered' && noted !== null) addNoted(noted, add);
    if (fate !== null) addHandled(parts, add);
    else for (const part of parts) addPart(part, add);
  }
  if (unit === 'legs') counts.delete('presented');
  return counts;
}

type Add = (name: string | null, by?: number | boolean) => void;

/** Who answered was offered the call, told or not. */
function addPart({ rang, isAnswered }: Part, add: Add): void {
  add('offered', rang || isAnswered);
  add('answered', isAnswered);
}

function addHandled(parts: readonly Part[], add: Add): void {
  add(
    'transferred',
    parts.some(({ passedOn }) => passedOn),
  );
  add('ringNoAnswer', parts.filter(({ notTaken }) => notTaken).length);
  add('talkUnder5s', parts.some(({ isAnswered }) => isAnswered) && talkOf(parts) < 5000);
}

const cameOf: Readonly<Record<string, string>> = {
  resolved: 'notedResolved',
  appointment_made: 'notedResolved',
  appointment_moved: 'notedResolved',
  appointment_cancelled: 'notedResolved',
  answered_at_once: 'notedResolved',
  message_to_clinic: 'notedMessage',
  message: 'notedMessage',
  transferred: 'notedTransferred',
  callback_planned: 'notedCallback',
  unresolved: 'notedUnresolved',
  not_resolved: 'notedUnresolved',
};
const whyDifficult: Readonly<Record<string, string>> = {
  angry: 'difficultAngry',
  distressed: 'difficultDistressed',
  complaint: 'difficultComplaint',
  aggressive: 'difficultAggressive',
};

function addNoted({ outcome, isDifficult, why }: ToldCall['noted'], add: Add): void {
  const came = cameOf[outcome] ?? null;
  add('noted', outcome !== '');
  add(came);
  if (!isDifficult) return;
  add('difficult');
  add(whyDifficult[why] ?? null);
  add('difficultNoted', outcome !== '');
  add('difficultResolved', came === 'notedResolved');
}

function addFate(
  fate: Fate,
  { covered, thresholdMs }: { readonly covered: boolean; readonly thresholdMs: number },
  add: Add,
): void {
  add('presented');
  add(fate.outcome);
  add(fate.why);
  add('offered', fate.offered);
  add('unanswered', !spared.includes(fate.outcome));
  add('shortAbandoned', isShort(fate));
  add('answeredOutsideHours', fate.outcome === 'answered' && !covered);
  if (!fate.offered || fate.waitMs === null) return;
  add('waitsKnown');
  const within = fate.waitMs <= thresholdMs;
  add('answeredInThreshold', within && fate.outcome === 'answered');
  add('abandonedInThreshold', within && fate.outcome === 'abandoned');
}

const isShort = ({ outcome, waitMs }: Fate): boolean => outcome === 'abandoned' && (waitMs ?? 5000) < 5000;
const talkOf = (parts: readonly Part[]): number => total(parts.map(({ talkMs }) => talkMs));

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const mean = (numbers: readonly number[]): number | null => ratio(total(numbers), numbers.length);

/** Nearest rank, told as the upper edge of the stretch that the wait is in. */
export function rankOf(waits: readonly number[], share: number): number | null {
  const sorted = waits.toSorted((one, other) => one - other);
  const found = sorted[Math.ceil(share * sorted.length) - 1];
  return found === undefined ? null : edgeOf(found);
}

/** Whole seconds to two minutes, every second one to four, every fourth to eight, and so on. */
function edgeOf(waitMs: number): number {
  let [reach, step] = [120_000, 1000];
  while (waitMs > reach) [reach, step] = [reach * 2, step * 2];
  return Math.ceil(waitMs / step) * step;
}

/** Part and whole of the service level. */
export function levelOf(
  count: (name: string) => number,
  formula: Definitions['formula'],
): readonly [number, number] {
  const [inTime, gaveUpInTime] = [count('answeredInThreshold'), count('abandonedInThreshold')];
  const offered = count('offered');
  return {
    sl1: [inTime, offered] as const,
    sl2: [inTime, offered - count('shortAbandoned')] as const,
    sl3: [inTime, offered - gaveUpInTime] as const,
    sl4: [inTime + gaveUpInTime, offered] as const,
    sl5: [inTime, count('answered')] as const,
  }[formula];
}

/** The waits of those who were offered and are known, by how they ended. */
export const waitsOf = (counted: readonly Counted[], ...outcomes: readonly string[]): number[] =>
  counted.flatMap(({ fate }) =>
    fate?.offered === true && (outcomes.length === 0 || outcomes.includes(fate.outcome))
      ? (fate.waitMs ?? [])
      : [],
  );

/** Every figure by its name that calls alone decide. */
export function figuresOf(
  counted: readonly Counted[],
  definitions: Definitions,
): Readonly<Record<string, number | null>> {
  const counts = countsOf(counted, definitions);
  const count = (name: string): number => counts.get(name) ?? 0;
  const talks = counted
    .map(({ parts }) => parts.filter(({ isAnswered }) => isAnswered))
    .filter(({ length }) => length > 0);
  const meanOf = (one: (part: Part) => number) => mean(talks.map((parts) => total(parts.map(one))));
  const handling = {
    meanTalkMs: meanOf(({ talkMs }) => talkMs),
    meanHoldMs: meanOf(({ holdMs }) => holdMs),
    meanWrapMs: meanOf(({ wrapMs }) => wrapMs),
    averageHandleTimeMs: meanOf(({ talkMs, holdMs, wrapMs }) => talkMs + holdMs + wrapMs),
    holdRate: ratio(count('held'), count('answered')),
  };
  if (definitions.unit === 'legs') return handling;
  const concerned = count('answered') + count('unanswered');
  const decided = count('offered') - count('shortAbandoned');
  return {
    ...handling,
    answerRate: ratio(count('answered'), concerned),
    unansweredRate: ratio(count('unanswered'), concerned),
    abandonRate: ratio(count('abandoned') - count('shortAbandoned'), decided),
    serviceLevel: ratio(...levelOf(count, definitions.formula)),
    // An answer without a queue was waited for no time at all.
    averageSpeedOfAnswerMs: mean(
      counted.flatMap(({ fate }) => (fate?.outcome === 'answered' ? (fate.waitMs ?? []) : [])),
    ),
    meanWaitMs: mean(waitsOf(counted)),
    meanWaitAbandonedMs: mean(waitsOf(counted, 'abandoned')),
    waitP50Ms: rankOf(waitsOf(counted), 0.5),
    waitP90Ms: rankOf(waitsOf(counted), 0.9),
    waitP95Ms: rankOf(waitsOf(counted), 0.95),
    answeredWaitP50Ms: rankOf(waitsOf(counted, 'answered'), 0.5),
    answeredWaitP90Ms: rankOf(waitsOf(counted, 'answered'), 0.9),
    meanGreetingMs: mean(counted.flatMap(({ greetingMs }) => greetingMs ?? [])),
    transferRate: ratio(count('transferred'), count('answered')),
    ...(definitions.unit === 'calls' && notedRates(count)),
  };
}

function notedRates(count: (name: string) => number): Readonly<Record<string, number | null>> {
  const others = count('notedResolved') - count('difficultResolved');
  return {
    difficultRate: ratio(count('difficult'), count('answered')),
    difficultResolvedRate: ratio(count('difficultResolved'), count('difficultNoted')),
    otherResolvedRate: ratio(others, count('noted') - count('difficultNoted')),
    notedRate: ratio(count('noted'), count('answered')),
  };
}
