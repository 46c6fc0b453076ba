import { describe, expect, it } from '@jest/globals';
import { recentCallsSchema, reportDocumentSchema } from '@vigie/contracts';
import fc from 'fast-check';

import { reportBlockShape, reportFrameShape } from '../satisfaction/report-answers';
import { sampleReport } from '../testing/sample-report';
import { recentCallsShape } from './page-answers';
import { readAnswer } from './read-answer';

const call = {
  id: 'a',
  arrivedAt: '2026-11-22T09:00:00.000Z',
  clinicId: 'durand',
  queueId: null,
  outcome: 'answered',
  waitMs: 5_000,
  talkMs: null,
  talkingSince: null,
  agentId: 'anna',
  reason: null,
  mask: '01 99 00 •• ••',
  attempt: 1,
  recovered: false,
};

describe('an answer of the server', () => {
  it('is taken when it is what the contract says, also with a field this page does not know yet', () => {
    expect(readAnswer(recentCallsShape, [{ ...call, fromALaterVersion: 1 }])).toHaveLength(1);
    expect(() => readAnswer(recentCallsShape, { message: 'Sign in' })).toThrow('something else');
  });

  it('is refused as the contract would when a field is missing or of another kind', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(call)),
        fc.jsonValue(),
        fc.boolean(),
        (name, value, gone) => {
          const changed: Record<string, unknown> = { ...call, [name]: value };
          if (gone) delete changed[name];
          const byContract = recentCallsSchema.safeParse([changed]).success;
          // What a text or a number holds is the server's to keep; the page looks at the kinds.
          if (byContract) expect(recentCallsShape([changed])).toBe(true);
          if (gone || typeof value === 'object' || typeof value === 'boolean')
            expect(recentCallsShape([changed])).toBe(byContract);
        },
      ),
    );
  });

  it('is a whole report, of blocks that can be drawn', () => {
    const report = sampleReport();
    expect(reportDocumentSchema.safeParse(report).success).toBe(true);
    expect(reportFrameShape(report)).toBe(true);
    expect(report.pages.flatMap(({ blocks }) => blocks).every(reportBlockShape)).toBe(true);
    expect(reportBlockShape({ kind: 'hologram', id: 'h' })).toBe(false);
    expect(reportFrameShape({ ...report, pages: [{ id: 'summary', title: 'x' }] })).toBe(false);
  });
});
