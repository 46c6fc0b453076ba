import { describe, expect, it } from '@jest/globals';
import { basicNames, sheetFormats, sheetLanguages, writtenSheetSchema, type Sheet } from '@vigie/contracts';
import fc from 'fast-check';

import { readSheetFile, writeSheetFile } from './sheet-files';
import { sheetTemplates } from './templates/sheet-templates';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('=', '-', "'", ';', '\n', ' ', 'a'), maxLength: 6 }),
);
const some = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const day = fc.option(fc.constantFrom('2026-01-12', '2027-03-01'));
const basic = fc.record({ text, reviewedOn: day, reviewBy: day });
const ids = fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,8}$/), { maxLength: 4 });
const listOf = <T extends object>(one: fc.Arbitrary<T>): fc.Arbitrary<(T & { readonly id: string })[]> =>
  ids.chain((names) =>
    fc.tuple(...names.map((id) => one.map((fields) => ({ id, ...fields })))).map((all) => [...all]),
  );
const anySheet: fc.Arbitrary<Sheet> = fc.record({
  language: fc.constantFrom(...sheetLanguages),
  service: fc.constantFrom('message', 'booking', 'triage'),
  greeting: fc.record({
    text,
    seconds: fc.option(fc.integer({ min: 0, max: 6000 }).map((tenths) => tenths / 10)),
    comesFirst: fc.option(fc.boolean()),
  }),
  disclosure: text,
  opening: fc.record({ kind: fc.constantFrom('closed', 'open'), text }),
  emergency: text,
  paths: listOf(fc.record({ name: some, kind: fc.constantFrom('specific', 'general'), text })),
  basics: fc.record(
    Object.fromEntries(basicNames.map((name) => [name, basic])) as {
      [name in (typeof basicNames)[number]]: typeof basic;
    },
  ),
  answers: listOf(fc.record({ question: some, text, reviewedOn: day, reviewBy: day })),
});

describe('a sheet as a file', () => {
  it.each(sheetFormats)('comes back as it went out: %s', (format) => {
    fc.assert(
      fc.property(anySheet, (sheet) => {
        expect(readSheetFile(format, writeSheetFile(format, sheet))).toEqual({ ok: true, sheet });
      }),
      { numRuns: 60 },
    );
  });

  it('is never a formula to the program that opens the table', () => {
    const sheet = { ...sheetTemplates.fr, disclosure: '=cmd|x', emergency: 'Urgences ; =cmd|x' };
    const table = writeSheetFile('csv', sheet);
    expect(table).toContain(`"disclosure",,,,"'=cmd|x"`);
    expect(readSheetFile('csv', table)).toEqual({ ok: true, sheet });
  });

  it('may leave out what is not known yet', () => {
    const read = readSheetFile('yaml', 'service: booking\nbasics:\n  hours: { text: "8 h à 19 h" }\n');
    expect(read).toMatchObject({
      ok: true,
      sheet: {
        service: 'booking',
        basics: { hours: { text: '8 h à 19 h', reviewBy: null }, parking: { text: '' } },
        answers: [],
      },
    });
  });

  it('made by a French Excel is read with its semicolons and its oui', () => {
    const read = readSheetFile(
      'csv',
      '\uFEFFpart;id;kind;text;seconds;first\r\ngreeting;;;Bonjour;18,5;oui\r\nbasic;parking;;Sous la place;;\r\n',
    );
    expect(read).toMatchObject({
      ok: true,
      sheet: {
        greeting: { text: 'Bonjour', seconds: 18.5, comesFirst: true },
        basics: { parking: { text: 'Sous la place' } },
      },
    });
  });

  it.each([
    ['yaml', 'paths: [', /^line 1/u],
    ['yaml', 'servce: booking', /^file$/u],
    ['yaml', 'answers: [{ id: a b, question: q }]', /^answers\[0\].id$/u],
    ['yaml', 'basics: { parking: { text: 7 } }', /^basics.parking.text$/u],
    ['yaml', 'paths: [{ id: a, name: A, kind: general }, { id: a, name: B, kind: general }]', /^paths$/u],
    ['csv', 'text\r\nBonjour\r\n', /^line 1$/u],
    ['csv', 'part,text\r\ngreting,Bonjour\r\n', /^file$/u],
    ['csv', 'part,text\r\n"greeting,Bonjour\r\n', /^file$/u],
    ['csv', 'part,seconds\r\ngreeting,long\r\n', /^greeting.seconds$/u],
  ] as const)('says where what is wrong: %s %s', (format, file, where) => {
    const read = readSheetFile(format, file);
    expect(read.ok ? [] : read.faults.map(({ field }) => field)).toEqual([expect.stringMatching(where)]);
  });
});

describe('a template', () => {
  it.each(sheetLanguages)(
    'is a sheet in its language, with two paths or more and a general one: %s',
    (language) => {
      const sheet = sheetTemplates[language];
      expect(writtenSheetSchema.safeParse(sheet).success).toBe(true);
      expect(sheet.language).toBe(language);
      const kinds = sheet.paths.map(({ kind }) => kind);
      expect(kinds).toContain('general');
      expect(kinds).toContain('specific');
      const [first] = sheetLanguages.filter((other) => other !== language);
      const other = sheetTemplates[first ?? 'en'];
      expect(sheet.answers.map(({ id }) => id)).toEqual(other.answers.map(({ id }) => id));
      expect(sheet.disclosure).not.toBe(other.disclosure);
    },
  );
});
