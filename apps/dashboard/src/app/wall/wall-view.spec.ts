import { describe, expect, it } from '@jest/globals';

import { aClinic } from '../testing/sample-board';
import { wallView } from './wall-view';
import { worstClinics } from './worst-clinics';

describe('the wall', () => {
  it('turns between its views while nobody waits past the limit', () => {
    expect(new Set([0, 20_000, 40_000].map((now) => wallView(now, false, false)))).toEqual(
      new Set(['teams', 'day']),
    );
  });

  it('stays on the teams while somebody waits past the limit, or when it is stopped', () => {
    const times = [0, 20_000, 40_000, 60_000];
    expect(times.map((now) => wallView(now, true, false))).toEqual(['teams', 'teams', 'teams', 'teams']);
    expect(times.map((now) => wallView(now, false, true))).toEqual(['teams', 'teams', 'teams', 'teams']);
  });

  it('names the five worst clinics, none that is calm again', () => {
    const all = Array.from({ length: 8 }, (_, index) => `c${index}`);
    const entries = all.map((id, index) => ({ id, calmSince: index === 1 ? 1 : null }));
    const clinics = Object.fromEntries(all.map((id) => [id, aClinic(id)]));
    expect(worstClinics({ entries, sortedAt: 0 }, clinics).map(({ id }) => id)).toEqual([
      'c0',
      'c2',
      'c3',
      'c4',
      'c5',
    ]);
  });
});
