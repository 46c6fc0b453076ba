import { describe, expect, it } from '@jest/globals';
import { settingsSchema } from '@vigie/contracts';
import { largeClinics } from './centre/clinics';
import { queues } from './centre/queues';
import { demoSettings } from './demo-settings';
import type { DayPlan } from './day/day-plan';
import { exerciseDay, sceneDay } from './scenes';

const settings = demoSettings();

describe('the settings of the demo centre', () => {
  it('are a settings file', () => {
    expect(settingsSchema.parse(settings)).toEqual(settings);
    expect(settings.clinics).toHaveLength(40);
    expect(settings.agents).toHaveLength(30);
  });

  it('name everything once, and put each queue and each person in one team', () => {
    for (const list of [settings.clinics, settings.queues, settings.agents, settings.teams]) {
      const ids = (list ?? []).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set((list ?? []).map(({ name }) => name)).size).toBe(ids.length);
    }
    const inTeams = (settings.teams ?? []).flatMap((team) => team.queues ?? []);
    expect(inTeams.toSorted()).toEqual(queues.map(({ id }) => id).toSorted());
    expect(new Set((settings.teams ?? []).flatMap((team) => team.members ?? [])).size).toBe(30);
  });

  it('give each clinic a number of its own', () => {
    const numbers = (settings.clinics ?? []).flatMap((clinic) => clinic.numbers ?? []);
    expect(new Set(numbers).size).toBe(40);
    expect(numbers.every((number) => /^\+33(19900|26191|35301|46571|53649)\d{4}$/u.test(number))).toBe(true);
  });

  it('make the twelve clinics 1,955 calls on a mean weekday', () => {
    expect(largeClinics.reduce((sum, clinic) => sum + clinic.callsPerDay, 0)).toBe(1_955);
  });
});

describe('how the demo centre asks its patients', () => {
  const clinicOf = (id: string) => (settings.clinics ?? []).find((clinic) => clinic.id === id);

  it('is what its simulated patients answer: the usual items everywhere, a few more at some clinics', () => {
    const usual = settings.centre?.survey?.items ?? [];
    expect(usual).toContain('overall');
    expect(clinicOf('cabinet-durand')?.survey?.items).toBeUndefined();
    expect(clinicOf('clinique-parc')?.survey?.items).toEqual(['attentive', ...usual]);
  });

  it('is in the languages of each clinic, the most spoken first', () => {
    expect(clinicOf('centre-pirineus')?.survey?.languages).toEqual(['ca', 'es', 'fr', 'en']);
    expect(clinicOf('centre-pirineus')?.reportLanguage).toBe('ca');
    expect(clinicOf('dr-moreau')?.survey?.languages).toEqual(['fr', 'en']);
  });

  it('goes with a commitment of the large clinics alone', () => {
    const committed = (settings.clinics ?? []).filter((clinic) => clinic.answerRateTarget !== undefined);
    expect(committed.map(({ id }) => id)).toEqual(largeClinics.map(({ id }) => id));
  });
});

describe('the settings of an exercise', () => {
  const saturdayNight = Date.parse('2026-11-21T21:00:00Z');
  const file = demoSettings(exerciseDay('spec', saturdayNight, {}));
  const exceptionsOf = (id: string) =>
    (file.clinics ?? []).find((clinic) => clinic.id === id)?.covered?.exceptions;

  it('cover each clinic for as long as its own day would last, over midnight, and say so on the screen', () => {
    expect(settingsSchema.safeParse(file).success).toBe(true);
    expect(exceptionsOf('centre-lilas')).toEqual([
      { date: '2026-11-21', spans: ['19:30-24:00'] },
      { date: '2026-11-22', spans: ['00:00-06:30'] },
    ]);
    expect(file.centre?.name).toContain('exercice');
  });

  it('leave the cover that the day has anyway as it is', () => {
    expect(exceptionsOf('radiologie-sud')).toEqual([
      { date: '2026-11-21', spans: ['08:00-17:00', '19:30-24:00'] },
      { date: '2026-11-22', spans: ['00:00-06:30'] },
    ]);
  });
});

describe('short names of the demo centre', () => {
  const names = (demoSettings().clinics ?? []).map(({ shortName }) => shortName ?? '');

  it('are never cut at a preposition', () => {
    expect(names.filter((name) => /(?:^| )(?:des|du|de|la|les|d’|l’)$/iu.test(name))).toEqual([]);
  });

  it('tell every clinic from the others', () => {
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the planned staff of the demo centre', () => {
  const plannedAt = (exercise: DayPlan | null): number =>
    (demoSettings(exercise).teams ?? [])
      .flatMap(({ planned }) => planned ?? [])
      .reduce((sum, { count, days }) => sum + (days.includes('mon') ? count : 0), 0);

  it('is that of a usual weekday, also where a day is played at another time', () => {
    const night = sceneDay('seed', 'monday', Date.parse('2026-11-29T03:07:00Z'));
    expect(plannedAt(null)).toBeGreaterThanOrEqual(24);
    expect(plannedAt(night)).toBe(plannedAt(null));
    const spans = (demoSettings(night).teams ?? []).flatMap(({ planned }) => planned ?? []);
    expect(spans.every(({ span }) => /^\d\d:(?:00|15|30|45)-\d\d:(?:00|15|30|45)$/u.test(span))).toBe(true);
  });
});
