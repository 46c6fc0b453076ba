import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';

import { pageChecks, pageCheckText, shapeOf } from './page-checks';
import { list, object, text } from './shapes';

describe('what the page checks an answer by', () => {
  it.each(Object.keys(pageChecks) as (keyof typeof pageChecks)[])('can be written for all of %s', (path) => {
    const text = pageCheckText(path);
    for (const [name, [, type]] of Object.entries(pageChecks[path]))
      expect(text).toContain(`export const ${name} = checkOf<${type}>(`);
  });

  it('says of each field what it is, and which may be missing', () => {
    const schema = object({
      id: text,
      note: z.exactOptional(z.nullable(z.int())),
      tone: z.enum(['good', 'act']),
      of: list(z.union([z.literal(3), z.boolean()])),
      names: z.record(z.string(), z.unknown()),
    });
    expect(shapeOf(schema)).toEqual({
      id: 's',
      'note?': ['?', 'n'],
      tone: ['=', 'good', 'act'],
      of: ['[]', ['|', ['=', 3], 'b']],
      names: ['{}', ['*']],
    });
  });

  it('knows no schema of a kind that JSON has not', () => {
    expect(() => shapeOf(z.date())).toThrow('date');
  });
});
