import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { at } from '../testing/a-call';
import type { CallerFact, CallOfCaller, ToldPlacing } from './caller-fact';
import { foldObligations } from './fold-obligations';
import { followupWindow } from './followup-window';
import {
  dischargeAnswers,
  isClaimed,
  suggestedOutcome,
  type DischargeReplies,
  type Obligation,
  type TryOutcome,
} from './obligation';

const dayMs = 86_400_000;
const midnight = at('00:00');
/** A clinic that is open every day: made good until the end of tomorrow, due within the hour. */
const rules = {
  deadlineOf: (lostAt: number) => midnight + (Math.floor((lostAt - midnight) / dayMs) + 2) * dayMs,
  dueOf: (lostAt: number) => lostAt + 3_600_000,
};

const call = (callKey: string, fields: Partial<CallOfCaller> = {}): CallOfCaller => ({
  callKey,
  outcome: 'abandoned',
  waitMs: 30_000,
  teamId: 'north',
  queueId: 'desk',
  reason: null,
  urgent: false,
  language: null,
  mask: null,
  ...fields,
});
const lost = (clock: string, fields: Partial<CallOfCaller> = {}): CallerFact => ({
  key: clock,
  at: at(clock),
  kind: 'lost',
  call: call(clock, fields),
  cause: fields.outcome === 'voicemail' ? 'voicemail' : 'unanswered',
});
const asked = (clock: string, due: string | null = null): CallerFact => ({
  key: `asked ${clock}`,
  at: at(clock),
  kind: 'asked',
  call: call(clock),
  dueAt: due === null ? null : at(due),
});
const badAnswer = (clock: string): CallerFact => ({
  key: `bad ${clock}`,
  at: at(clock),
  kind: 'badAnswer',
  call: call('08:00', { outcome: 'answered' }),
});
const answered = (clock: string, talkMs: number | null = 60_000): CallerFact => ({
  key: clock,
  at: at(clock),
  kind: 'answered',
  talkMs,
});
const dialled = (clock: string, ended: string | null, talkMs: number | null = null): CallerFact => ({
  key: clock,
  at: at(clock),
  kind: 'dialled',
  endedAt: ended === null ? null : at(ended),
  talkMs,
});
const tried = (clock: string, outcome: TryOutcome): CallerFact => ({
  key: `tried ${clock}`,
  at: at(clock),
  kind: 'tried',
  outcome,
});
const claimed = (clock: string, by: string): CallerFact => ({
  key: `claimed ${clock} ${by}`,
  at: at(clock),
  kind: 'claimed',
  by,
  byId: by,
});
const just = (kind: 'released' | 'reopened', clock: string): CallerFact => ({
  key: `${kind} ${clock}`,
  at: at(clock),
  kind,
});
const later = (days: number, clock = '12:00'): CallerFact => ({
  key: `passed ${days}`,
  at: at(clock) + days * dayMs,
  kind: 'passed',
});

const fold = (...facts: readonly CallerFact[]): readonly Obligation[] => foldObligations(facts, rules);
const only = (...facts: readonly CallerFact[]): Obligation => {
  const all = fold(...facts);
  expect(all).toHaveLength(1);
  return all[0] as Obligation;
};

