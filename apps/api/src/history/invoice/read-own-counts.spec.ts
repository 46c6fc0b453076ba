import { describe, expect, it } from '@jest/globals';

import { readOwnCounts, type KnownClinic } from './read-own-counts';

const clinics: readonly KnownClinic[] = [
  {
    id: 'durand',
    names: ['durand', 'Cabinet Durand'],
    lines: [
      { id: 'jour', name: 'Appels de jour' },
      { id: 'nuit', name: null },
    ],
  },
  { id: 'parc', names: ['parc', 'Clinique du Parc'], lines: [{ id: 'answered', name: null }] },
];
const read = (text: string) => readOwnCounts(text, '2026-10', clinics);

describe('the centre’s own count of a month', () => {
  it('is read by month or by day, by names or ids, as a French or an English table writes it', () => {
    const text =
      'Cabinet;Ligne;Jour;Appels\nCABINET DURAND;appels de jour;;1 204\ndurand;nuit;14/10/2026;3\nparc;;2026-10-31;12\n';
    expect(read(text)).toEqual({
      ok: true,
      counts: [
        { clinicId: 'durand', lineId: 'jour', period: '2026-10', calls: 1204 },
        { clinicId: 'durand', lineId: 'nuit', period: '2026-10-14', calls: 3 },
        { clinicId: 'parc', lineId: 'answered', period: '2026-10-31', calls: 12 },
      ],
    });
    expect(read('clinic,calls\nparc,7\n')).toMatchObject({ ok: true, counts: [{ calls: 7 }] });
  });

  it.each([
    ['clinic;calls\nnobody;7', 'names no clinic of ours: nobody'],
    ['clinic;calls\ndurand;7', 'names no line of its contract: '],
    ['clinic;line;calls\ndurand;soir;7', 'names no line of its contract: soir'],
    ['clinic;date;calls\nparc;2026-09-30;7', 'has a day that is none of 2026-10: 2026-09-30'],
    ['clinic;date;calls\nparc;31/02/2026;7', 'has a day that is none of 2026-10: 31/02/2026'],
    ['clinic;calls\nparc;7,5', 'has no number of calls: 7,5'],
    ['clinic;calls\nparc;-1', 'has no number of calls: -1'],
  ])('is not taken where a row cannot be read: %j', (text, message) => {
    expect(read(text)).toEqual({ ok: false, faults: [{ field: '2', message }] });
  });

  it('says of which line it is where one is counted twice, and which column lacks', () => {
    expect(read('clinic;calls\nparc;1\nparc;2')).toEqual({
      ok: false,
      faults: [{ field: '3', message: 'is counted twice' }],
    });
    expect(read('cabinet;total\nparc;1')).toEqual({
      ok: false,
      faults: [{ field: '1', message: 'has no column calls' }],
    });
  });

  it('takes a date that is none at all for no day, and no more than twenty faults', () => {
    expect(read('clinic;date;calls\nparc;2026-10-32;7')).toMatchObject({ ok: false });
    const many = `clinic;calls\n${'nobody;1\n'.repeat(50)}`;
    const refused = read(many);
    expect(refused.ok ? [] : refused.faults).toHaveLength(20);
  });
});
