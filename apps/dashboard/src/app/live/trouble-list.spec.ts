import { describe, expect, it } from '@jest/globals';
import type { ClinicView } from '@vigie/contracts';

import { aClinic, sampleNow as now } from '../testing/sample-board';
import { nextTroubleList, type TroubleInput, type TroubleList } from './trouble-list';

const waiting = (id: string, seconds: number): ClinicView =>
  aClinic(id, { waiting: 2, longestSince: now - seconds * 1000, trouble: ['two_waiting'] });
const at = (clinics: readonly ClinicView[], seconds: number, held: string | null = null): TroubleInput => ({
  clinics: Object.fromEntries(clinics.map((clinic) => [clinic.id, clinic])),
  now: now + seconds * 1000,
  held,
});
const ids = (list: TroubleList): string[] => list.entries.map(({ id }) => id);

describe('in trouble now', () => {
  it('begins with the worst', () => {
    const list = nextTroubleList(undefined, at([waiting('a', 10), waiting('b', 130), waiting('c', 70)], 0));
    expect(ids(list)).toEqual(['b', 'c', 'a']);
  });

  it('lets a clinic enter at once, at the end until the next ordering', () => {
    const first = nextTroubleList(undefined, at([waiting('a', 10)], 0));
    const second = nextTroubleList(first, at([waiting('a', 10), waiting('b', 130)], 1));
    expect(ids(second)).toEqual(['a', 'b']);
    expect(ids(nextTroubleList(second, at([waiting('a', 10), waiting('b', 130)], 5)))).toEqual(['b', 'a']);
  });

  it('keeps a clinic for 60 s after it became calm', () => {
    const first = nextTroubleList(undefined, at([waiting('a', 10)], 0));
    const calm = nextTroubleList(first, at([aClinic('a')], 1));
    expect(calm.entries).toEqual([{ id: 'a', calmSince: now + 1000 }]);
    expect(ids(nextTroubleList(calm, at([aClinic('a')], 60)))).toEqual(['a']);
    expect(ids(nextTroubleList(calm, at([aClinic('a')], 61)))).toEqual([]);
  });

  it('forgets that it was calm when it is in trouble again', () => {
    const first = nextTroubleList(undefined, at([waiting('a', 10)], 0));
    const calm = nextTroubleList(first, at([aClinic('a')], 1));
    expect(nextTroubleList(calm, at([waiting('a', 5)], 30)).entries).toEqual([{ id: 'a', calmSince: null }]);
  });

  it('leaves the row under the pointer where it is, even calm, even when the order is renewed', () => {
    const clinics = [waiting('a', 130), waiting('b', 90), waiting('c', 70)];
    const first = nextTroubleList(undefined, at(clinics, 0));
    const worse = [waiting('a', 130), aClinic('b'), waiting('c', 400)];
    const held = nextTroubleList(first, at(worse, 6, 'b'));
    expect(ids(held)).toEqual(['c', 'b', 'a']);
    expect(ids(nextTroubleList(held, at(worse, 120, 'b')))).toContain('b');
    expect(ids(nextTroubleList(held, at(worse, 120)))).not.toContain('b');
  });

  it('drops a clinic that no longer exists', () => {
    const first = nextTroubleList(undefined, at([waiting('a', 10)], 0));
    expect(ids(nextTroubleList(first, at([], 1)))).toEqual([]);
  });
});
