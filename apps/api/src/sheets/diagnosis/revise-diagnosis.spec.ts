import { describe, expect, it } from '@jest/globals';
import { nothingCounted, sixLights, usualThresholds } from '@vigie/metrics';

import type { JudgedMonth, KeptDiagnosis } from './kept-diagnosis-store';
import { revised } from './revise-diagnosis';

const judged = (presented: number, more: Partial<JudgedMonth> = {}): JudgedMonth => ({
  presented,
  sheetVersion: 7,
  limits: usualThresholds,
  lights: sixLights({
    counts: { ...nothingCounted, presented },
    sheet: null,
    limits: more.limits ?? usualThresholds,
  }),
  ...more,
});
const march = { clinicId: 'durand', month: '2026-03', at: 1_000 };
const kept = (now: JudgedMonth, isFinal: boolean): KeptDiagnosis => ({
  clinicId: 'durand',
  month: '2026-03',
  at: 500,
  revision: 1,
  isFinal,
  why: 'first',
  ...now,
});

describe('the lights of a month', () => {
  it('are replaced while it runs', () => {
    const now = judged(12);
    expect(revised(kept(judged(11), false), { ...march, isOver: false, now })).toMatchObject({
      revision: 1,
      presented: 12,
      isFinal: false,
    });
    expect(revised(kept(now, false), { ...march, isOver: false, now })).toBeNull();
  });

  it('stay once it is over, however often they are judged again', () => {
    const now = judged(12);
    const closed = revised(kept(now, false), { ...march, isOver: true, now });
    expect(closed).toMatchObject({ revision: 1, isFinal: true });
    expect(closed && revised(closed, { ...march, isOver: true, now })).toBeNull();
  });

  it.each([
    ['events', judged(13)],
    ['sheet', judged(12, { sheetVersion: 8 })],
    ['thresholds', judged(12, { limits: { ...usualThresholds, pathsWatch: 4 } })],
  ] as const)('change afterwards by a revision alone, which says why: %s', (why, now) => {
    const last = kept(judged(12), true);
    expect(revised(last, { ...march, isOver: true, now })).toMatchObject({ revision: 2, isFinal: true, why });
  });
});