describe('a patient whom nobody answered', () => {
  it('is owed one call, however often they tried', () => {
    const owed = only(lost('08:12'), lost('08:36', { waitMs: 112_000, reason: 'rdv' }), lost('08:50'));
    expect(owed).toMatchObject({
      openedBy: '08:12',
      openedAt: at('08:12'),
      state: 'open',
      promised: false,
      calls: 3,
      longestWaitMs: 112_000,
      reason: 'rdv',
      dueAt: at('09:12'),
    });
  });

  it('is told step by step: how each call was lost, how long it waited, and what became of each try', () => {
    const owed = only(
      lost('08:12', { waitMs: 41_000 }),
      lost('08:30', { outcome: 'blocked', waitMs: null }),
      tried('08:40', 'noAnswer'),
      tried('08:50', 'messageLeft'),
    );
    expect(owed.steps).toEqual([
      { kind: 'lost', at: at('08:12'), outcome: 'abandoned', waitMs: 41_000 },
      { kind: 'lost', at: at('08:30'), outcome: 'blocked', waitMs: null },
      { kind: 'tried', at: at('08:40'), outcome: 'noAnswer' },
      { kind: 'tried', at: at('08:50'), outcome: 'messageLeft' },
    ]);
  });

  it('was promised something by the first message they left, not by calls that were only lost', () => {
    const left = (clock: string) => lost(clock, { outcome: 'voicemail' });
    expect(only(lost('08:12'), lost('08:20'))).toMatchObject({ promised: false, dueAt: at('09:12') });
    expect(only(left('08:30'), left('08:50'))).toMatchObject({ promised: true, dueAt: at('09:30') });
  });

  it('is shown by the last number that was not withheld', () => {
    const number = (clock: string, mask: string | null) => lost(clock, { mask });
    expect(only(number('08:12', '06 39'), number('08:20', null)).mask).toBe('06 39');
    expect(only(number('08:12', '06 39'), number('08:20', '02 61')).mask).toBe('02 61');
  });

  it('is owed nothing any more once they ring again and a person speaks with them for five seconds', () => {
    expect(only(lost('08:12'), answered('08:20', 5_000))).toMatchObject({
      state: 'recovered',
      closedAs: 'calledAgain',
      closedAt: at('08:20'),
    });
    expect(only(lost('08:12'), answered('08:20', 4_999)).state).toBe('open');
    expect(only(lost('08:12'), answered('08:20', null)).state).toBe('recovered');
  });

  it('was never reached when the end of the next open day has come, and a later answer does not mend it', () => {
    const [owed, ...others] = fold(lost('08:12'), later(2, '00:00'), {
      ...answered('09:00'),
      at: at('09:00') + 2 * dayMs,
    });
    expect(others).toEqual([]);
    expect(owed).toMatchObject({ state: 'neverReached', closedAt: midnight + 2 * dayMs });
    expect(only(lost('08:12'), later(1)).state).toBe('open');
  });

  it('has until the deadline of the last try', () => {
    const again = { ...lost('18:00'), at: at('18:00') + dayMs };
    expect(only(lost('08:12'), again, later(2)).state).toBe('open');
    expect(only(lost('08:12'), again, later(3)).state).toBe('neverReached');
  });

  it('is owed another call when another one is lost after the first was made good', () => {
    const both = fold(lost('08:12'), answered('08:20'), lost('09:00'));
    expect(both.map(({ state }) => state)).toEqual(['recovered', 'open']);
  });
});

describe('a promise', () => {
  it('made by a message, a wish, a bad answer or an urgent reason is not kept by the patient who rings again', () => {
    for (const promise of [
      lost('08:12', { outcome: 'voicemail' }),
      asked('08:12'),
      badAnswer('08:12'),
      lost('08:12', { urgent: true }),
    ]) {
      const owed = only(promise, answered('08:20'));
      expect(owed).toMatchObject({ state: 'open', promised: true, endsAt: null });
      expect(owed.steps.map(({ kind }) => kind)).toContain('answered');
    }
  });

  it('is made by a bad answer of a patient who had been answered, and joins what is owed already', () => {
    expect(only(answered('08:00'), badAnswer('09:30'))).toMatchObject({
      openedBy: '08:00',
      openedAt: at('09:30'),
      dueAt: at('10:30'),
      causes: ['badAnswer'],
    });
    expect(only(lost('09:00'), badAnswer('09:30'))).toMatchObject({
      openedBy: '09:00',
      causes: ['badAnswer', 'unanswered'],
      calls: 2,
    });
  });

  it('never ends by itself, and is due when it was promised', () => {
    const owed = only(lost('08:00'), asked('08:12', '08:30'), later(200));
    expect(owed).toMatchObject({ state: 'open', dueAt: at('08:30') });
  });

  it('is due at the earliest time that was promised', () => {
    expect(only(asked('08:12', '11:00'), asked('08:20', '09:00'), asked('08:30', '10:00')).dueAt).toBe(
      at('09:00'),
    );
  });

  it('made by a message is due within the hour of it, unless a time was promised already', () => {
    const message = lost('08:40', { outcome: 'voicemail' });
    expect(only(lost('08:00'), message).dueAt).toBe(at('09:40'));
    expect(only(asked('08:00', '11:00'), message).dueAt).toBe(at('11:00'));
  });

  it('is what somebody opened again is', () => {
    const owed = only(lost('08:12'), tried('08:20', 'settled'), just('reopened', '08:25'), later(9));
    expect(owed).toMatchObject({ state: 'open', promised: true, closedAt: null, closedAs: null });
  });
});

