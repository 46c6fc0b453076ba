import { describe, expect, it } from '@jest/globals';
import type { SettingsFile } from '@vigie/contracts';
import { readSettingsCsv } from './settings-csv';
import { describeProblem } from './settings-problem';

function document(text: string, base: SettingsFile = {}): SettingsFile {
  const read = readSettingsCsv(text, base);
  if (!read.ok) throw new Error(read.problems.map(describeProblem).join('\n'));
  return read.document;
}
function problems(text: string, base: SettingsFile = {}): readonly string[] {
  const read = readSettingsCsv(text, base);
  return read.ok ? [] : read.problems.map(describeProblem);
}

const base: SettingsFile = {
  clinics: [
    { id: 'durand', name: 'Durand', covered: { week: { mon: ['08:00-12:00'] } } },
    { id: 'tilleuls', name: 'Tilleuls' },
  ],
  teams: [{ id: 'mg' }],
};

describe('settings in a table', () => {
  it('are told apart by the header', () => {
    expect(document('teamId,name,queues,members\nmg,Médecine,rdv|urgences,anna\n')).toEqual({
      teams: [{ id: 'mg', name: 'Médecine', queues: ['rdv', 'urgences'], members: ['anna'] }],
    });
    expect(document('agentId,name\nanna,Anna\n')).toEqual({ agents: [{ id: 'anna', name: 'Anna' }] });
    expect(document('queueId,clinicId,timeoutSeconds,callbackKeys\nrdv,durand,180,1|2\n')).toEqual({
      queues: [{ id: 'rdv', clinicId: 'durand', timeoutSeconds: 180, callbackKeys: ['1', '2'] }],
    });
  });

  it('read the hours of a clinic from one cell, in three languages', () => {
    const week = {
      mon: ['08:00-12:00', '14:00-19:00'],
      tue: ['08:00-12:00', '14:00-19:00'],
      sat: ['09:00-12:00'],
    };
    for (const days of ['mon-tue|sat', 'lun-mar|sam', 'dl-dt|ds']) {
      const [run, single] = days.split('|');
      const text = `clinicId,covered,coveredHolidays\ndurand,${run} 08:00-12:00 14:00-19:00; ${single} 09:00-12:00,ES-CT\n`;
      expect(document(text).clinics?.[0]?.covered).toEqual({ week, holidays: 'ES-CT' });
    }
  });

  it('change only the columns they have and the ids they name', () => {
    expect(document('clinicId,shortName\ndurand,Dur\n', base)).toEqual({
      ...base,
      clinics: [{ ...base.clinics?.[0], shortName: 'Dur' }, base.clinics?.[1]],
    });
  });

  it('name whom a clinic calls about its report, and say what is missing', () => {
    const table = 'clinicId,contactName,contactPhone,contactEmail\n';
    expect(document(`${table}durand,Nadia B.,01 99 00 10 20,\n`, base).clinics?.[0]?.contact).toEqual({
      name: 'Nadia B.',
      phone: '01 99 00 10 20',
    });
    expect(problems(`${table}durand,Nadia B.,,\n`, base)).toEqual([
      'line 2, contactName, contactPhone, contactEmail: must have a phone or an email',
    ]);
    expect(
      document(`${table}durand,,,\n`, document(`${table}durand,N,1,\n`, base)).clinics?.[0]?.contact,
    ).toBe(undefined);
  });

  it('take away a setting whose cell is empty', () => {
    expect(document('clinicId,name,covered\ndurand,,\n', base).clinics?.[0]).toEqual({ id: 'durand' });
  });

  it('may be written with semicolons, a byte order mark, Windows line ends and decimal commas', () => {
    expect(document('\uFEFFteamId;answerRateTarget\r\nmg;0,93\r\n').teams).toEqual([
      { id: 'mg', answerRateTarget: 0.93 },
    ]);
  });

  it('give a calendar its exceptions, again and again', () => {
    const text =
      'clinicId,calendar,date,spans\ndurand,covered,2026-12-24,08:00-12:00\ndurand,covered,2026-12-26,\n';
    const once = document(text, base);
    expect(once.clinics?.[0]?.covered?.exceptions).toEqual([
      { date: '2026-12-24', spans: ['08:00-12:00'] },
      { date: '2026-12-26', spans: [] },
    ]);
    expect(document(text, once)).toEqual(once);
  });

  it('are refused with the line of each fault', () => {
    expect(problems('teamId,name,quues\nmg,A,b\n')).toEqual(['line 1, quues: is not a column of this table']);
    expect(problems('name\nA\n')[0]).toMatch(/^line 1: the header must name one of: /u);
    expect(problems('queueId,timeoutSeconds\na,60\nb,soon\n')).toEqual([
      'line 3, timeoutSeconds: must be a number',
    ]);
    expect(problems('clinicId,hours\na,mon-fri 08:00-12:00\nb,every day\n')).toEqual([
      'line 3, hours: must be hours such as lun-ven 08:00-12:00 14:00-19:00; sam 09:00-12:00',
    ]);
    expect(problems('agentId,name\nanna,A\nanna,B\n')).toEqual(['line 3, agentId: anna is given twice']);
    expect(problems('agentId,name\nanna,A,B\n')[0]).toMatch(/^line 2: /u);
    expect(problems('teamId,queues\na,q\nb,q\n')).toEqual(['line 3, queues[0]: the queue q is given twice']);
    const exception =
      'clinicId,calendar,date,spans\ndurand,covered,2026-02-30,\ntilleuls,hours,2026-12-24,\n';
    expect(problems(exception, base)).toEqual([
      'line 2, date, spans: Invalid ISO date',
      'line 3, clinicId: tilleuls has no hours to make an exception of',
    ]);
  });

  it('name the columns of the file where a setting is made of several', () => {
    expect(problems('teamId,targetSeconds,watchSeconds,limitSeconds\nmg,30,soon,90\n')).toEqual([
      'line 2, watchSeconds: must be a number',
    ]);
    expect(problems('teamId,targetSeconds,watchSeconds,limitSeconds\nmg,60,30,90\n')).toEqual([
      'line 2, targetSeconds, watchSeconds, limitSeconds: must rise: target ≤ watch ≤ limit',
    ]);
    expect(problems('teamId,watchSeconds\nmg,30\n')).toEqual([
      'line 2, targetSeconds: is missing',
      'line 2, limitSeconds: is missing',
    ]);
    expect(problems('clinicId,covered,coveredHolidays\na,lun 08:00-08:00,FR-99\n')).toEqual([
      'line 2, covered.mon[0]: 08:00-08:00 has no length',
      'line 2, coveredHolidays: the public holidays of FR-99 are not known',
    ]);
  });

  it('are told everything that is wrong at once, in the order of the file', () => {
    const text = 'clinicId,name,timezone\na,A,Europe/Lyon\nb,B,Europe/Paris\nb,B,\nc,C\u200B,\n';
    expect(problems(text)).toEqual([
      'line 2, timezone: Europe/Lyon is no time zone',
      'line 4, clinicId: b is given twice',
      'line 5, name: holds a character that cannot be seen',
    ]);
  });

  it('name the queue whose clinic nobody named', () => {
    expect(problems('queueId,clinicId\nq,nosuch\n', base)).toEqual([
      'line 2, clinicId: no clinic is called nosuch: name it under clinics',
    ]);
  });

  it('say so when there is nothing in the file', () => {
    expect(problems('\uFEFF\r\n')).toEqual(['the file is empty: it has no header']);
  });

  it('cannot reach behind an object', () => {
    expect(problems('agentId,__proto__\nanna,x\n')).toEqual([
      'line 1, __proto__: is not a column of this table',
    ]);
    expect(document('agentId,name\n__proto__,x\n').agents).toEqual([{ id: '__proto__', name: 'x' }]);
  });
});
