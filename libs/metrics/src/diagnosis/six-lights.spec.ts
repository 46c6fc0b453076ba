import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  lightNames,
  nothingCounted,
  sixLights,
  type DiagnosisCounts,
  type LightName,
  type SheetFacts,
} from './six-lights';
import { thresholdSources, usualThresholds } from './thresholds';

/** A clinic that makes none of the six errors, and enough calls to show it. */
const counts: DiagnosisCounts = {
  presented: 1_300,
  queued: 1_240,
  greeted: 1_238,
  greetedLate: 3,
  medianToGreetingMs: 800,
  paths: [
    { id: 'appointment', count: 640 },
    { id: 'information', count: 260 },
    { id: 'message', count: 184 },
  ],
  lookUps: 212,
  missed: 9,
  missedQuestions: [{ id: 'vaccin', count: 9 }],
  medianSearchMs: 8_000,
  listened: 40,
  disclosed: 40,
};
const sheet: SheetFacts = {
  version: 7,
  service: 'booking',
  hasGreeting: true,
  greetingComesFirst: true,
  isDisclosed: true,
  paths: [
    { id: 'appointment', kind: 'specific' },
    { id: 'information', kind: 'specific' },
    { id: 'message', kind: 'general' },
  ],
  words: 940,
  answers: 41,
  basics: { filled: 9, stale: 0, empty: 0 },
};
const statesOf = (told: Partial<DiagnosisCounts>, written: Partial<SheetFacts> | null = {}) => {
  const lights = sixLights({
    counts: { ...counts, ...told },
    sheet: written === null ? null : { ...sheet, ...written },
    limits: usualThresholds,
  });
  return Object.fromEntries(lightNames.map((name) => [name, lights[name].state]));
};
const allGreen = Object.fromEntries(lightNames.map((name) => [name, 'green']));
const manyPaths = Array.from({ length: 11 }, (_, n) => ({
  id: `p${n}`,
  kind: n === 0 ? ('general' as const) : ('specific' as const),
}));

