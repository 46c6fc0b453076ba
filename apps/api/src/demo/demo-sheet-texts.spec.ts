import { describe, expect, it } from '@jest/globals';
import { writtenSheetSchema, type Sheet } from '@vigie/contracts';
import { nothingCounted, sixLights, usualThresholds } from '@vigie/metrics';
import { demoSettings } from '@vigie/simulator';

import { sheetFacts } from '../sheets/diagnosis/held-sheets';
import { demoSheets } from './demo-sheet-texts';

/** A month in which calls show no error: each greeted at once, every look-up with an answer. */
const month = {
  ...nothingCounted,
  presented: 200,
  queued: 200,
  greeted: 200,
  medianToGreetingMs: 500,
  lookUps: 40,
  medianSearchMs: 6_000,
};
const wrongOf = (sheet: Sheet): string[] => {
  const facts = sheetFacts(sheet, 1, '2026-11-23');
  // Every path as often as another, so that what shows is the sheet's.
  const paths = sheet.paths.map(({ id }) => ({ id, count: 100 }));
  const general = sheet.paths.length === 4 ? paths : paths.slice(0, -1);
  const lights = sixLights({ counts: { ...month, paths: general }, sheet: facts, limits: usualThresholds });
  return Object.entries(lights).flatMap(([name, { state }]) =>
    state === 'red' || state === 'amber' ? [`${state} ${name}`] : [],
  );
};

describe('the sheets of the demonstration', () => {
  it('are of its clinics, and none is longer than a sheet may be', () => {
    const ids = (demoSettings().clinics ?? []).map(({ id }) => id);
    for (const [clinicId, { first, mended }] of Object.entries(demoSheets)) {
      expect(ids).toContain(clinicId);
      for (const sheet of [first, ...(mended === undefined ? [] : [mended])])
        expect(writtenSheetSchema.safeParse(sheet).error?.issues ?? []).toEqual([]);
    }
  });

  it('show each of the six errors at one clinic, and at two that none is made', () => {
    expect(
      Object.fromEntries(
        Object.entries(demoSheets).map(([clinicId, { first }]) => [clinicId, wrongOf(first)]),
      ),
    ).toEqual({
      'cabinet-durand': [],
      'clinique-parc': [],
      'cabinet-tilleuls': ['red complicated'],
      'centre-jaures': ['red simple'],
      'dentaire-voltaire': ['red long'],
      'dermatologie-port': ['red short'],
      'ophtalmologie-bellecour': ['amber greeting'],
      'radiologie-sud': ['red disclosure'],
      'pediatrie-platanes': ['red complicated'],
    });
  });

  it('let one clinic mend its own', () => {
    const { mended } = demoSheets['pediatrie-platanes'] ?? {};
    expect(mended && wrongOf(mended)).toEqual([]);
  });
});
