import { describe, expect, it } from '@jest/globals';

import { Callers } from './callers';
import { aCall, at } from './testing/board-builder';

const ani = { aniHash: 'a', aniKind: 'mobile' } as const;
const lost = aCall(
  'lost',
  ['09:00', 'call.enqueued', ani],
  ['09:01', 'call.dequeued', { reason: 'abandoned' }],
);
const answered = aCall(
  'again',
  ['11:00', 'call.enqueued', ani],
  ['11:01', 'call.answered', { agentId: 'anne' }],
);

describe('a caller whom nobody answered', () => {
  it('is made good by a later call, and no longer from the end of the clinic’s next open day on', () => {
    const until = (deadline: string) => new Callers(() => at(deadline));
    for (const [callers, recovered] of [
      [until('11:02'), 1],
      [until('11:00'), 0],
    ] as const) {
      callers.put(lost);
      callers.put(answered);
      expect([callers.recovered, callers.toCallBack, callers.storyOf(lost).recovered]).toEqual([
        recovered,
        1 - recovered,
        recovered === 1,
      ]);
    }
  });
});