describe('calling back', () => {
  it('closes nothing by itself: the end of the call proposes an outcome from 30 s of conversation', () => {
    const owed = only(lost('08:12'), dialled('08:20', '08:21', 45_000));
    expect(owed).toMatchObject({ state: 'open', firstTriedAt: at('08:20'), tries: 0 });
    expect(suggestedOutcome(owed, 30_000)).toBe('reached');
    expect(suggestedOutcome(only(lost('08:12'), dialled('08:20', '08:21', 29_999)), 30_000)).toBeNull();
    expect(suggestedOutcome(only(lost('08:12'), dialled('08:20', '08:21')), 30_000)).toBeNull();
  });

  it('has an outcome that somebody chose: three leave it open, one reaches, three close it for a reason', () => {
    const after = (outcome: TryOutcome) => only(lost('08:12'), tried('08:20', outcome));
    for (const outcome of ['noAnswer', 'messageLeft', 'otherPerson'] as const)
      expect(after(outcome)).toMatchObject({ state: 'open', tries: 1, latestTry: { outcome } });
    expect(after('reached')).toMatchObject({
      state: 'recovered',
      closedAs: 'reached',
      closedAt: at('08:20'),
    });
    for (const outcome of ['wrongNumber', 'settled', 'refused'] as const)
      expect(after(outcome)).toMatchObject({ state: 'closed', closedAs: outcome });
  });

  it('proposes nothing more once the outcome of the call is said', () => {
    const owed = only(lost('08:12'), dialled('08:20', '08:21', 45_000), tried('08:22', 'messageLeft'));
    expect(owed.unsaid).toBeNull();
  });

  it('counts its tries and goes on after the third', () => {
    const thrice = ['08:20', '08:30', '08:40'].map((clock) => tried(clock, 'noAnswer'));
    expect(only(lost('08:12'), ...thrice)).toMatchObject({ state: 'open', tries: 3 });
  });
});

describe('who has a patient', () => {
  it('is who said so first, until it is released, an outcome is said or a quarter of an hour has passed', () => {
    const both = only(lost('08:12'), claimed('08:20', 'Anne'), claimed('08:21', 'Karim'));
    expect(both.claim).toMatchObject({ by: 'Anne', until: at('08:35') });
    expect(isClaimed(both.claim, at('08:34:59'))).toBe(true);
    expect(isClaimed(both.claim, at('08:35'))).toBe(false);
    expect(only(lost('08:12'), claimed('08:20', 'Anne'), claimed('08:35', 'Karim')).claim?.by).toBe('Karim');
    const released = only(lost('08:12'), claimed('08:20', 'Anne'), just('released', '08:21'));
    expect(released.claim).toBeNull();
    expect(only(lost('08:12'), claimed('08:20', 'Anne'), tried('08:22', 'noAnswer')).claim).toBeNull();
  });

  it('keeps the patient while the call is under way, and a quarter of an hour after it', () => {
    const calling = only(lost('08:12'), claimed('08:20', 'Anne'), dialled('08:22', null));
    expect(calling.claim?.until).toBeNull();
    const over = only(lost('08:12'), claimed('08:20', 'Anne'), dialled('08:22', '08:50', 90_000));
    expect(over.claim?.until).toBe(at('09:05'));
  });
});

