import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { mergeGreetings, noGreeting, type HeardGreeting } from './heard-greeting';

const told = fc.record({ at: fc.integer({ min: 0, max: 4 }), tie: fc.uuid() });
/** What each event tells by itself. */
const telling: fc.Arbitrary<HeardGreeting> = fc.oneof(
  told.map((one) => ({ ...noGreeting, started: { ...one, messageId: one.tie, after: null } })),
  told.map((one) => ({ ...noGreeting, ended: { ...one, completed: one.at > 2 } })),
  told.map((one) => ({ ...noGreeting, announced: { ...one, waitMs: one.at } })),
);
const all = (tellings: readonly HeardGreeting[]): HeardGreeting =>
  tellings.reduce(mergeGreetings, noGreeting);

describe('what is told of the greeting of a call', () => {
  it('comes out the same in whatever order, and however often, it is told', () => {
    fc.assert(
      fc.property(
        fc
          .array(telling, { minLength: 1, maxLength: 8 })
          .chain((events) =>
            fc.tuple(
              fc.constant(events),
              fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length }),
            ),
          ),
        ([events, again]) => expect(all(again)).toEqual(all(events)),
      ),
    );
  });

  it('is of the first greeting, and of the first wait that was announced', () => {
    const start = (at: number, messageId: string): HeardGreeting => ({
      ...noGreeting,
      started: { at, tie: messageId, messageId, after: null },
    });
    const merged = all([start(20, 'second'), start(10, 'first')]);
    expect(merged.started?.messageId).toBe('first');
    expect(merged.ended).toBeNull();
  });
});
