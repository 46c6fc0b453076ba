import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';

import { csvText, type CsvLocale } from './csv-text';
import { escapeFormulas, unescapeFormulas } from './csv-lines';
import { tableOf } from './table';
import { writtenFile } from './table-file';
import { xlsxStream } from './xlsx-stream';

const at = Date.parse('2026-10-25T00:30:05Z');
const table = (rows: readonly (readonly (string | number | null)[])[]) =>
  tableOf(
    'Appels [octobre]',
    'Europe/Paris',
    [
      ['cabinet', 'text'],
      ['arrivée', 'instant'],
      ['attente', 'duration'],
      ['taux', 'share'],
      ['appels', 'number'],
    ],
    rows,
  );
const rows = [
  ['Cabinet Durand', at, 61_500, 0.125, 1240],
  ['=HYPERLINK("https://x.example")', null, 0, null, -1],
  ['a;b "c" <d> & é\u0007', at, 90_000_000, 1, 0],
] as const;

async function textOf(locale: CsvLocale | null): Promise<string> {
  let text = '';
  for await (const part of csvText(table(rows), locale)) text += part;
  return text;
}

describe('a table as CSV', () => {
  it('opens in a French spreadsheet: mark, semicolons, decimal commas, local times', async () => {
    expect(await textOf('fr')).toBe(
      [
        '\uFEFF"cabinet";"arrivée";"attente";"taux";"appels"',
        '"Cabinet Durand";"2026-10-25 02:30:05";"61,5";"0,125";"1240"',
        `"'=HYPERLINK(""https://x.example"")";;"0";;"-1"`,
        '"a;b ""c"" <d> & é\u0007";"2026-10-25 02:30:05";"90000";"1";"0"',
        '',
      ].join('\r\n'),
    );
  });

  it('is read by a program: commas, points, instants with their offset', async () => {
    const [head, first] = (await textOf(null)).split('\r\n');
    expect(head).toBe('"cabinet","arrivée","attente","taux","appels"');
    expect(first).toBe('"Cabinet Durand","2026-10-25T02:30:05.000+02:00","61.5","0.125","1240"');
  });
});

