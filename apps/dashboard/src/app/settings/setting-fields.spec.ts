import { describe, expect, it } from '@jest/globals';

import { calendarOrNull, changedFields, readList, readNumber, readSpans } from './setting-fields';

describe('what a clinic secretary writes in a form', () => {
  it('is read as hours, however they are usually written', () => {
    expect(readSpans('8h-12h30 14h-19h')).toEqual(['08:00-12:30', '14:00-19:00']);
    expect(readSpans('08:00 – 12:00, 14.30-18')).toEqual(['08:00-12:00', '14:30-18:00']);
    expect(readSpans('')).toEqual([]);
    expect(readSpans('le matin')).toEqual(['le', 'matin']);
  });

  it('is read as a list between commas, and as a number with a comma', () => {
    expect(readList(' a@x.example ; b@x.example,')).toEqual(['a@x.example', 'b@x.example']);
    expect(readList(' , ')).toBeNull();
    expect([readNumber('92,5'), readNumber(''), readNumber('dix')]).toEqual([92.5, null, 'dix']);
  });

  it('is no calendar where it says nothing', () => {
    expect(calendarOrNull({ week: { mon: [] } })).toBeNull();
    expect(calendarOrNull({ week: { mon: [] }, holidays: 'FR' })).toEqual({ week: {}, holidays: 'FR' });
  });

  it('is sent as what differs, and null where something was taken away', () => {
    const before = { id: 'durand', name: 'Durand', numbers: ['1'] };
    expect(changedFields(before, { ...before, name: 'Dr Durand', numbers: null })).toEqual({
      name: 'Dr Durand',
      numbers: null,
    });
    expect(changedFields(before, { ...before, kind: null })).toEqual({});
  });
});
