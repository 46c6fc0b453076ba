import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { toldPlacings, type CallerFact, type CallOfCaller } from './caller-fact';
import { foldObligations } from './fold-obligations';
import {
  dischargeAnswers,
  tryOutcomeNames,
  tryOutcomes,
  type Obligation,
  type ObligationEnd,
  type ObligationState,
} from './obligation';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const rules = {
  deadlineOf: (lostAt: number) => (Math.floor(lostAt / dayMs) + 2) * dayMs,
  dueOf: (lostAt: number) => lostAt + hourMs,
};

const call: fc.Arbitrary<CallOfCaller> = fc.record({
  callKey: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  outcome: fc.constantFrom('abandoned', 'blocked', 'voicemail'),
  waitMs: fc.option(fc.nat(300_000)),
  teamId: fc.constantFrom('north', 'south'),
  queueId: fc.constant('desk'),
  reason: fc.option(fc.constantFrom('rdv', 'message')),
  urgent: fc.boolean(),
  language: fc.constant(null),
  mask: fc.constant(null),
});
const talkMs = fc.option(fc.nat(60_000));
const what = fc.oneof(
  fc.record({
    kind: fc.constant('lost' as const),
    call,
    cause: fc.constantFrom('unanswered' as const, 'voicemail' as const),
  }),
  fc.record({ kind: fc.constant('lost' as const), call, cause: fc.constant('unanswered' as const) }),
  fc.record({ kind: fc.constant('asked' as const), call, dueAt: fc.option(fc.nat(6 * dayMs)) }),
  fc.record({ kind: fc.constant('badAnswer' as const), call }),
  fc.record({ kind: fc.constant('calling' as const), call, isTalking: fc.boolean() }),
  fc.record({ kind: fc.constant('answered' as const), talkMs }),
  fc.record({ kind: fc.constant('dialled' as const), endedAt: fc.option(fc.nat(6 * dayMs)), talkMs }),
  fc.record({ kind: fc.constant('callAsked' as const), requestId: fc.constantFrom('r', 's') }),
  fc.record({
    kind: fc.constant('callTold' as const),
    requestId: fc.constantFrom('r', 's'),
    state: fc.constantFrom(...toldPlacings),
    why: fc.constant(null),
  }),
  fc.record({ kind: fc.constant('tried' as const), outcome: fc.constantFrom(...tryOutcomeNames) }),
  fc.record({
    kind: fc.constant('claimed' as const),
    by: fc.constantFrom('Anne', 'Karim'),
    byId: fc.nat(1).map(String),
  }),
  fc.constant({ kind: 'released' as const }),
  fc.constant({ kind: 'reopened' as const }),
  fc.constant({ kind: 'passed' as const }),
);
/** Few instants, so that many things happen at once. */
const instant = fc.nat(40).map((n) => n * 4 * hourMs);
const lineOf = (of: typeof what | typeof planned): fc.Arbitrary<readonly CallerFact[]> =>
  fc
    .array(fc.tuple(instant, of), { maxLength: 25 })
    .map((told) => told.map(([at, one], n) => ({ ...one, at, key: `${n}` })));

const answer = fc.constantFrom(...dischargeAnswers);
const plan = fc.record({
  type: fc.constantFrom('visit_reminder', 'post_discharge', 'clinic_alert'),
  plannedAt: instant,
  dueFrom: instant,
  dueUntil: instant,
  reference: fc.constant('D-1'),
  onCall: fc.constant(null),
});
const planned = fc.oneof(
  fc.record({ kind: fc.constant('planned' as const), plan, call }),
  fc.record({ kind: fc.constant('planned' as const), plan, call }),
  fc.constant({ kind: 'due' as const }),
  fc.constant({ kind: 'due' as const }),
  fc.record({
    kind: fc.constant('replied' as const),
    replies: fc.record({
      version: fc.constant(3),
      answers: fc.record({
        ...{ condition: answer, medicines: answer, appointments: answer, services: answer, plan: answer },
      }),
    }),
  }),
  what.filter(({ kind }) => !['lost', 'asked', 'badAnswer'].includes(kind)),
);
const facts = lineOf(what);
/** What is told of a call that was planned: a line by itself. */
const followup = lineOf(planned);
const anything = fc.oneof(facts, followup);

const fold = (told: readonly CallerFact[]): readonly Obligation[] => foldObligations(told, rules);
const named: ReadonlySet<string> = new Set(tryOutcomeNames.filter((name) => tryOutcomes[name] !== 'open'));
/** How one that stands so may have ended. */
const endsOf: Readonly<Record<ObligationState, readonly (ObligationEnd | null)[]>> = {
  planned: [null],
  open: [null],
  recovered: ['calledAgain', 'reached'],
  neverReached: ['neverReached'],
  closed: ['wrongNumber', 'settled', 'refused'],
};