it('tells that the patient is ringing just now', () => {
  const ringing: CallerFact = {
    key: 'c',
    at: at('08:52'),
    kind: 'calling',
    call: call('c'),
    isTalking: false,
  };
  expect(only(lost('08:22'), ringing).inCall).toMatchObject({ callKey: 'c', since: at('08:52') });
  expect(fold(ringing)).toEqual([]);
});

describe('a follow-up', () => {
  const planned = (clock: string, from: string, until: string): CallerFact => ({
    key: `planned ${clock}`,
    at: at(clock),
    kind: 'planned',
    plan: {
      type: 'post_discharge',
      plannedAt: at(clock),
      dueFrom: at(from),
      dueUntil: at(until),
      reference: 'D-1042',
      onCall: null,
    },
    call: call('followup', { outcome: null, waitMs: null }),
  });
  const due = (clock: string): CallerFact => ({ key: `due ${clock}`, at: at(clock), kind: 'due' });
  const said = (clock: string, outcome: TryOutcome): CallerFact => ({
    key: `said ${clock}`,
    at: at(clock),
    kind: 'tried',
    outcome,
  });
  const only = (...facts: CallerFact[]): Obligation => {
    const [one, ...others] = foldObligations(facts.toReversed(), rules);
    if (one === undefined || others.length > 0) throw new Error('a follow-up is one');
    return one;
  };

  it('is planned until its time comes, then a promise that never ends by itself', () => {
    const plan = planned('08:00', '10:00', '12:00');
    expect(only(plan)).toMatchObject({
      state: 'planned',
      openedAt: at('10:00'),
      dueAt: at('12:00'),
      endsAt: null,
    });
    const open = only(plan, due('10:00'), { key: 'later', at: at('10:00') + 90 * dayMs, kind: 'passed' });
    expect(open).toMatchObject({ state: 'open', promised: true, causes: ['followup'], calls: 0 });
    expect(open.steps.map(({ kind }) => kind)).toEqual(['planned', 'due']);
  });

  it('is moved while it is not due, and by nothing once it is', () => {
    const moved = only(planned('08:00', '10:00', '12:00'), planned('09:00', '14:00', '15:00'), due('10:00'));
    // What was told for the first time is before the second.
    expect(moved).toMatchObject({ state: 'planned', openedAt: at('14:00') });
    const late = only(planned('08:00', '10:00', '12:00'), due('10:00'), planned('11:00', '14:00', '15:00'));
    expect(late).toMatchObject({ state: 'open', openedAt: at('10:00'), dueAt: at('12:00') });
  });

  it('may be done, or taken back, before it is due; afterwards it is due no more', () => {
    const plan = planned('08:00', '10:00', '12:00');
    expect(only(plan, said('09:00', 'reached'), due('10:00'))).toMatchObject({
      state: 'recovered',
      closedAt: at('09:00'),
    });
    expect(only(plan, said('09:00', 'settled'), due('10:00'))).toMatchObject({ state: 'closed' });
    expect(only(plan, said('09:00', 'noAnswer'))).toMatchObject({ state: 'planned', tries: 1 });
  });

  const replied = (
    clock: string,
    answers: Partial<DischargeReplies['answers']> = {},
    tellBy: number | null = null,
  ): CallerFact => ({
    key: `replied ${clock}`,
    at: at(clock),
    kind: 'replied',
    tellBy,
    replies: {
      version: 3,
      answers: {
        ...{ condition: 'yes', medicines: 'yes', appointments: 'yes', services: 'yes', plan: 'yes' },
        ...answers,
      },
    },
  });

  it('is done by what the patient answers, and where not all is well the clinic is to be telephoned at once', () => {
    const plan = planned('08:00', '10:00', '12:00');
    const well = only(plan, due('10:00'), replied('10:30'));
    expect(well).toMatchObject({
      state: 'recovered',
      closedAs: 'reached',
      followup: { replies: { version: 3 } },
    });
    const [done, alert, ...others] = foldObligations(
      [plan, due('10:00'), replied('10:30', { medicines: 'unsure' })],
      rules,
    );
    expect(others).toEqual([]);
    expect(done).toMatchObject({ state: 'recovered', closedAt: at('10:30') });
    expect(alert).toMatchObject({
      ...{ state: 'open', openedAt: at('10:30'), dueAt: at('10:30'), endsAt: null, promised: true },
      causes: ['clinicAlert'],
      followup: { type: 'clinic_alert', reference: 'D-1042', replies: { version: 3 } },
    });
  });

  it('leaves a clinic that was told until its time, and ends by what it says to know alone', () => {
    const acknowledged = (clock: string): CallerFact => ({ key: 'ack', at: at(clock), kind: 'acknowledged' });
    const told = [
      planned('08:00', '10:00', '12:00'),
      due('10:00'),
      acknowledged('10:15'),
      replied('10:30', { plan: 'no' }, at('11:00')),
    ];
    // What was said before there was anything to know ends nothing, and what is owed to the patient is not the clinic's.
    const [done, alert] = foldObligations(told, rules);
    expect(done).toMatchObject({ state: 'recovered', closedAs: 'reached' });
    expect(alert).toMatchObject({ state: 'open', openedAt: at('10:30'), dueAt: at('11:00'), closedAs: null });
    const [, known] = foldObligations([...told.slice(0, 2), ...told.slice(3), acknowledged('10:42')], rules);
    expect(known).toMatchObject({ state: 'recovered', closedAt: at('10:42'), closedAs: 'acknowledged' });
    const [, early] = foldObligations(
      [...told.slice(0, 2), replied('10:30', { plan: 'no' }, at('09:00'))],
      rules,
    );
    expect(early).toMatchObject({ dueAt: at('10:30') });
  });

  it('tells the clinic what was answered also where another system says that the call was done before', () => {
    const [plan, answer] = [planned('08:00', '10:00', '12:00'), replied('10:30', { condition: 'no' })];
    for (const outcome of ['reached', 'settled'] as const) {
      const done: CallerFact = { ...said('10:29', 'reached'), kind: 'tried', outcome, ofPatient: true };
      const [of, alert, ...others] = foldObligations([plan, due('10:00'), answer, done], rules);
      expect(others).toEqual([]);
      expect(of).toMatchObject({
        state: 'recovered',
        closedAs: 'reached',
        followup: { replies: { version: 3 } },
      });
      expect(of?.closedAt).toBe(at(outcome === 'reached' ? '10:29' : '10:30'));
      expect(alert).toMatchObject({ state: 'open', openedAt: at('10:30'), causes: ['clinicAlert'] });
    }
    // Who was answered for already is not told of again.
    const again = replied('10:40', { plan: 'no' });
    expect(foldObligations([plan, due('10:00'), replied('10:30'), again], rules)).toHaveLength(1);
  });

  it('has a clinic telephoned until somebody says to have reached it, whatever is told of the patient meanwhile', () => {
    const answer = fc.constantFrom(...dischargeAnswers);
    const answers = fc.record({
      ...{ condition: answer, medicines: answer, appointments: answer, services: answer, plan: answer },
    });
    const later = fc.subarray<CallerFact>([
      said('11:00', 'noAnswer'),
      planned('11:10', '14:00', '15:00'),
      due('11:20'),
      replied('11:30'),
      said('11:40', 'reached'),
      { key: 'done', at: at('11:15'), kind: 'tried', outcome: 'reached', ofPatient: true },
      { key: 'cancelled', at: at('11:35'), kind: 'tried', outcome: 'settled', ofPatient: true },
      { key: 'ack', at: at('11:50'), kind: 'acknowledged' },
    ]);
    fc.assert(
      fc.property(answers, later, fc.infiniteStream(fc.nat()), (given, more, order) => {
        const facts = [planned('08:00', '10:00', '12:00'), due('10:00'), replied('10:30', given), ...more];
        const all = foldObligations(facts, rules);
        const ranks = new Map(facts.map((fact) => [fact, order.next().value as number]));
        const shuffled = facts.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
        expect(foldObligations([...shuffled, ...facts], rules)).toEqual(all);
        const isWell = Object.values(given).every((one) => one === 'yes');
        expect(all).toHaveLength(isWell ? 1 : 2);
        if (isWell) return;
        const isReached = more.some((fact) => fact.key === 'said 11:40' || fact.key === 'ack');
        expect(all[1]?.state).toBe(isReached ? 'recovered' : 'open');
      }),
    );
  });

  it('has a time that is usual for what it is of, where nobody says one', () => {
    const noon = at('12:00');
    const nothing = { dueFrom: null, dueUntil: null };
    const hourMs = 3_600_000;
    expect(followupWindow('post_discharge', noon, nothing)).toEqual({
      dueFrom: noon + 48 * hourMs,
      dueUntil: noon + 72 * hourMs,
    });
    expect(followupWindow('same_day', noon, nothing)).toEqual({ dueFrom: noon, dueUntil: noon + 8 * hourMs });
    const visit = noon + 10 * dayMs;
    expect(followupWindow('visit_reminder', noon, { dueFrom: null, dueUntil: visit })).toEqual({
      dueFrom: visit - dayMs,
      dueUntil: visit,
    });
  });
});

