import type { Diagnosis, DiagnosisLight, DiagnosisList } from '@vigie/contracts';

const light = (
  name: DiagnosisLight['name'],
  state: DiagnosisLight['state'],
  evidence: DiagnosisLight['evidence'],
): DiagnosisLight => ({ name, state, evidence, items: [], thresholds: [], before: null });

/** Too few answers, the rest sound; whether the secretariat is named nobody has listened for. */
export const sampleDiagnosis: Diagnosis = {
  clinicId: 'durand',
  name: 'Cabinet Durand',
  month: '2026-03',
  isFinal: true,
  at: '2026-04-01T00:10:00.000Z',
  presented: 1240,
  sheetVersion: 7,
  lights: [
    light('complicated', 'green', { paths: 4, chosen: 1084, rare: 0 }),
    light('simple', 'green', { specific: 3, general: 1, chosen: 1084, onGeneral: 238, generalShare: 0.22 }),
    light('long', 'green', { words: 940, answers: 41, lookUps: 212, medianSearchMs: 8000 }),
    {
      ...light('short', 'red', {
        lookUps: 212,
        missed: 58,
        missedShare: 0.274,
        filled: 9,
        stale: 0,
        empty: 0,
      }),
      items: [{ name: 'Parking', count: 17 }],
      thresholds: [
        { name: 'missedShare', value: 0.2, source: 'guide' },
        { name: 'leastLookUps', value: 20, source: 'hypothesis' },
      ],
      before: 'amber',
    },
    light('greeting', 'green', {
      queued: 1240,
      greeted: 1231,
      greetedShare: 0.993,
      greetedLate: 0,
      medianToGreetingMs: 500,
    }),
    {
      ...light('disclosure', 'notEnoughData', {
        written: 1,
        listened: 0,
        disclosed: 0,
        disclosedShare: null,
      }),
      thresholds: [{ name: 'leastListened', value: 30, source: 'hypothesis' }],
    },
  ],
  revisions: [
    { revision: 2, at: '2026-04-03T00:10:00.000Z', why: 'events' },
    { revision: 1, at: '2026-04-01T00:10:00.000Z', why: 'first' },
  ],
  months: ['2026-03', '2026-02'],
};

export const sampleDiagnosisList: DiagnosisList = {
  month: '2026-03',
  clinics: [
    {
      clinicId: 'durand',
      name: 'Cabinet Durand',
      lights: {
        complicated: 'green',
        simple: 'green',
        long: 'green',
        short: 'red',
        greeting: 'green',
        disclosure: 'notEnoughData',
      },
    },
  ],
};