describe('what is owed to one caller', () => {
  it('is the same in whatever order and however often calls and tries are told', () => {
    fc.assert(
      fc.property(
        anything.chain((told) =>
          fc.record({
            told: fc.constant(told),
            again: fc
              .shuffledSubarray([...told, ...told], { minLength: told.length })
              .map((some) => [...some, ...told.toReversed()]),
          }),
        ),
        ({ told, again }) => {
          expect(fold(again)).toEqual(fold(told));
        },
      ),
    );
  });

  it('is open, recovered, never reached or closed for a reason: the parts add up to all who were owed', () => {
    fc.assert(
      fc.property(facts, (told) => {
        const all = fold(told);
        const parts = Map.groupBy(all, ({ state }) => state);
        const sizes = ['open', 'recovered', 'neverReached', 'closed'] as const;
        expect(sizes.reduce((sum, state) => sum + (parts.get(state)?.length ?? 0), 0)).toBe(all.length);
      }),
    );
  });

  it('has ended exactly when and as its state says, and nobody has whom nobody is owed a call', () => {
    fc.assert(
      fc.property(anything, (told) => {
        for (const { state, openedAt, closedAt, closedAs, claim, inCall, placed, steps } of fold(told)) {
          expect(endsOf[state]).toContain(closedAs);
          expect(closedAt === null).toBe(closedAs === null);
          const isOpen = state === 'open' || state === 'planned';
          expect(closedAt === null).toBe(isOpen);
          // What was planned may be done before it is due.
          if (closedAt !== null && steps.every(({ kind }) => kind !== 'planned'))
            expect(closedAt).toBeGreaterThanOrEqual(openedAt);
          if (state !== 'open') expect([claim, inCall, placed]).toEqual([null, null, null]);
        }
      }),
    );
  });

  it('stays owed when it was promised or planned, until somebody chooses an outcome that closes it', () => {
    fc.assert(
      fc.property(anything, (told) => {
        for (const { promised, state, closedAs, endsAt } of fold(told)) {
          if (!promised) continue;
          expect(endsAt).toBeNull();
          expect(state).not.toBe('neverReached');
          if (state !== 'open' && state !== 'planned') expect(named.has(closedAs ?? '')).toBe(true);
        }
      }),
    );
  });

  it('ends by an answered call of five seconds or by its deadline, where it was not promised, and not before', () => {
    const unanswered = facts.map((told) =>
      told.filter((one) =>
        one.kind === 'lost' ? one.cause === 'unanswered' && !one.call.urgent : one.kind === 'answered',
      ),
    );
    fc.assert(
      fc.property(unanswered, instant, (told, until) => {
        const ended = [...told, { kind: 'passed', key: 'until', at: until } as const].filter(
          ({ at }) => at <= until,
        );
        const losses = ended.filter(({ kind }) => kind === 'lost');
        const answers = ended.filter(
          (one) => one.kind === 'answered' && (one.talkMs === null || one.talkMs >= 5_000),
        );
        for (const { state, closedAt, openedAt, latestCallAt, endsAt, steps } of fold(ended)) {
          expect(losses.map(({ at }) => at)).toContain(openedAt);
          expect(latestCallAt).toBe(steps.findLast(({ kind }) => kind === 'lost')?.at);
          expect(endsAt).toBe(rules.deadlineOf(latestCallAt));
          if (state === 'recovered') expect(answers.map(({ at }) => at)).toContain(closedAt);
          else expect(state).toBe(until >= rules.deadlineOf(latestCallAt) ? 'neverReached' : 'open');
          if (state === 'neverReached') expect(closedAt).toBe(endsAt);
          if (state === 'open') expect(answers.filter(({ at }) => at > latestCallAt)).toEqual([]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same when somebody opens again what is owed still', () => {
    fc.assert(
      fc.property(facts, instant, (told, until) => {
        // What is done at the very moment comes after it.
        const before = told.filter(({ at }) => at < until);
        const again = fold([...before, { kind: 'reopened', key: 'again', at: until }]);
        const ended = fold([...before, { kind: 'passed', key: 'until', at: until }]);
        if (ended.at(-1)?.state === 'open') expect(again).toEqual(ended);
        else expect(again.at(-1)?.state).toBe(ended.length === 0 ? undefined : 'open');
      }),
    );
  });

  it('is of every lost call, each in one: nobody who rang is forgotten', () => {
    fc.assert(
      fc.property(facts, (told) => {
        const all = fold(told);
        const lost = told.filter(({ kind }) => kind === 'lost');
        const steps = all.flatMap((one) => one.steps.filter(({ kind }) => kind === 'lost'));
        expect(steps.map(({ at }) => at).sort((a, b) => a - b)).toEqual(
          lost.map(({ at }) => at).sort((a, b) => a - b),
        );
      }),
    );
  });

  it('is promised to whoever was not content and wishes a call, and not taken back by anything but an outcome', () => {
    fc.assert(
      fc.property(facts, instant, call, (told, at, wished) => {
        const all = fold([...told, { kind: 'badAnswer', key: 'bad', at, call: wished }]);
        const owed = all.find(({ steps }) => steps.some((one) => one.kind === 'badAnswer' && one.at === at));
        expect(owed).toMatchObject({ promised: true, endsAt: null });
        expect(['open', 'recovered', 'closed']).toContain(owed?.state);
        expect(owed?.closedAs).not.toBe('calledAgain');
      }),
    );
  });

  it('is one obligation at a time, the next one begun after the last had ended', () => {
    fc.assert(
      fc.property(anything, (told) => {
        const all = fold(told);
        all.slice(0, -1).forEach(({ state, closedAt }, n) => {
          expect(state).not.toBe('open');
          expect(all[n + 1]?.openedAt ?? -1).toBeGreaterThanOrEqual(closedAt ?? 0);
        });
      }),
    );
  });
});
