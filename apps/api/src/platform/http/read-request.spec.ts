import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';

import { isStorable, readBody, readChoice, readId, readJson, readMonth, readWhole } from './read-request';

const bytes = (text: string): Buffer => Buffer.from(text);
const codeOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
  return 'read';
};

describe('a request', () => {
  it('has one code for each thing that may be wrong with it', () => {
    const schema = z.strictObject({ text: z.string().min(1) });
    expect(codeOf(() => readMonth('2026-13'))).toBe('invalid_month');
    expect(codeOf(() => readMonth('0000-01'))).toBe('invalid_month');
    expect(codeOf(() => readJson(bytes('{')))).toBe('malformed_json');
    expect(codeOf(() => readJson(bytes('{"a":["\\u0000"]}')))).toBe('invalid_text');
    expect(codeOf(() => readBody(schema, bytes('{"text":""}')))).toBe('invalid_body');
    expect(codeOf(() => readId('clinicId', ''))).toBe('invalid_parameter');
    expect(codeOf(() => readChoice('format', ['csv', 'pdf'], ['csv']))).toBe('invalid_parameter');
    expect(codeOf(() => readWhole('limit', [1, 200], '201'))).toBe('invalid_parameter');
  });

  it('is read as it stands when nothing is wrong with it', () => {
    expect(readMonth('2026-10')).toBe('2026-10');
    expect(readJson(bytes(''))).toBeUndefined();
    expect(readBody(z.strictObject({ a: z.number() }), bytes('{"a":1}'))).toEqual({ a: 1 });
    expect(readWhole('limit', [1, 200], '200')).toBe(200);
    expect(readChoice('format', ['csv', 'pdf'], 'pdf')).toBe('pdf');
  });

  it('never quotes what it held', () => {
    const schema = z.strictObject({ text: z.string() });
    expect(() => readBody(schema, bytes('{"Mme Durand 0199001234":1,"text":""}'))).toThrow(
      /^The body: has a field/u,
    );
  });

  it('holds only texts that can be stored, however deep they stand', () => {
    fc.assert(
      fc.property(fc.json(), fc.string({ unit: 'binary' }), (json, text) => {
        const whole = JSON.stringify({ a: [JSON.parse(json) as unknown, { k: text }] });
        const code = codeOf(() => readJson(bytes(whole)));
        if (!isStorable(text)) expect(code).toBe('invalid_text');
      }),
    );
  });
});
