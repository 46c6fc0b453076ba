import { describe, expect, it } from '@jest/globals';
import { settingsSchema } from '@vigie/contracts';
import fc from 'fast-check';

import { judgeSettings } from './judge-settings';

const text = fc.constantFrom('a', 'b', 'Europe/Lyon', '08:00-12:00', '11:00-13:00', '8h', '');
const value = fc.oneof(text, fc.integer(), fc.constant(null), fc.constant([]), fc.constant({}));
const calendar = fc.record({
  week: fc.dictionary(fc.constantFrom('mon', 'lundi'), fc.array(value)),
  holidays: value,
});
const item = fc.record(
  {
    id: value,
    name: value,
    timezone: text,
    hours: fc.oneof(calendar, value),
    queues: fc.array(value),
    clinicId: text,
  },
  { requiredKeys: [] },
);
const document = fc.record(
  {
    centre: fc.oneof(item, value),
    clinics: fc.oneof(fc.array(fc.oneof(item, value)), value),
    teams: fc.array(item),
    queues: fc.array(item),
  },
  { requiredKeys: [] },
);

describe('a settings document, whatever is in it', () => {
  it('is kept exactly if nothing is wrong with it, and every fault stands somewhere in it', () => {
    fc.assert(
      fc.property(document, (whole) => {
        const judged = judgeSettings(whole);
        if (judged.ok) expect(settingsSchema.parse(judged.document)).toEqual(settingsSchema.parse(whole));
        else {
          expect(judged.faults.length).toBeGreaterThan(0);
          for (const { path } of judged.faults) expect(isThere(whole, path.slice(0, -1))).toBe(true);
        }
      }),
    );
  });

  it('is never told fewer faults than its shape alone has', () => {
    fc.assert(
      fc.property(document, (whole) => {
        const parsed = settingsSchema.safeParse(whole);
        const judged = judgeSettings(whole);
        if (!parsed.success && !judged.ok)
          expect(judged.faults.length).toBeGreaterThanOrEqual(parsed.error.issues.length);
        expect(judged.ok && !parsed.success).toBe(false);
      }),
    );
  });
});

function isThere(whole: unknown, path: readonly (string | number)[]): boolean {
  let at: unknown = whole;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Readonly<Record<string | number, unknown>>)[step];
  }
  return true;
}
