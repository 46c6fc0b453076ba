import { describe, expect, it } from '@jest/globals';
import { describeProblem } from './settings-problem';
import { readSettingsYaml } from './settings-yaml';

function problems(text: string): readonly string[] {
  const read = readSettingsYaml(text);
  return read.ok ? [] : read.problems.map(describeProblem);
}

const good = `
centre:
  name: Télésecrétariat du Rhône
  timezone: Europe/Paris
teams:
  - id: mg
    queues: [rdv, ordonnances]
    members: [anna]
clinics:
  - id: durand
    numbers: ["+33 1 99 00 12 34"]
    covered:
      week: { mon: ["08:00-12:00", "14:00-19:00"] }
      holidays: FR-57
      exceptions:
        - { date: 2026-12-24, spans: ["08:00-12:00"] }
queues:
  - { id: rdv, clinicId: durand, callbackKeys: ["1"] }
`;

describe('a settings file in YAML', () => {
  it('is read whole', () => {
    const read = readSettingsYaml(good);
    expect(read.ok && read.document.clinics?.[0]?.covered?.exceptions).toEqual([
      { date: '2026-12-24', spans: ['08:00-12:00'] },
    ]);
  });

  it.each(['\\0', '\\u0000', '\\uD800'])('that holds %s in a text is refused at its line', (nasty) => {
    expect(problems(`centre:\n  timezone: Europe/Paris\n  name: "a${nasty}b"\n`)[0]).toMatch(/^line 3, /u);
    const contact = `clinics:\n  - id: durand\n    survey: { enabled: true, contact: "a${nasty}b" }\n`;
    expect(problems(contact)[0]).toMatch(/^line 3, /u);
    expect(problems(`queues:\n  - { id: rdv, callbackKeys: ["1${nasty}"] }\n`)).toEqual([
      'line 2, queues[0].callbackKeys[0]: holds a NUL or half of a character',
    ]);
  });

  it('that is not YAML is refused at its line', () => {
    expect(problems('centre:\n  name: "open\n')[0]).toMatch(/^line \d+: /u);
    expect(problems('centre: {}\ncentre: {}\n')).toEqual(['line 2: Map keys must be unique']);
  });

  it('that is empty is refused in words', () => {
    for (const text of ['', '\n', '# only a remark\n'])
      expect(problems(text)).toEqual(['the file is empty: nothing is taken away unless it says {}']);
    expect(problems('{}\n')).toEqual([]);
    expect(problems('centre:\n')).toEqual(['line 1, centre: holds nothing: give it a value or leave it out']);
  });

  it('tells everything that is wrong at once, at the right line of each', () => {
    const text = `centre:
  timezone: Europe/Lyon
  timzone: Europe/Paris
teams:
  - name: Nobody
  - { id: mg, queues: [rdv, 3] }
  - { id: sage, queues: [rdv] }
clinics:
  - id: a
    hours:
      week: { mon: ["8h-12h", "08:00-12:00", "11:00-13:00"] }
      holidays: FR-99
  - { id: a }
`;
    expect(problems(text)).toEqual([
      'line 2, centre.timezone: Europe/Lyon is no time zone',
      'line 3, centre.timzone: is not a setting',
      'line 5, teams[0].id: is missing',
      'line 6, teams[1].queues[1]: must be text: put it in quotes',
      'line 7, teams[2].queues[0]: the queue rdv is given twice',
      'line 11, clinics[0].hours.week.mon[0]: must be a span such as 08:00-12:30',
      'line 11, clinics[0].hours.week.mon[2]: 11:00-13:00 overlaps the span before',
      'line 12, clinics[0].hours.holidays: the public holidays of FR-99 are not known',
      'line 13, clinics[1].id: the id a is given twice',
    ]);
  });

  it('names days in English, French or Catalan', () => {
    const read = readSettingsYaml(`teams:
  - { id: mg, planned: [{ days: [lun, dt, Wed], span: "08:00-12:00", count: 2 }] }
clinics:
  - id: a
    covered: { week: { lun: ["08:00-12:00"], Dt: ["09:00-12:00"], sun: [] } }
`);
    expect(read.ok && read.document.teams?.[0]?.planned?.[0]?.days).toEqual(['mon', 'tue', 'wed']);
    expect(read.ok && read.document.clinics?.[0]?.covered?.week).toEqual({
      mon: ['08:00-12:00'],
      tue: ['09:00-12:00'],
      sun: [],
    });
    const week = 'clinics:\n  - id: a\n    covered:\n      week:\n';
    expect(problems(`${week}        lun: ["8h"]\n        dl: []\n        lundi: []\n`)).toEqual([
      'line 5, clinics[0].covered.week.lun[0]: must be a span such as 08:00-12:30',
      'line 6, clinics[0].covered.week.dl: names a day that is there already',
      'line 7, clinics[0].covered.week.lundi: is not a setting',
    ]);
  });

  it('names the line and the place of what is not a setting', () => {
    expect(problems('centre:\n  name: A\n  timzone: Europe/Paris\n')).toEqual([
      'line 3, centre.timzone: is not a setting',
    ]);
  });

  it('asks for quotes where a number or a date stands for a text', () => {
    expect(problems('clinics:\n  - id: durand\n    numbers:\n      - 0199001234\n')).toEqual([
      'line 4, clinics[0].numbers[0]: must be text: put it in quotes',
    ]);
  });

  it('names the line of a span that cannot be read, overlaps or has no length', () => {
    const spans = (list: string) => `clinics:\n  - id: a\n    hours:\n      week:\n        mon: ${list}\n`;
    expect(problems(spans('["8h-12h"]'))).toEqual([
      'line 5, clinics[0].hours.week.mon[0]: must be a span such as 08:00-12:30',
    ]);
    expect(problems(spans('["08:00-12:00", "11:59-13:00"]'))).toEqual([
      'line 5, clinics[0].hours.week.mon[1]: 11:59-13:00 overlaps the span before',
    ]);
    expect(problems(spans('["08:00-08:00"]'))).toEqual([
      'line 5, clinics[0].hours.week.mon[0]: 08:00-08:00 has no length',
    ]);
    expect(problems(spans('["08:00-24:30"]'))).toEqual([
      'line 5, clinics[0].hours.week.mon[0]: 08:00-24:30 ends after 24:00',
    ]);
    expect(problems(spans('["20:00-02:00", "00:00-02:00"]'))).toEqual([]);
  });

  it('refuses names that do not exist', () => {
    expect(problems('centre:\n  timezone: Europe/Lyon\n')).toEqual([
      'line 2, centre.timezone: Europe/Lyon is no time zone',
    ]);
    expect(problems('clinics:\n  - id: a\n    hours:\n      week: {}\n      holidays: FR-99\n')).toEqual([
      'line 5, clinics[0].hours.holidays: the public holidays of FR-99 are not known',
    ]);
  });

  it('refuses what may be said once only', () => {
    expect(problems('clinics:\n  - id: a\n  - id: a\n')).toEqual([
      'line 3, clinics[1].id: the id a is given twice',
    ]);
    expect(problems('teams:\n  - id: a\n    queues: [q]\n  - id: b\n    queues: [q]\n')).toEqual([
      'line 5, teams[1].queues[0]: the queue q is given twice',
    ]);
    expect(problems('agents:\n  - id: a\n    aliases: [x]\n  - id: b\n    aliases: [x]\n')).toEqual([
      'line 5, agents[1].aliases[0]: the name x is given twice',
    ]);
    expect(problems('queues:\n  - id: a\n  - id: b\n    aliases: [a]\n')).toEqual([
      'line 4, queues[1].aliases[0]: the name a is given twice',
    ]);
    expect(
      problems(
        'clinics:\n  - id: a\n    numbers: ["01 99 00 00 01"]\n  - id: b\n    numbers: ["+33199000001"]\n',
      ),
    ).toEqual(['line 5, clinics[1].numbers[0]: the number +33199000001 is given twice']);
  });

  it('refuses names with what cannot be seen: a mark that turns them round, no width, a line end', () => {
    for (const name of [
      '"Cabinet \\u202E dnaruD"',
      '"Cabinet\\u200B Durand"',
      '"Durand\\nBcc: x"',
      '"Durand\\u001B[2J"',
    ])
      expect(problems(`clinics:\n  - { id: a, name: ${name} }\n`)).toEqual([
        'line 2, clinics[0].name: holds a character that cannot be seen',
      ]);
  });

  it('refuses a country whose numbers nobody knows', () => {
    expect(problems('centre: { country: XX }\n')).toEqual([
      'line 1, centre.country: the telephone numbers of XX are not known',
    ]);
  });

  it('refuses a threshold that no bin of waits ends at', () => {
    expect(problems('centre:\n  serviceLevelSeconds: 121\n')[0]).toMatch(
      /^line 2, centre.serviceLevelSeconds: must be/u,
    );
    expect(problems('centre:\n  serviceLevelSeconds: 122\n')).toEqual([]);
  });

  it('refuses a queue whose clinic it does not name, unless clinics are known by their calls alone', () => {
    const queues = 'queues:\n  - { id: q, clinicId: nosuch }\n';
    expect(problems(`clinics:\n  - id: a\n${queues}`)).toEqual([
      'line 4, queues[0].clinicId: no clinic is called nosuch: name it under clinics',
    ]);
    expect(problems(queues)).toEqual([]);
  });

  it('cannot be made to unfold into a giant', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg'].map((pair) => [pair[0], pair[1]])) {
      bomb.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(', ')}]`);
    }
    expect(problems(bomb.join('\n'))).toHaveLength(1);
  });
});