describe('the six errors of a clinic', () => {
  it('are none where calls show that none is made', () => {
    expect(statesOf({})).toEqual(allGreen);
  });

  it.each<readonly [LightName, Partial<DiagnosisCounts>, Partial<SheetFacts>]>([
    ['complicated', { paths: manyPaths.map(({ id }) => ({ id, count: 100 })) }, { paths: manyPaths }],
    [
      'simple',
      { paths: [{ id: 'message', count: 1_084 }] },
      { paths: [{ id: 'message', kind: 'specific' }] },
    ],
    ['long', { medianSearchMs: 34_000 }, { words: 3_400 }],
    ['short', { missed: 58 }, {}],
    ['greeting', { greeted: 1_100 }, {}],
    ['disclosure', {}, { isDisclosed: false }],
  ])('show as exactly that light in red: %s', (name, told, written) => {
    expect(statesOf(told, written)).toEqual({ ...allGreen, [name]: 'red' });
  });

  it.each<readonly [LightName, Partial<DiagnosisCounts>, Partial<SheetFacts>]>([
    [
      'complicated',
      { paths: [...counts.paths, { id: 'devis', count: 6 }] },
      { paths: [...sheet.paths, { id: 'devis', kind: 'specific' }] },
    ],
    [
      'simple',
      {
        paths: [
          { id: 'appointment', count: 400 },
          { id: 'information', count: 100 },
          { id: 'message', count: 400 },
        ],
      },
      {},
    ],
    ['long', { medianSearchMs: 15_001 }, {}],
    ['short', {}, { basics: { filled: 7, stale: 1, empty: 1 } }],
    ['greeting', { greetedLate: 400 }, {}],
    ['disclosure', { disclosed: 30 }, {}],
  ])('are to be watched before they are made: %s', (name, told, written) => {
    expect(statesOf(told, written)).toEqual({ ...allGreen, [name]: 'amber' });
  });

  it('are not asked of a clinic that wants messages alone, as far as a simple script goes', () => {
    expect(statesOf({}, { service: 'message', paths: sheet.paths.slice(2) }).simple).toBe('notApplicable');
  });

  it('are judged at the threshold as still inside', () => {
    expect(statesOf({ lookUps: 100, missed: 20 }).short).toBe('green');
    expect(statesOf({ lookUps: 100, missed: 21 }).short).toBe('red');
    expect(statesOf({ queued: 1_000, greeted: 990 }).greeting).toBe('green');
    expect(statesOf({ queued: 1_000, greeted: 989 }).greeting).toBe('red');
  });

  it('change at their thresholds and no sooner', () => {
    const paths = (n: number) =>
      statesOf(
        { paths: manyPaths.slice(0, n).map(({ id }) => ({ id, count: 100 })) },
        { paths: manyPaths.slice(0, n) },
      ).complicated;
    expect([6, 7, 10, 11].map(paths)).toEqual(['green', 'amber', 'amber', 'red']);
    const general = (count: number) =>
      statesOf({
        paths: [
          { id: 'appointment', count: 100 - count },
          { id: 'message', count },
        ],
      }).simple;
    expect([40, 41].map(general)).toEqual(['green', 'amber']);
    const words = (count: number) => statesOf({}, { words: count }).long;
    expect([1_500, 1_501, 3_000, 3_001].map(words)).toEqual(['green', 'amber', 'amber', 'red']);
    const searching = (medianSearchMs: number) => statesOf({ medianSearchMs }).long;
    expect([15_000, 15_001, 30_000, 30_001].map(searching)).toEqual(['green', 'amber', 'amber', 'red']);
    const empty = (count: number) =>
      statesOf({}, { basics: { filled: 9 - count, stale: 0, empty: count } }).short;
    expect([0, 1, 4, 5].map(empty)).toEqual(['green', 'amber', 'amber', 'red']);
    const late = (greetedLate: number) => statesOf({ queued: 1_000, greeted: 1_000, greetedLate }).greeting;
    expect([10, 11].map(late)).toEqual(['green', 'amber']);
    expect([38, 37].map((disclosed) => statesOf({ disclosed }).disclosure)).toEqual(['green', 'amber']);
  });

  it('are not known below the least number of calls, and known from it on', () => {
    const chosen = (count: number) => {
      const { complicated, simple } = statesOf({
        paths: counts.paths.map(({ id }, index) => ({ id, count: index === 0 ? count - 40 : 20 })),
      });
      return [complicated, simple];
    };
    expect(chosen(99)).toEqual(['notEnoughData', 'notEnoughData']);
    expect(chosen(100)).toEqual(['green', 'green']);
    const lookedUp = (lookUps: number) => {
      const { long, short } = statesOf({ lookUps, missed: 0 });
      return [long, short];
    };
    expect(lookedUp(19)).toEqual(['notEnoughData', 'notEnoughData']);
    expect(lookedUp(20)).toEqual(['green', 'green']);
    const came = (queued: number) => statesOf({ queued, greeted: queued, greetedLate: 0 }).greeting;
    expect([29, 30].map(came)).toEqual(['notEnoughData', 'green']);
    const heard = (listened: number) => statesOf({ listened, disclosed: listened }).disclosure;
    expect([29, 30].map(heard)).toEqual(['notEnoughData', 'green']);
    // Long searches of a few are no error yet; nor is a look-up of which no time is known.
    expect(statesOf({ lookUps: 19, missed: 0, medianSearchMs: 60_000 }).long).toBe('notEnoughData');
    expect(statesOf({ medianSearchMs: null }).long).toBe('notEnoughData');
  });

  it('are known of a clinic without a sheet where calls alone show them, and else are not', () => {
    expect(statesOf({}, null)).toEqual({
      complicated: 'notEnoughData',
      simple: 'notEnoughData',
      long: 'notEnoughData',
      short: 'notEnoughData',
      greeting: 'green',
      disclosure: 'notEnoughData',
    });
    expect(statesOf({ missed: 58 }, null).short).toBe('red');
  });

  it('are made by a script that has one kind of path alone, or one path', () => {
    const kinds = (...all: readonly ('specific' | 'general')[]) =>
      statesOf({}, { paths: all.map((kind, index) => ({ id: `p${index}`, kind })) }).simple;
    expect(kinds('general')).toBe('red');
    expect(kinds('specific', 'specific')).toBe('red');
    expect(kinds('general', 'general')).toBe('red');
    expect(kinds('specific', 'general')).toBe('green');
  });

  it('of a greeting: without one written and none heard it is missing; with one written, nobody tells', () => {
    const silent = { greeted: 0, greetedLate: 0 };
    expect(statesOf(silent, { hasGreeting: false }).greeting).toBe('red');
    expect(statesOf(silent, { hasGreeting: true }).greeting).toBe('notEnoughData');
    expect(statesOf({ greetedLate: 0 }, { greetingComesFirst: false }).greeting).toBe('amber');
  });

  it('say what they were decided by, each by thresholds that name their source', () => {
    const { short } = sixLights({ counts: { ...counts, missed: 58 }, sheet, limits: usualThresholds });
    expect(short.evidence).toEqual({
      lookUps: 212,
      missed: 58,
      missedShare: 58 / 212,
      filled: 9,
      stale: 0,
      empty: 0,
    });
    expect(short.items).toEqual([{ id: 'vaccin', count: 9 }]);
    expect(short.by.map((name) => thresholdSources[name])).toEqual(['guide', 'hypothesis', 'hypothesis']);
  });

  it('are not known of a clinic without data, whatever its sheet says: never green', () => {
    expect(
      new Set(
        Object.values(sixLights({ counts: nothingCounted, sheet: null, limits: usualThresholds })).map(
          ({ state }) => state,
        ),
      ),
    ).toEqual(new Set(['notEnoughData']));
    const whole = fc.nat({ max: 12 });
    fc.assert(
      fc.property(
        fc.option(
          fc.record({
            service: fc.constantFrom('message' as const, 'booking' as const, 'triage' as const),
            hasGreeting: fc.boolean(),
            greetingComesFirst: fc.option(fc.boolean()),
            isDisclosed: fc.boolean(),
            words: fc.nat({ max: 5_000 }),
            basics: fc.record({ filled: whole, stale: whole, empty: whole }),
            paths: fc.array(
              fc.record({ id: fc.string(), kind: fc.constantFrom('specific' as const, 'general' as const) }),
            ),
          }),
        ),
        (written) => {
          const lights = sixLights({
            counts: nothingCounted,
            sheet: written === null ? null : { ...sheet, ...written },
            limits: usualThresholds,
          });
          expect(Object.values(lights).filter(({ state }) => state === 'green')).toEqual([]);
        },
      ),
    );
  });
});
