import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { toldPlacings, type CallerFact, type CallOfCaller } from './caller-fact';
import { foldObligations } from './fold-obligations';
import { tryOutcomeNames, tryOutcomes, type Obligation } from './obligation';

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
const facts: fc.Arbitrary<readonly CallerFact[]> = fc
  .array(fc.tuple(instant, what), { maxLength: 25 })
  .map((told) => told.map(([at, one], n) => ({ ...one, at, key: `${n}` })));

const fold = (told: readonly CallerFact[]): readonly Obligation[] => foldObligations(told, rules);
const named: ReadonlySet<string> = new Set(tryOutcomeNames.filter((name) => tryOutcomes[name] !== 'open'));

describe('what is owed to one caller', () => {
  it('is the same in whatever order and however often calls and tries are told', () => {
    fc.assert(
      fc.property(
        facts.chain((told) =>
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
        for (const { state, closedAt, closedAs } of all) {
          expect(closedAt === null).toBe(state === 'open');
          expect(closedAs === null).toBe(state === 'open');
        }
      }),
    );
  });

  it('stays owed when it was promised, until somebody chooses an outcome that closes it', () => {
    fc.assert(
      fc.property(facts, (told) => {
        for (const { promised, state, closedAs, endsAt } of fold(told)) {
          if (!promised) continue;
          expect(endsAt).toBeNull();
          if (state !== 'open') expect(named.has(closedAs ?? '')).toBe(true);
        }
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
      fc.property(facts, (told) => {
        const all = fold(told);
        all.slice(0, -1).forEach(({ state, closedAt }, n) => {
          expect(state).not.toBe('open');
          expect(all[n + 1]?.openedAt ?? -1).toBeGreaterThanOrEqual(closedAt ?? 0);
        });
      }),
    );
  });
});
