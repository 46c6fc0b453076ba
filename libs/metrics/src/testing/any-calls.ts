import type { CallFact } from '@vigie/calls';
import { at } from './worked-example';

/** The generator library, handed over by the specs: the core imports no package, not even here. */
type FastCheck = (typeof import('fast-check'))['default'];
type Arbitrary<T> = import('fast-check').Arbitrary<T>;

/** What may happen next in a call, after some seconds. */
const stepsOf = (fc: FastCheck) =>
  fc.array(
    fc.record({
      type: fc.constantFrom<CallFact['type']>(
        'call.initiated',
        'call.greeting_started',
        'call.enqueued',
        'call.enqueued',
        'call.offered',
        'call.offer_ended',
        'call.answered',
        'call.held',
        'call.retrieved',
        'call.transferred',
        'call.dequeued',
        'call.leg_ended',
        'call.disconnected',
        'acw.started',
        'acw.ended',
        'call.dispositioned',
        'survey.answered',
        'call.blocked',
        'call.expired',
      ),
      afterS: fc.integer({ min: 0, max: 90 }),
      queueId: fc.constantFrom('a', 'b', 'c'),
      agentId: fc.constantFrom('ana', 'berta'),
      reason: fc.constantFrom(
        'timeout',
        'abandoned',
        'voicemail',
        'callback',
        'closed',
        'full',
        'no_agents',
        'key_exit',
        'overflow',
        'no_answer',
        'answered',
      ),
      languageRequested: fc.constantFrom('fr', 'ca'),
      reasonCode: fc.constantFrom('appointment', 'advice'),
      rating: fc.integer({ min: 1, max: 5 }),
    }),
    { maxLength: 12 },
  );
/** The facts of one call, in order: any that may follow each other, and many that may not. */
export const anyCallsFacts = (fc: FastCheck): Arbitrary<readonly CallFact[]> =>
  fc.tuple(fc.integer({ min: 0, max: 6 * 3600 }), stepsOf(fc)).map(([start, told]) => {
    let now = at('08:00') + start * 1000;
    return told.map(({ afterS, ...fields }, index) => {
      now += afterS * 1000;
      return { ...fields, at: now, tie: String(index) };
    });
  });
