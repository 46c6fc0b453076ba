import type { ClinicProfile } from '../centre/clinic';
import { isWorkingDay, workingDayAfter } from '../holidays';
import type { IncomingEvent } from '../incoming-event';
import { dayBase, hourMs, localDateOf, minuteMs, secondMs, wallClockMsOf, type Instant } from '../local-date';
import { createRandom } from '../random';
import { createCaller, type Caller } from './caller';
import { emit, type Floor, type SimCall } from './floor';

/** When patients are called, by the wall clock. */
const opensMs = 9 * hourMs;
const closesMs = 18 * hourMs;
/** When clinics tell who went home, and who comes. */
const toldFromMs = 16.5 * hourMs;
const toldUntilMs = 18.75 * hourMs;
/** After so many tries in vain the clinic writes to the patient. */
const mostTries = 5;
/** Planned while the secretary still speaks; else after the call. */
const inCallShare = 0.7;
/** Patients of lists have numbers that no caller of the day has. */
const firstOfLists = 9_000;

type Kind = 'post_discharge' | 'visit_reminder' | 'prescription_renewal';
/** Within which working days after it is planned the patient is to be called. */
const windows: Readonly<Record<Kind, readonly [from: number, until: number]>> = {
  post_discharge: [2, 3],
  visit_reminder: [1, 1],
  prescription_renewal: [1, 2],
};
/** Tried first only when its time is over. */
const lateShare = 0.05;
/** Of those whose time is longer than a day, tried on the first. */
const firstDayShare = 0.8;

const outcomes = [
  ['reached', 76],
  ['no_answer', 15],
  ['message_left', 3],
  ['other_person', 2],
  ['wrong_number', 1.5],
  ['refused', 1],
  ['cancelled', 1.5],
] as const;
const leavesItOwed: readonly (typeof outcomes)[number][0][] = ['no_answer', 'message_left', 'other_person'];

type Planned = {
  readonly id: string;
  readonly kind: Kind;
  readonly clinic: ClinicProfile;
  readonly subject: string;
  events: number;
};

/** Plans what clinics tell in the evening of a working day: patients who went home, and visits to come. */
export function planFollowups(floor: Floor): void {
  const { plan, agenda } = floor;
  const { followup } = floor.chances;
  if (!isWorkingDay(plan.date)) return;
  for (const clinic of plan.clinics) {
    const { discharges = 0, reminders = 0 } = clinic.followUps ?? {};
    const tellOf = (kind: Kind) => (): void => {
      const patient = createCaller(plan, clinic, firstOfLists + floor.followups, followup);
      create(floor, { kind, clinic, patient });
    };
    const kinds: readonly Kind[] = [
      ...Array.from({ length: followup.poisson(discharges) }, () => 'post_discharge' as const),
      ...Array.from({ length: followup.poisson(reminders) }, () => 'visit_reminder' as const),
    ];
    for (const kind of kinds) {
      const at = plan.base + followup.between(toldFromMs, toldUntilMs);
      if (at < plan.until) agenda.plan(at, tellOf(kind));
    }
  }
}

/** On some calls for a prescription the secretary plans to call when it is ready, most before the call ends. */
export function planOnCall(floor: Floor, call: SimCall, talkMs: number): void {
  const { followup } = floor.chances;
  const { clinic } = call.caller;
  const share = clinic.followUps?.renewals ?? 0;
  if (share === 0 || !followup.chance(share)) return;
  const inMs = followup.chance(inCallShare) ? talkMs * 0.9 : talkMs + followup.between(20, 400) * secondMs;
  floor.agenda.plan(floor.agenda.now() + inMs, () => {
    create(floor, { kind: 'prescription_renewal', clinic, patient: call.caller, onCall: call.id });
  });
}

type Asked = Readonly<{ kind: Kind; clinic: ClinicProfile; patient: Caller; onCall?: string }>;

