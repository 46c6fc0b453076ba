import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';

import { pageChecks, pageCheckText } from './page-checks';
import { shapeOf } from './shape-of';
import { shapeTexts } from './shape-texts';
import { list, object, text } from './shapes';

describe('what the page checks an answer by', () => {
  it.each(Object.keys(pageChecks) as (keyof typeof pageChecks)[])('can be written for all of %s', (path) => {
    const text = pageCheckText(path);
    for (const [name, [, type]] of Object.entries(pageChecks[path]))
      expect(text).toContain(`export const ${name} = checkOf<${type}>(`);
  });

  it.each(Object.entries(pageChecks))('writes what occurs more than once in %s once', (_, answers) => {
    const shapes = Object.values<readonly [z.core.$ZodType, string]>(answers).map(([schema]) =>
      shapeOf(schema),
    );
    const { named, of } = shapeTexts(shapes);
    const written = [...named.map(([, text]) => text), ...of].join('\n');
    const useOf = (name: string): RegExp => new RegExp(`(?<=^|[:[,])${name}(?=$|[\\]},])`, 'gmu');
    for (const [name] of named) expect(written.match(useOf(name))?.length).toBeGreaterThan(1);
    const whole = of.map((text) =>
      named.reduceRight((longer, [name, meant]) => longer.replaceAll(useOf(name), meant), text),
    );
    expect(whole.map((text) => JSON.parse(text) as unknown)).toEqual(shapes);
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
