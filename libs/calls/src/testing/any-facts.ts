import type { AgentFact } from '../agent';
import { agentFactTypes } from '../declared-state';
import { ways, type CallFact } from '../fact';
import { callFactTypes } from '../fact-types';
import { at } from './a-call';

/** The generator library, handed over by the specs: the core imports no package, not even here. */
type FastCheck = (typeof import('fast-check'))['default'];
type Arbitrary<T> = import('fast-check').Arbitrary<T>;

const few = (fc: FastCheck, prefix: string): Arbitrary<string> => fc.constantFrom(`${prefix}1`, `${prefix}2`);
const duration = (fc: FastCheck): Arbitrary<number> => fc.integer({ min: 0, max: 100_000 });

/** Fields of every kind, absent or present, from pools so small that facts often meet. */
const fieldsOf = (fc: FastCheck): Arbitrary<Partial<CallFact>> =>
  fc.record(
    {
      sequence: fc.constantFrom('1', '2', '10'),
      segmentId: few(fc, 'segment'),
      legId: few(fc, 'leg'),
      queueId: few(fc, 'queue'),
      agentId: few(fc, 'agent'),
      clinicId: few(fc, 'clinic'),
      languageRequested: fc.constantFrom('fr', 'ca'),
      reason: fc.constantFrom(
        'answered',
        'abandoned',
        'timeout',
        'voicemail',
        'closed',
        'full',
        'no_answer',
        'self_served',
        'key_exit',
        'blind',
      ),
      side: fc.constantFrom('caller', 'agent', 'system'),
      key: fc.constantFrom('1', '5'),
      ringMs: duration(fc),
      waitMs: duration(fc),
      talkMs: duration(fc),
      reasonCode: few(fc, 'reason'),
      difficult: fc.boolean(),
      difficultReason: fc.constantFrom('angry', 'complaint', 'other'),
      dispositionOutcome: fc.constantFrom('resolved', 'unresolved', 'own'),
      direction: fc.constantFrom(
        'inbound' as const,
        'inbound' as const,
        'inbound' as const,
        'outbound' as const,
      ),
      test: fc.constant(false),
      bot: fc.constantFrom(true, false, false),
      via: fc.constantFrom(...ways),
      gone: fc.boolean(),
      inferred: fc.constantFrom(false, false, true),
      rating: fc.integer({ min: 1, max: 5 }),
      channel: fc.constantFrom('sms', 'ivr'),
      retracts: fc.constantFrom('tie-0', 'tie-1', 'tie-4'),
      surveyLanguage: fc.constantFrom('fr', 'ca'),
      items: fc.dictionary(
        fc.constantFrom('overall', 'reach', '__proto__', 'é|;'),
        fc.integer({ min: 0, max: 10 }),
        {
          noNullPrototype: true,
        },
      ),
    },
    { requiredKeys: [] },
  );

/** Any facts at all of one call, each event once: plausible or not, in any order, often at the same instant. */
export const anyFacts = (fc: FastCheck): Arbitrary<readonly CallFact[]> =>
  fc
    .array(fc.tuple(fc.constantFrom(...callFactTypes), fc.integer({ min: 0, max: 60 }), fieldsOf(fc)), {
      maxLength: 14,
    })
    .map((told) =>
      told.map(([type, second, given], index) => ({
        ...given,
        type,
        at: at('09:00') + second * 1000,
        tie: `tie-${String(index)}`,
      })),
    );

/** Any facts at all of one agent between 09:00 and 10:00. */
export const anyAgentFacts = (fc: FastCheck): Arbitrary<readonly AgentFact[]> =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...agentFactTypes),
        fc.integer({ min: 0, max: 3600 }),
        fc.record(
          {
            queueId: few(fc, 'queue'),
            state: fc.constantFrom(
              'available' as const,
              'break' as const,
              'training' as const,
              'offline' as const,
            ),
            paused: fc.boolean(),
          },
          { requiredKeys: [] },
        ),
      ),
      { maxLength: 10 },
    )
    .map((told) =>
      told.map(([type, second, given], index) => ({
        ...given,
        type,
        at: at('09:00') + second * 1000,
        tie: `tie-${String(index)}`,
      })),
    );
