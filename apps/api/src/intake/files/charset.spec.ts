import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { charsetNamed, decodeLine } from './charset';

const bytes = (...values: readonly (string | number)[]): Buffer =>
  Buffer.concat(values.map((value) => (typeof value === 'string' ? Buffer.from(value) : Buffer.of(value))));

describe('the charset of a line', () => {
  it('is told from its bytes: UTF-8 where they are that, else Windows-1252', () => {
    expect(decodeLine(bytes('Médecine|Hélène'))).toBe('Médecine|Hélène');
    expect(decodeLine(bytes('M', 0xe9, 'decine|H', 0xe9, 'l', 0xe8, 'ne'))).toBe('Médecine|Hélène');
    expect(decodeLine(bytes('l', 0x92, 'h', 0xf4, 'pital ', 0x97, ' 15 ', 0x80))).toBe('l’hôpital — 15 €');
    expect(decodeLine(bytes('Cardiologie'))).toBe('Cardiologie');
  });

  it('is not guessed: UTF-8 cut inside a letter, or the Macintosh’s own, is told to be neither', () => {
    expect(decodeLine(bytes('Hélène Dupré').subarray(0, -1))).toBeNull();
    expect(decodeLine(bytes('M', 0x8e, 'decine'))).toBeNull();
    expect(decodeLine(bytes('M', 0x82, 'decine'))).toBeNull();
  });

  it('is as named when it is named, also where the bytes could be another', () => {
    expect(decodeLine(bytes('M', 0x8e, 'decine'), 'macintosh')).toBe('Médecine');
    expect(decodeLine(bytes(0xa4), 'iso-8859-15')).toBe('€');
    expect(decodeLine(bytes(0xc3, 0xa9), 'windows-1252')).toBe('Ã©');
    expect(decodeLine(bytes('M', 0xe9), 'utf-8')).toBeNull();
    expect(charsetNamed('ISO-8859-1')).toBe('windows-1252');
    expect(charsetNamed(undefined)).toBeUndefined();
    expect(() => charsetNamed('klingon')).toThrow('charset must be utf-8, windows-1252');
  });

  it('never changes a text that was written as UTF-8, nor one with Western letters written as Latin-1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeLine(Buffer.from(text))).toBe(text);
      }),
    );
    const letters = fc.constantFrom(...'aeiou àâçéèêëîïôùûüñòóáíÀÉÈÇÑ·«»');
    fc.assert(
      fc.property(fc.array(letters), (list) => {
        // Capital and sign side by side are also a letter of UTF-8: then it is asked, never guessed.
        const text = list.join('x');
        expect(decodeLine(Buffer.from(text, 'latin1'))).toBe(text);
      }),
    );
  });
});
