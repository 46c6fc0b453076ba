import { describe, expect, it } from '@jest/globals';
import type { Call, CallFact } from '@vigie/calls';

import { contribute, type Cuboid } from './contribute';
import { countsOf } from './counts';
import { metricsOf } from './metrics-of';
import { addTallyInto, emptyTally } from './tally';
import { at, callOf } from './testing/worked-example';
import { noBins } from './wait-bins';

const options = { serviceLevelSeconds: 20, serviceLevelFormula: 'sl2' as const };

type Said = Pick<CallFact, 'difficult' | 'difficultReason' | 'dispositionOutcome'>;
/** A call in a language, answered at ten seconds past, and what was noted of it, one after the other. */
const call = (language: string, isAnswered: boolean, ...said: readonly Said[]): Call =>
  callOf([
    ['call.enqueued', at('09:00'), { queueId: 'desk', clinicId: 'durand', languageRequested: language }],
    isAnswered
      ? ['call.answered', at('09:00:10'), { agentId: 'ana' }]
      : ['call.disconnected', at('09:00:30'), { side: 'caller' }],
    ...said.map((one, index) => ['call.dispositioned', at('09:05') + index, one] as const),
  ]);

const calls = [
  call('fr', true, { difficult: true, difficultReason: 'angry', dispositionOutcome: 'resolved' }),
  call('fr', true, { difficult: true, dispositionOutcome: 'unresolved' }),
  call('ca', true, { difficult: true, difficultReason: 'complaint' }),
  // The last word of each thing stands: this one was not difficult after all.
  call('ca', true, { difficult: true, difficultReason: 'aggressive' }, { difficult: false }),
  call('fr', true, { dispositionOutcome: 'appointment_made' }),
  call('fr', true, { dispositionOutcome: 'message' }),
  call('fr', true, { dispositionOutcome: 'a word of our own' }),
  call('fr', true),
  // Nobody spoke with this caller: nothing can have been difficult.
  call('fr', false, { difficult: true, dispositionOutcome: 'resolved' }),
];

function tallyOf(cuboid: Cuboid, key1 = '') {
  const tally = emptyTally();
  for (const row of calls.flatMap((one) => contribute(one)))
    if (row.cuboid === cuboid && row.key1 === key1) addTallyInto(tally, row.tally);
  return tally;
}

describe('what is noted of calls', () => {
  it('is how many were difficult and why, and what came of them, of the answered ones alone', () => {
    const tally = tallyOf('total');
    expect(countsOf(tally, noBins, options)).toMatchObject({
      answered: 8,
      difficult: 3,
      difficultAngry: 1,
      difficultComplaint: 1,
      difficultAggressive: 0,
      difficultNoted: 2,
      difficultResolved: 1,
      noted: 5,
      notedResolved: 2,
      notedMessage: 1,
      notedUnresolved: 1,
    });
    expect(metricsOf(tally, noBins, options)).toMatchObject({
      difficultRate: 3 / 8,
      difficultResolvedRate: 1 / 2,
      otherResolvedRate: 1 / 3,
      notedRate: 5 / 8,
    });
  });

  it('is of the passages through a queue not known, rather than none', () => {
    const bySegment = { ...options, unit: 'segments' as const };
    expect(metricsOf(tallyOf('queue', 'desk'), noBins, bySegment)).toMatchObject({
      difficultRate: null,
      notedRate: null,
    });
  });

  it('is one of five outcomes, by whichever code other software says it', () => {
    const came = (dispositionOutcome: string): readonly string[] =>
      contribute(call('fr', true, { dispositionOutcome }))
        .filter(({ cuboid }) => cuboid === 'total')
        .flatMap(({ tally }) => Object.entries(tally))
        .flatMap(([name, calls]) => (calls > 0 && /^noted./u.test(name) ? [name] : []));
    const codes = {
      notedResolved: [
        'resolved',
        'appointment_made',
        'appointment_moved',
        'appointment_cancelled',
        'answered_at_once',
      ],
      notedMessage: ['message_to_clinic', 'message'],
      notedTransferred: ['transferred'],
      notedCallback: ['callback_planned'],
      notedUnresolved: ['unresolved', 'not_resolved'],
    };
    for (const [name, all] of Object.entries(codes))
      for (const code of all) expect([code, came(code)]).toEqual([code, [name]]);
  });

  it('is told by clinic and by language', () => {
    expect(tallyOf('clinic', 'durand').difficult).toBe(3);
    expect([tallyOf('language', 'fr').difficult, tallyOf('language', 'ca').difficult]).toEqual([2, 1]);
  });

  it('is of no secretary', () => {
    const { difficult, noted } = tallyOf('agent', 'ana');
    expect([difficult, noted]).toEqual([0, 0]);
  });
});