describe('a call that the telephone system is asked to place', () => {
  const request = (clock: string, requestId = 'r'): CallerFact => ({
    key: `asked ${requestId}`,
    at: at(clock),
    kind: 'callAsked',
    requestId,
  });
  const answer = (clock: string, state: ToldPlacing, requestId = 'r'): CallerFact => ({
    key: `told ${requestId}`,
    at: at(clock),
    kind: 'callTold',
    requestId,
    state,
    why: state === 'refused' ? 'set_busy' : null,
  });
  const placed = (
    clock: string,
    more: Partial<Extract<CallerFact, { kind: 'dialled' }>> = {},
  ): CallerFact => ({
    ...{ key: clock, at: at(clock), kind: 'dialled', endedAt: null, talkMs: null, ...more },
  });
  const stateOf = (...facts: readonly CallerFact[]) => only(lost('08:12'), ...facts).placed?.state;

  it('is as far as the system says, until its own call tells more', () => {
    expect(stateOf(request('08:20'))).toBe('asked');
    expect(stateOf(request('08:20'), answer('08:21', 'ringing'))).toBe('ringing');
    const refused = only(lost('08:12'), request('08:20'), answer('08:21', 'refused'));
    expect(refused.placed).toEqual({ requestId: 'r', at: at('08:20'), state: 'refused', why: 'set_busy' });
    const call = { requestId: 'r', stage: 'patient' } as const;
    expect(stateOf(request('08:20'), placed('08:20', call), answer('08:21', 'ringing'))).toBe('patient');
    expect(stateOf(request('08:20'), placed('08:21', { requestId: 'r', endedAt: at('08:22') }))).toBe('over');
  });

  it('is the call that names it, else the next one; not one of before, of later, or of another request', () => {
    expect(stateOf(request('08:20'), placed('08:21', { stage: 'talking' }))).toBe('talking');
    expect(stateOf(request('08:20'), placed('08:23', { stage: 'talking' }))).toBe('asked');
    expect(stateOf(placed('08:15', { endedAt: at('08:16') }), request('08:20'))).toBe('asked');
    expect(stateOf(request('08:20'), placed('08:21', { requestId: 'q', stage: 'talking' }))).toBe('asked');
    // The telephone system's clock is behind ours.
    const behind = { at: at('08:20') - 3_000, requestId: 'r', stage: 'patient' } as const;
    expect(stateOf(placed('08:19', behind), request('08:20'))).toBe('patient');
  });

  it('is told no more once somebody said what came of it; one that goes on is still to be said', () => {
    const over = placed('08:21', { requestId: 'r', endedAt: at('08:22') });
    expect(stateOf(request('08:20'), over, tried('08:23', 'noAnswer'))).toBeUndefined();
    expect(stateOf(request('08:20'), answer('08:21', 'ringing'), tried('08:23', 'noAnswer'))).toBeUndefined();
    const goesOn = placed('08:21', { requestId: 'r', stage: 'talking' });
    expect(stateOf(request('08:20'), goesOn, tried('08:23', 'noAnswer'))).toBe('talking');
  });
});
