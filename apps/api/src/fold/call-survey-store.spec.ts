import { foldCall, noRules, type CallFact } from '@vigie/calls';
import { describe, expect, it } from '@jest/globals';

import { isSurveyed } from './call-survey-store';

const at = Date.UTC(2026, 2, 2, 8);
const enqueued: CallFact = { type: 'call.enqueued', at, tie: 'a', queueId: 'q' };
const invited: CallFact = { type: 'survey.invited', at: at + 1000, tie: 'b', channel: 'sms' };

describe('calls that cost nothing to the surveys', () => {
  it('are those of which none is and none was told', () => {
    const plain = foldCall([enqueued], noRules);
    const asked = foldCall([enqueued, invited], noRules);
    expect(isSurveyed(undefined, plain)).toBe(false);
    expect(isSurveyed(plain, plain)).toBe(false);
    expect(isSurveyed(undefined, asked)).toBe(true);
    expect(isSurveyed(asked, plain)).toBe(true);
  });
});