describe('a cell that a spreadsheet would run', () => {
  it('begins with an apostrophe, whatever unseen stands before it and wherever another program splits', () => {
    for (const sign of ['=', '+', '-', '@', '\uff1d', '\t', '\r'])
      expect(escapeFormulas(`${sign}A1`)).toBe(`'${sign}A1`);
    expect(escapeFormulas('Cabinet Durand')).toBe('Cabinet Durand');
    for (const unseen of [' ', '\u00a0', '\u200b', '\u202e', '\ufeff'])
      expect(escapeFormulas(`${unseen}=1+1`)).toBe(`${unseen}'=1+1`);
    expect(escapeFormulas("a;=cmd|' /C calc'!A0")).toBe("a;'=cmd|' /C calc'!A0");
    expect(escapeFormulas('a\t @SUM(1)')).toBe("a\t '@SUM(1)");
    expect(escapeFormulas('a\r\n=1')).toBe("a\r\n'=1");
  });

  it('is no number: those are counted with', () => {
    for (const number of ['-1', '0,125', '-12.5%', '2041']) expect(escapeFormulas(number)).toBe(number);
    for (const other of ['+33199001234', '-1+1', '-1;=1', '-1\n'])
      expect(escapeFormulas(other)).not.toBe(other);
  });

  it('runs nothing and is read again as it was, whatever its text', () => {
    const signs = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '＝',
      "'",
      ';',
      '\t',
      '\r',
      '\n',
      ' ',
      '\u200b',
      '1',
      ',',
      '%',
      'a',
    );
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 8 }), (text) => {
        const escaped = escapeFormulas(text);
        if (!/^-?\d/u.test(escaped)) expect(escaped).not.toMatch(/(^|[;\t\r\n])[\p{Z}\p{C}]*[=+\-@＝]/u);
        expect(unescapeFormulas(escaped)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a table as a file of any kind', () => {
  it.each(['csv', 'xlsx'] as const)('reads no more rows than a slow reader takes: %s', async (format) => {
    const turns = async (count: number) => {
      for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    };
    let read = 0;
    async function* endless(): AsyncGenerator<(string | number | null)[], void, void> {
      for (; ; read += 1) {
        if (read % 100 === 0) await turns(1);
        yield [`Durand ${read}`, at + read, read, 0, read];
      }
    }
    const { stream } = writtenFile([{ ...table([]), rows: endless() }], { format, locale: null }, 'calls');
    const parts = stream[Symbol.asyncIterator]();
    await parts.next();
    // As many turns as would read 300,000 rows.
    await turns(3_000);
    expect(read).toBeLessThan(60_000);
    const held = read;
    for (let part = 0; part < 40; part += 1) await parts.next();
    expect(read).toBeGreaterThan(held);
    stream.destroy();
  });
});

describe('a table as a workbook', () => {
  const unpacked = async (of: ReturnType<typeof table>) =>
    Object.fromEntries(
      Object.entries(unzipSync(new Uint8Array(await buffer(xlsxStream([of, of]))))).map(([path, bytes]) => [
        path,
        strFromU8(bytes),
      ]),
    );

  it('holds every part, a sheet for each table, named as a sheet may be', async () => {
    const parts = await unpacked(table(rows));
    expect(Object.keys(parts).toSorted()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
    ]);
    expect(parts['xl/workbook.xml']).toContain('<sheet name="Appels  octobre " sheetId="1"');
  });

  it('has numbers for numbers, days for durations and local instants, and texts that nothing runs', async () => {
    const { 'xl/worksheets/sheet1.xml': sheet = '' } = await unpacked(table(rows));
    const cells = [...sheet.matchAll(/<c(?: s="(\d)")?(?: t="(\w+)")?(?:\/>|>(.*?)<\/c>)/gu)].map(
      ([, style, type, inner = '']) => [style, type, inner.replaceAll(/<[^>]+>/gu, '')],
    );
    expect(cells[0]).toEqual(['1', 'inlineStr', 'cabinet']);
    // 25 October 2026 02:30:05 by the clocks of Paris, as spreadsheets count days
    const [, day, wait, share, count] = cells.slice(5, 10).map(([, , value]) => Number(value));
    expect(day).toBeCloseTo(46_320 + (2.5 * 3600 + 5) / 86_400, 9);
    expect([wait, share, count]).toEqual([61_500 / 86_400_000, 0.125, 1240]);
    expect(cells[10]).toEqual(['0', 'inlineStr', '=HYPERLINK(&quot;https://x.example&quot;)']);
    expect(cells[11]).toEqual([undefined, undefined, '']);
    expect(cells[15]?.[2]).toBe('a;b &quot;c&quot; &lt;d&gt; &amp; é');
  });

  it('is written while its rows are read, and fails with them', async () => {
    async function* endless() {
      for (let row = 0; ; row += 1) yield [`row ${row}`, row, row, row, row];
    }
    const stream = xlsxStream([{ ...table([]), rows: endless() }]);
    let bytes = 0;
    for await (const part of stream) {
      bytes += (part as Buffer).length;
      if (bytes > 200_000) break;
    }
    expect(bytes).toBeGreaterThan(200_000);
    async function* broken() {
      yield ['one', 1, 1, 1, 1];
      throw new Error('the database went away');
    }
    await expect(buffer(xlsxStream([{ ...table([]), rows: broken() }]))).rejects.toThrow('went away');
  });

  it('reads no more rows once nobody takes it any more, and lets go of what it read them from', async () => {
    let read = 0;
    let isLetGo = false;
    async function* endless(): AsyncGenerator<(string | number | null)[], void, void> {
      try {
        for (; ; read += 1) {
          if (read % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve));
          yield ['Durand', at, read, 0, read];
        }
      } finally {
        isLetGo = true;
      }
    }
    const stream = xlsxStream([{ ...table([]), rows: endless() }]);
    let bytes = 0;
    for await (const part of stream) {
      bytes += (part as Buffer).length;
      if (bytes > 200_000) break;
    }
    for (let turn = 0; turn < 100 && !isLetGo; turn += 1)
      await new Promise((resolve) => setImmediate(resolve));
    const then = read;
    for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect([isLetGo, read]).toEqual([true, then]);
  });

  it('is broken off rather than written with more rows than a sheet holds', async () => {
    expect(Object.keys(unzipSync(new Uint8Array(await buffer(xlsxStream([table(rows)], 3)))))).toHaveLength(
      6,
    );
    await expect(buffer(xlsxStream([table(rows)], 2))).rejects.toThrow('more rows than a sheet holds');
  });
});
