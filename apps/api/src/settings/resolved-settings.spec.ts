import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { toCallRules } from './call-rules';
import { resolveSettings } from './resolved-settings';
import { readSettingsYaml } from './settings-yaml';

const row = { tenantId: 'lyon', name: 'Lyon', timezone: 'Europe/Paris', locale: 'fr', demo: false };
const guide = readFileSync(join(import.meta.dirname, '../../../../docs/settings.md'), 'utf8');
const example = readSettingsYaml(/```yaml\n(.*?)```/su.exec(guide)?.[1] ?? '');
if (!example.ok) throw new Error(JSON.stringify(example.problems));
const settings = resolveSettings(row, example.document);
const rules = toCallRules(settings);

describe('a tenant without settings', () => {
  const bare = resolveSettings(row, {});

  it('has the defaults of the trade', () => {
    expect(bare).toMatchObject({
      name: 'Lyon',
      shortAbandonMs: 5000,
      serviceLevelSeconds: 20,
      secondServiceLevelSeconds: 30,
      serviceLevelFormula: 'sl2',
      serviceLevelTarget: 0.8,
      answerRateTarget: 0.95,
      lines: { targetMs: 20_000, watchMs: 60_000, limitMs: 120_000 },
      dayStartMinute: 0,
    });
  });

  it('has one team for every queue and knows any id by its own name', () => {
    expect(bare.teams.map(({ id, name }) => [id, name])).toEqual([['all', 'Lyon']]);
    expect(bare.teamOfQueue('rdv')).toBe('all');
    expect(bare.clinic('durand')).toMatchObject({ name: 'durand', shortName: 'durand', kind: 'cabinet' });
    expect(bare.clinic('durand')).toMatchObject({ callsBack: false, callbackTargetMs: 3_600_000 });
    expect(bare.clinic('durand')).toBe(bare.clinic('durand'));
    expect(toCallRules(bare).covered('durand', Date.parse('2026-12-25T03:00:00Z'))).toBe(true);
  });
});

describe('the example of the guide', () => {
  it('names its teams in its own order', () => {
    expect(settings.teams.map(({ name }) => name)).toEqual(['Médecine générale', 'Català']);
    expect(settings.team('cat').lines.limitMs).toBe(180_000);
    expect(settings.teamsOfAgent('anna')).toEqual(['mg', 'cat']);
    expect(settings.teamsOfAgent('nobody')).toEqual([]);
  });

  it('gives a call its clinic by the number dialled, however it is written, and by the queue', () => {
    for (const dialled of ['+33199001234', '0033 1 99 00 12 34', '0199001234', '01.99.00.12.34']) {
      expect(rules.clinicOfNumber(dialled)).toBe('cabinet-durand');
    }
    expect(rules.clinicOfNumber('0199001235')).toBeUndefined();
    expect(rules.clinicOfQueue('rdv-mg')).toBe('cabinet-durand');
    expect(rules.clinicOfQueue('catala')).toBeUndefined();
    expect(rules.teamOfQueue('catala')).toBe('cat');
    expect(rules.teamOfQueue('new')).toBe('all');
  });

  it('has its country from its own time zone where it does not say, and knows its numbers in any spelling', () => {
    expect([settings.country, settings.clinic('centre-pirineus').country]).toEqual(['FR', 'AD']);
    const abroad = resolveSettings(row, {
      clinics: [
        { id: 'pirineus', timezone: 'Europe/Andorra', numbers: ['800 123'] },
        { id: 'clinica', country: 'ES', numbers: ['931 23 45 67'] },
        { id: 'durand', numbers: ['01 99 00 12 34'] },
      ],
    });
    const { clinicOfNumber } = toCallRules(abroad);
    for (const dialled of ['800123', '376800123', '+376 800 123'])
      expect(clinicOfNumber(dialled)).toBe('pirineus');
    for (const dialled of ['931234567', '34931234567', '0034931234567'])
      expect(clinicOfNumber(dialled)).toBe('clinica');
    for (const dialled of ['0199001234', '33199001234']) expect(clinicOfNumber(dialled)).toBe('durand');
  });

  it('covers hours with lunch, a holiday of Alsace-Moselle, an exception and another zone', () => {
    const covered = (clinic: string | null, local: string) => rules.covered(clinic, Date.parse(local));
    expect(covered('cabinet-durand', '2026-11-23T11:59+01:00')).toBe(true);
    expect(covered('cabinet-durand', '2026-11-23T12:30+01:00')).toBe(false);
    expect(covered('cabinet-durand', '2026-04-03T10:00+02:00')).toBe(false);
    expect(covered('cabinet-durand', '2026-12-24T15:00+01:00')).toBe(false);
    expect(covered('centre-pirineus', '2026-11-29T01:30+01:00')).toBe(true);
    expect(covered('centre-pirineus', '2026-11-29T02:00+01:00')).toBe(false);
    expect(covered('somebody-else', '2026-11-29T02:00+01:00')).toBe(true);
    expect(covered(null, '2026-11-29T02:00+01:00')).toBe(true);
  });

  it('opens a clinic without hours of its own when it is covered', () => {
    const pirineus = settings.clinic('centre-pirineus');
    expect(pirineus.hours).toBe(pirineus.covered);
    expect(pirineus.timezone).toBe('Europe/Andorra');
  });

  it('knows callback keys and test lines', () => {
    expect(rules.isCallbackKey('rdv-mg', '1')).toBe(true);
    expect(rules.isCallbackKey('ordonnances', '1')).toBe(false);
    expect(rules.isTestNumber('+33 1 99 00 99 99')).toBe(true);
    expect(rules.isTestNumber('0199001234')).toBe(false);
  });
});
