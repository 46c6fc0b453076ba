import { describe, expect, it } from '@jest/globals';
import { dayOfDate } from '@vigie/metrics';

import { readStaffCsv } from './read-staff-csv';

const teams = [
  { id: 'accueil', name: 'Accueil' },
  { id: 'mg', name: 'Médecine générale' },
];
const read = (text: string) => readStaffCsv(Buffer.from(text), teams);
const header = 'date;équipe;de;à;prévues';
const monday = dayOfDate('2026-11-30');

describe('a plan of secretaries', () => {
  it('is read by quarter of an hour, team and day', () => {
    const plan = read(`${header}\n2026-11-30;accueil;08:00;08:30;5\n30/11/2026;Accueil;8:15;8h30;2\n`);
    if (!plan.ok) throw new Error(JSON.stringify(plan.problems));
    expect(plan.rows).toBe(2);
    expect(plan.days).toHaveLength(1);
    expect(plan.days[0]).toMatchObject({ teamId: 'accueil', day: monday });
    expect(plan.days[0]?.quarters.slice(31, 36)).toEqual([0, 5, 7, 0, 0]);
  });

  it('runs past midnight into the next day', () => {
    const plan = read(`${header}\n2026-11-30;accueil;23:30;00:30;1\n`);
    if (!plan.ok) throw new Error(JSON.stringify(plan.problems));
    expect(plan.days.map(({ day }) => day)).toEqual([monday, monday + 1]);
    expect(plan.days.map(({ quarters }) => quarters.reduce((sum, count) => sum + count, 0))).toEqual([2, 2]);
  });

  it('is read as a French spreadsheet saves it', () => {
    const bytes = Buffer.from(
      'date;équipe;de;à;prévues\r\n30/11/2026;Médecine générale;8:00;12:00;3\r\n',
      'latin1',
    );
    expect(readStaffCsv(bytes, teams)).toMatchObject({ ok: true, days: [{ teamId: 'mg' }] });
  });

  it.each([
    ['date;team;from;to', 'header'],
    [`${header}\n2026-02-30;accueil;08:00;09:00;1`, 'no date'],
    [`${header}\n2026-11-30;nobody;08:00;09:00;1`, 'no team'],
    [`${header}\n2026-11-30;accueil;08:10;09:00;1`, 'quarter'],
    [`${header}\n2026-11-30;accueil;08:00;25:00;1`, 'quarter'],
    [`${header}\n2026-11-30;accueil;24:00;08:00;1`, 'quarter'],
    [`${header}\n2026-11-30;accueil;08:00;09:00;-1`, 'number'],
    [`${header}\n2026-11-30;accueil;08:00;09:00`, ''],
  ])('is refused as a whole when a line says nothing that can be planned: %s', (text, why) => {
    const plan = read(`${text}\n`);
    expect(plan.ok).toBe(false);
    expect(JSON.stringify(plan)).toContain(why);
  });

  it('names the line of a fault', () => {
    const plan = read(`${header}\n2026-11-30;accueil;08:00;09:00;1\n2026-11-30;accueil;x;09:00;1\n`);
    expect(plan).toMatchObject({ ok: false, problems: [{ line: 3, where: 'de' }] });
  });
});
