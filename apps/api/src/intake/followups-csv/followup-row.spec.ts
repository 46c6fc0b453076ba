import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { CallerPseudonyms } from '../../privacy/caller-pseudonyms';
import { readFollowupRow, type FollowupReading } from './followup-row';

const reading: FollowupReading = {
  type: 'post_discharge',
  timezone: 'Europe/Paris',
  country: 'FR',
  pseudonyms: new CallerPseudonyms(Buffer.alloc(32, 7)),
  order: 'dmy',
};
const read = (cells: Readonly<Record<string, string>>, more: Partial<FollowupReading> = {}) =>
  readFollowupRow({ kind: 'row', line: 2, cell: (column) => cells[column] }, { ...reading, ...more });
const windowOf = (cells: Readonly<Record<string, string>>, more: Partial<FollowupReading> = {}) => {
  const row = read({ reference: 'D-1', ...cells }, more);
  if ('fault' in row) return row.fault;
  return [row.dueFrom, row.dueUntil].map((at) => new Date(at).toISOString());
};

describe('a row of a clinic’s list of discharges or visits', () => {
  it('is called on the second and third day after a discharge, the day before a visit, by the clinic’s clock', () => {
    expect(windowOf({ date: '24/11/2026' })).toEqual([
      '2026-11-25T23:00:00.000Z',
      '2026-11-27T23:00:00.000Z',
    ]);
    expect(windowOf({ date: '2026-11-24 14:30', type: 'Visite' })).toEqual([
      '2026-11-22T23:00:00.000Z',
      '2026-11-23T23:00:00.000Z',
    ]);
    expect(windowOf({ date: '24/11/2026', type: 'ordonnance' }, { timezone: 'Atlantic/Canary' })).toEqual([
      '2026-11-21T00:00:00.000Z',
      '2026-11-24T00:00:00.000Z',
    ]);
    expect(windowOf({ from: '24/11/2026', until: '25/11/2026', type: 'bilan' })).toEqual([
      '2026-11-23T23:00:00.000Z',
      '2026-11-25T23:00:00.000Z',
    ]);
  });

  it('keeps of a number what calls are kept by, and knows another software’s hash as calls do', () => {
    const { pseudonyms } = reading;
    expect(read({ phone: '06 39 98 00 12', date: '24/11/2026' })).toMatchObject({
      patient: { aniHash: pseudonyms.of({ ani: '+33639980012' }, 'FR').aniHash, aniMask: '06 39 98 •• ••' },
    });
    const aniHash = 'a1b2c3d4e5f6a7b8c9d0';
    expect(read({ hash: aniHash, date: '24/11/2026' })).toMatchObject({
      patient: pseudonyms.of({ aniHash }, 'FR'),
    });
  });

  it.each([
    ['who', { date: '24/11/2026', reference: '' }],
    ['when', {}],
    ['date', { date: '31/02/2026' }],
    ['date', { date: '11/24/2026' }],
    ['order', { from: '25/11/2026', until: '24/11/2026' }],
    ['type', { date: '24/11/2026', type: 'après ça' }],
    ['reference', { date: '24/11/2026', reference: 'Mme Durand' }],
    ['reference', { date: '24/11/2026', reference: '0639980012' }],
    ['phone', { date: '24/11/2026', phone: '6,3998E+08' }],
    ['hash', { date: '24/11/2026', hash: 'court' }],
    ['language', { date: '24/11/2026', language: 'français' }],
  ])('is told to be wrong for %s where it is: %j', (fault, cells) => {
    expect(read({ reference: 'D-1', ...cells })).toEqual({ line: 2, fault });
  });

  it('never gives back a number, whatever stands in it', () => {
    const digits = fc.stringMatching(/^0[67]39980\d{3}$/u);
    const column = fc.constantFrom('phone', 'hash', 'reference', 'id', 'language', 'type');
    fc.assert(
      fc.property(digits, column, (number, name) => {
        const row = read({ date: '24/11/2026', reference: 'D-1', [name]: number });
        // A clinic’s own id for a row may be any number: it is kept only as a hash.
        if (!('fault' in row)) expect(JSON.stringify({ ...row, id: undefined })).not.toContain(number);
      }),
    );
  });
});
