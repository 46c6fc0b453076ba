/*
 * A second, slow reading of calls from the events as they were sent, written apart from libs/calls and libs/metrics and
 * importing nothing of them: what it shares with them is the contract alone.
 */
import type { SettingsFile } from '@vigie/contracts';

import { isCovered } from './wall-clock';

/** An event as it was sent: those of a simulator, and those written out by hand. */
export type SentEvent = {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** How a call, or its passage through one queue, came out. */
export type Fate = {
  readonly outcome: string;
  /** Under which reason a refusal or a leaving counts too. */
  readonly why: string | null;
  /** It entered a queue and stands in what the service level is of. */
  readonly offered: boolean;
  readonly waitMs: number | null;
};

export type Passage = Fate & { readonly queueId: string; readonly at: number };

/** One secretary's part. */
export type Part = {
  readonly agentId: string;
  readonly queueId: string;
  readonly at: number;
  readonly rang: boolean;
  readonly isAnswered: boolean;
  readonly talkMs: number;
  readonly holdMs: number;
  readonly holds: number;
  readonly wrapMs: number;
  readonly notTaken: boolean;
  readonly passedOn: boolean;
};

export type ToldCall = Fate & {
  readonly at: number;
  readonly clinicId: string;
  readonly queueId: string;
  readonly language: string;
  readonly reason: string;
  readonly covered: boolean;
  readonly greetingMs: number | null;
  /** What who took the call noted of it last. */
  readonly noted: { readonly outcome: string; readonly isDifficult: boolean; readonly why: string };
  readonly passages: readonly Passage[];
  readonly parts: readonly Part[];
};

type Told = { readonly type: string; readonly at: number; readonly data: SentEvent['data'] };

/** Every call that counts; the same event told again is told once. */
export function tellCalls(events: readonly SentEvent[], settings: SettingsFile): ToldCall[] {
  const seen = new Set<string>();
  const calls = new Map<string, Told[]>();
  for (const { id, type, source, subject, time, data } of events) {
    const once = `${source} ${id}`;
    if (!/^(call|acw)\./u.test(type) || seen.has(once)) continue;
    seen.add(once);
    const key = `${source} ${subject}`;
    const told = calls.get(key) ?? [];
    told.push({ type, at: Date.parse(time), data });
    calls.set(key, told);
  }
  return [...calls.values()]
    .map((told) => told.toSorted((one, other) => one.at - other.at))
    .filter((told) => told.every(({ data }) => data['direction'] !== 'outbound' && data['test'] !== true))
    .map((told) => tellCall(told, settings));
}

function tellCall(told: readonly Told[], settings: SettingsFile): ToldCall {
  const first = told.find(({ type }) => type === 'call.enqueued');
  const at = (first ?? told[0])?.at ?? 0;
  const clinicId = clinicOf(told, settings);
  const covered = isCovered(at, clinicId, settings);
  const passages = tellPassages(told).map((passage) => judged(passage, covered));
  const answered = told.find(isAnswer);
  const waitMs = waitOf(told, first, answered);
  const fate = judged({ ...fateOf(told, answered), entered: first !== undefined, waitMs }, covered);
  return {
    ...fate,
    at,
    clinicId,
    queueId: primaryOf(passages)?.queueId ?? '',
    language: lastSaid(told, ['languageRequested', 'language']),
    reason: lastSaid(told, ['reasonCode']),
    covered,
    greetingMs: greetingOf(told),
    noted: {
      outcome: lastSaid(told, ['outcome']),
      isDifficult: told.findLast(({ data }) => data['difficult'] !== undefined)?.data['difficult'] === true,
      why: lastSaid(told, ['difficultReason']),
    },
    passages,
    parts: tellParts(told),
  };
}

const isAnswer = ({ type, data }: Told): boolean => type === 'call.answered' && data['bot'] !== true;

/** The queue that answered, else the last one that was entered, else the last that refused. */
const primaryOf = (passages: readonly (Passage & { readonly entered: boolean })[]) =>
  passages.find(({ outcome }) => outcome === 'answered') ??
  passages.findLast(({ entered }) => entered) ??
  passages.at(-1);

/** First bridge, or leaving the last queue, less the first enqueue; an answer without a queue was not waited for. */
function waitOf(told: readonly Told[], first: Told | undefined, answered: Told | undefined): number | null {
  if (first === undefined) return answered === undefined ? null : 0;
  const left = told.findLast(({ type }) => type === 'call.dequeued');
  return (answered ?? left ?? first).at - first.at;
}

type Bare = Pick<Fate, 'outcome' | 'why' | 'waitMs'> & { readonly entered: boolean };

/** Unanswered outside the covered hours is closed; what is closed, or was taken by a robot, is not offered. */
function judged<T extends Bare>(bare: T, covered: boolean): T & Fate {
  const isLost = !['answered', 'answeredByBot', 'selfServed', 'closed'].includes(bare.outcome);
  const outcome = isLost && !covered ? 'closed' : bare.outcome;
  const offered = bare.entered && outcome !== 'closed' && outcome !== 'answeredByBot';
  return { ...bare, outcome, why: outcome === bare.outcome ? bare.why : null, offered };
}

const exits: Readonly<Record<string, readonly [string, string | null]>> = {
  abandoned: ['abandoned', null],
  voicemail: ['voicemail', null],
  callback: ['callbackExit', null],
  system: ['systemFailed', null],
  timeout: ['timeoutOverflow', 'exitTimeout'],
  no_agents: ['timeoutOverflow', 'exitNoAgents'],
  key_exit: ['timeoutOverflow', 'exitKey'],
  withdrawn: ['timeoutOverflow', 'exitWithdrawn'],
  overflow: ['timeoutOverflow', 'exitOverflow'],
};
const refusals: Readonly<Record<string, readonly [string, string | null]>> = {
  closed: ['closed', null],
  full: ['blocked', 'blockedFull'],
  no_agents: ['blocked', 'blockedNoAgents'],
  busy: ['blocked', 'blockedBusy'],
  refused: ['blocked', 'blockedRefused'],
};

/** What became of the call: an answer wins, else the last end that was told. */
function fateOf(told: readonly Told[], answered: Told | undefined): Pick<Fate, 'outcome' | 'why'> {
  if (answered !== undefined) return { outcome: 'answered', why: null };
  let fate: readonly [string, string | null] = ['greeting', null];
  for (const one of told) fate = endOf(one, fate[0]) ?? fate;
  return { outcome: fate[0], why: fate[1] };
}

/** The end that an event tells; undefined where it tells none. */
function endOf({ type, data }: Told, sofar: string): readonly [string, string | null] | undefined {
  if (type === 'call.blocked') return refusals[text(data['reason'])];
  if (type === 'call.dequeued') return exits[text(data['reason'])];
  if (type === 'call.answered') return ['answeredByBot', null];
  if (type !== 'call.disconnected') return undefined;
  if (data['cause'] === 'self_served') return ['selfServed', null];
  if (sofar !== 'greeting') return undefined;
  return [data['side'] === 'system' ? 'systemFailed' : 'ivrAbandoned', null];
}

type BarePassage = Bare & Pick<Passage, 'queueId' | 'at'>;

/** Each stay in a queue, and each refusal that names one. */
function tellPassages(told: readonly Told[]): BarePassage[] {
  return told.flatMap(({ type, at, data }): BarePassage[] => {
    const queueId = text(data['queueId']);
    if (type === 'call.blocked' && queueId !== '') {
      const [outcome, why] = refusals[text(data['reason'])] ?? ['blocked', null];
      return [{ queueId, at, outcome, why, entered: false, waitMs: null }];
    }
    if (type !== 'call.enqueued') return [];
    const ofIt = (one: Told) => one.data['segmentId'] === data['segmentId'] && one.at >= at;
    const answer = told.find((one) => isAnswer(one) && ofIt(one));
    if (answer !== undefined)
      return [{ queueId, at, outcome: 'answered', why: null, entered: true, waitMs: answer.at - at }];
    const left = told.find((one) => one.type === 'call.dequeued' && ofIt(one));
    const [outcome, why] = exits[text(left?.data['reason'])] ?? ['other', null];
    return [{ queueId, at, outcome, why, entered: true, waitMs: (left?.at ?? at) - at }];
  });
}

const longestWrapMs = 30 * 60_000;

/** Each secretary's part: from the ring, or the answer, to the end of what is noted after it. */
function tellParts(told: readonly Told[]): Part[] {
  const legs = new Map<string, Told[]>();
  for (const one of told) {
    const leg = text(one.data['legId']);
    // A robot's part is nobody's.
    if (leg !== '' && one.data['bot'] !== true) legs.set(leg, [...(legs.get(leg) ?? []), one]);
  }
  return [...legs.values()].map(tellPart);
}

function tellPart(of: readonly Told[]): Part {
  const when = (type: string) => of.find((one) => one.type === type)?.at;
  const said = (name: string): string => firstSaid(of, name);
  const [rang, answeredAt] = [when('call.offered'), when('call.answered')];
  const ended = when('call.leg_ended') ?? answeredAt ?? 0;
  const held = of.filter(({ type }) => type === 'call.held');
  const retrieved = of.filter(({ type }) => type === 'call.retrieved');
  const holdMs = held.reduce((sum, { at }, index) => sum + (retrieved[index]?.at ?? ended) - at, 0);
  const wrapMs = (when('acw.ended') ?? 0) - (when('acw.started') ?? 0);
  return {
    agentId: said('agentId'),
    queueId: said('queueId'),
    at: rang ?? answeredAt ?? 0,
    rang: rang !== undefined,
    isAnswered: answeredAt !== undefined,
    talkMs: answeredAt === undefined ? 0 : ended - answeredAt - holdMs,
    holdMs,
    holds: held.length,
    wrapMs: Math.min(wrapMs, longestWrapMs),
    notTaken: said('result') === 'no_answer',
    passedOn: of.some(({ type }) => type === 'call.transferred'),
  };
}

/** The clinic that is named, else that of the number, else that of the queue, else the queue. */
function clinicOf(told: readonly Told[], { clinics = [], queues = [] }: SettingsFile): string {
  const named = firstSaid(told, 'clinicId');
  const number = firstSaid(told, 'dnis');
  const queueId = firstSaid(told, 'queueId');
  const ofNumber = clinics.find(({ numbers }) => number !== '' && numbers?.includes(number) === true);
  return named || (ofNumber?.id ?? queues.find(({ id }) => id === queueId)?.clinicId ?? queueId);
}

function greetingOf(told: readonly Told[]): number | null {
  const began = told.find(({ type }) => type === 'call.greeting_started');
  if (began === undefined) return null;
  const ends = ['call.greeting_ended', 'call.enqueued', 'call.blocked', 'call.answered', 'call.disconnected'];
  const ended = told.find(({ type, at }) => ends.includes(type) && at >= began.at);
  return ended === undefined ? null : ended.at - began.at;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const firstSaid = (told: readonly Told[], name: string): string =>
  text(told.find(({ data }) => data[name] !== undefined)?.data[name]);
const lastSaid = (told: readonly Told[], names: readonly string[]): string =>
  text(
    told.flatMap(({ data }) => names.map((name) => data[name]).filter((said) => said !== undefined)).at(-1),
  );
