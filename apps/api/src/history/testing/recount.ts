import type { SettingsFile } from '@vigie/contracts';
import type { IncomingEvent } from '@vigie/simulator';

/*
 * A second, slow count of calls from the events as they were sent, written apart from libs/calls and libs/metrics and
 * importing nothing of them: what it shares with them is the contract alone (outcomes by §3, zones by the platform).
 */

/** A call as this count sees it. */
export type RecountedCall = {
  readonly arrivedAt: number;
  readonly clinicId: string;
  readonly language: string;
  readonly outcome: string;
  readonly entered: boolean;
  readonly waitMs: number | null;
};

/** What a question narrows by; days and minutes are those of the zone's clocks at the call's quarter of an hour. */
export type RecountFilter = {
  readonly from: number;
  readonly to: number;
  readonly timezone: string;
  readonly clinicId?: string;
  readonly language?: string;
  readonly weekdays?: readonly number[];
  readonly dayStart?: number;
  readonly dayEnd?: number;
};

type Told = { readonly type: string; readonly at: number; readonly data: Readonly<Record<string, unknown>> };

/** Every inbound call that the events tell of. */
export function recountCalls(events: readonly IncomingEvent[], settings: SettingsFile): RecountedCall[] {
  const calls = new Map<string, Told[]>();
  for (const { type, source, subject, time, data } of events) {
    if (!type.startsWith('call.')) continue;
    const key = `${source} ${subject}`;
    const told = { type, at: Date.parse(time), data: data as Told['data'] };
    calls.set(key, [...(calls.get(key) ?? []), told]);
  }
  return [...calls.values()]
    .map((told) => told.toSorted((one, other) => one.at - other.at))
    .filter((told) => told.every(({ data }) => data['direction'] !== 'outbound'))
    .map((told) => recounted(told, settings));
}

function recounted(told: readonly Told[], settings: SettingsFile): RecountedCall {
  const entered = told.find(({ type }) => type === 'call.enqueued');
  const answered = told.find(({ type }) => type === 'call.answered');
  const left = told.findLast(({ type }) => type === 'call.dequeued');
  const arrivedAt = atOf(entered ?? told.at(0));
  const clinicId = named(told, 'clinicId');
  const fate = answered === undefined ? fateOf(told, left, entered) : 'answered';
  return {
    arrivedAt,
    clinicId,
    language: text(entered?.data['languageRequested']) || named(told, 'language'),
    outcome: judged(fate, isCovered(arrivedAt, clinicId, settings)),
    entered: entered !== undefined,
    waitMs: entered === undefined ? null : atOf(answered ?? left ?? told.at(-1)) - entered.at,
  };
}

const spared: ReadonlySet<string> = new Set(['answered', 'closed', 'selfServed', 'open']);

const atOf = (told: Told | undefined): number => told?.at ?? 0;
const judged = (fate: string, covered: boolean): string => (covered || spared.has(fate) ? fate : 'closed');

/** What the first event that has it says under a name. */
const named = (told: readonly Told[], name: string): string =>
  text(told.find(({ data }) => data[name] !== undefined)?.data[name]);

const reasons: Readonly<Record<string, string>> = {
  abandoned: 'abandoned',
  voicemail: 'voicemail',
  callback: 'callbackExit',
  closed: 'closed',
  full: 'blocked',
  busy: 'blocked',
  no_agents: 'timeoutOverflow',
  timeout: 'timeoutOverflow',
};

function fateOf(told: readonly Told[], left: Told | undefined, entered: Told | undefined): string {
  if (left !== undefined) return reasons[text(left.data['reason'])] ?? 'other';
  const refused = told.findLast(({ type }) => type === 'call.blocked');
  if (refused !== undefined) return refused.data['reason'] === 'closed' ? 'closed' : 'blocked';
  const ended = told.findLast(({ type }) => type === 'call.disconnected');
  if (ended === undefined) return 'open';
  if (ended.data['cause'] === 'self_served') return 'selfServed';
  return entered === undefined ? 'ivrAbandoned' : 'abandoned';
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

function isCovered(at: number, clinicId: string, { clinics = [] }: SettingsFile): boolean {
  const clinic = clinics.find(({ id }) => id === clinicId);
  if (clinic?.covered === undefined) return true;
  const { weekday, minute } = clockOf(at, clinic.timezone ?? 'Europe/Paris');
  const week = clinic.covered.week as Readonly<Record<string, readonly string[] | undefined>>;
  return (week[weekdayNames[weekday % 7] ?? ''] ?? []).some((span) => {
    const [from = 0, to = 0] = span.split('-').map(minutesOf);
    return minute >= from && minute < to;
  });
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** 1 = Monday … 7 = Sunday, and the minutes since midnight, as the platform tells them. */
function clockOf(at: number, timeZone: string): { weekday: number; minute: number } {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(timeZone, format);
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part['weekday'] ?? '') + 1;
  return { weekday: day, minute: Number(part['hour']) * 60 + Number(part['minute']) };
}

/** The counts of the calls that pass a filter. */
export function recount(calls: readonly RecountedCall[], filter: RecountFilter, thresholdMs: number) {
  const passing = calls.filter((call) => passes(call, filter));
  const of = (test: (call: RecountedCall) => boolean): number => passing.filter(test).length;
  const answered = of(({ outcome }) => outcome === 'answered');
  const isShort = ({ outcome, waitMs }: RecountedCall) => outcome === 'abandoned' && (waitMs ?? 5000) < 5000;
  const decided = of(({ entered, outcome }) => entered && outcome !== 'closed');
  return {
    presented: passing.length,
    answered,
    unanswered: of(({ outcome }) => !spared.has(outcome)),
    closed: of(({ outcome }) => outcome === 'closed'),
    abandoned: of(({ outcome }) => outcome === 'abandoned'),
    shortAbandoned: of(isShort),
    voicemail: of(({ outcome }) => outcome === 'voicemail'),
    inThreshold: of(
      ({ outcome, waitMs }) => outcome === 'answered' && waitMs !== null && waitMs <= thresholdMs,
    ),
    serviceLevelOf: decided - of(isShort),
  };
}

function passes(call: RecountedCall, filter: RecountFilter): boolean {
  const { from, to, timezone, clinicId = call.clinicId, language = call.language } = filter;
  const { weekday, minute } = clockOf(Math.floor(call.arrivedAt / 900_000) * 900_000, timezone);
  const { weekdays = [weekday], dayStart = 0, dayEnd = 1440 } = filter;
  return [
    call.arrivedAt >= from && call.arrivedAt < to,
    call.clinicId === clinicId && call.language === language,
    weekdays.includes(weekday) && minute >= dayStart && minute < dayEnd,
  ].every(Boolean);
}