function create(floor: Floor, { kind, clinic, patient, onCall }: Asked): void {
  const { followup } = floor.chances;
  floor.followups += 1;
  const id = `${floor.plan.key}f${floor.followups.toString(36)}`;
  const planned: Planned = { id, kind, clinic, subject: onCall ?? id, events: 0 };
  const today = localDateOf(floor.agenda.now());
  const [from, until] = windows[kind];
  const dueFrom = dayBase(workingDayAfter(today, from)) + opensMs;
  const dueAt = dayBase(workingDayAfter(today, until)) + closesMs;
  tell(floor, planned, 'followup.created', {
    dueFrom: new Date(dueFrom).toISOString(),
    dueAt: new Date(dueAt).toISOString(),
    reference: `${clinic.shortName.slice(0, 1)}-${Math.floor(followup.between(10_000, 99_999))}`,
    language: patient.language,
    ...patient.line,
  });
  const isLate = followup.chance(lateShare);
  const nth = isLate ? until + 1 : followup.chance(firstDayShare) ? from : until;
  // Who is too late is called first thing in the morning.
  const inDayMs = followup.between(opensMs, isLate ? opensMs + 2 * hourMs : closesMs - hourMs);
  planTry(floor, planned, dayBase(workingDayAfter(today, nth)) + inDayMs, 1);
}

function planTry(floor: Floor, planned: Planned, at: Instant, attemptNo: number): void {
  floor.agenda.plan(inWorkingTime(floor, at), () => {
    tryPatient(floor, planned, attemptNo);
  });
}

function tryPatient(floor: Floor, planned: Planned, attemptNo: number): void {
  const { followup } = floor.chances;
  const result = attemptNo > mostTries ? 'cancelled' : followup.weighted(outcomes);
  if (result === 'cancelled') {
    tell(floor, planned, 'followup.cancelled', {});
    return;
  }
  const done = tell(floor, planned, 'followup.done', { attemptNo, result });
  if (leavesItOwed.includes(result)) {
    const later = followup.between(60, 180) * minuteMs;
    planTry(floor, planned, floor.agenda.now() + later, attemptNo + 1);
  } else if (Object.values(repliesOf(done) ?? {}).some((answer) => answer !== 'yes')) {
    const at = inWorkingTime(floor, floor.agenda.now() + followup.logNormal(25, 0.6) * minuteMs);
    floor.agenda.plan(at, () => {
      tell(floor, planned, 'followup.done', { result: 'reached' });
    });
  }
}

function tell(
  floor: Floor,
  planned: Planned,
  type: 'followup.created' | 'followup.done' | 'followup.cancelled',
  data: IncomingEvent['data'],
): IncomingEvent {
  const { id: followupId, kind, clinic, subject } = planned;
  planned.events += 1;
  const id = `${followupId}.${planned.events.toString(36)}`;
  return emit(
    floor,
    { id, source: clinic.source, type, subject },
    { clinicId: clinic.id, followupId, type: kind, ...data },
  );
}

/** Whether an event tells of a call that was planned. */
export const isOfFollowup = ({ type }: IncomingEvent): boolean => type.startsWith('followup.');

/** Early enough in a working day, else on the next working morning. */
function inWorkingTime(floor: Floor, at: Instant): Instant {
  const clockMs = wallClockMsOf(at);
  const date = localDateOf(at);
  if (isWorkingDay(date) && clockMs >= opensMs && clockMs < closesMs) return at;
  const next = isWorkingDay(date) && clockMs < opensMs ? date : workingDayAfter(date, 1);
  return dayBase(next) + opensMs + floor.chances.followup.between(5, 60) * minuteMs;
}

/** What patients answer after a discharge, in the order in which they are asked. */
const questions = ['condition', 'medicines', 'appointments', 'services', 'plan'] as const;
export type SimulatedReplies = Readonly<Record<(typeof questions)[number], 'yes' | 'no' | 'unsure'>>;
/** Patients of whom all is well. */
const wellShare = 0.84;
/** Of the others, how often each question has another answer than yes; one of them has at least. */
const otherShare = 0.25;
const unsureShare = 0.65;

/** Whether an event tells that somebody reached the clinic, to say what a patient answered. */
export const isClinicTold = ({ type, data }: IncomingEvent): boolean =>
  type === 'followup.done' && data['attemptNo'] === undefined;

/** What a patient who was reached after a discharge answered: the same for the same event. Null of every other event. */
export function repliesOf({ type, id, data }: IncomingEvent): SimulatedReplies | null {
  const isOfPatient = type === 'followup.done' && data['attemptNo'] !== undefined;
  if (!isOfPatient || data['type'] !== 'post_discharge' || data['result'] !== 'reached') return null;
  const chance = createRandom(`replies ${id}`);
  const isWell = chance.chance(wellShare);
  const first = Math.floor(chance.between(0, questions.length));
  const answers = questions.map((question, index) => {
    const isOther = !isWell && (index === first || chance.chance(otherShare));
    return [question, isOther ? (chance.chance(unsureShare) ? 'unsure' : 'no') : 'yes'] as const;
  });
  return Object.fromEntries(answers) as SimulatedReplies;
}
