import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';

import { toReportDocument } from '../document/to-report-document';
import { sampleReport } from '../pdf/testing/sample-report';
import { someAnswer, someFigures, someMaterial, someReach } from '../testing/some-figures';
import { reportLanguages, type ReportLanguage } from '../words/report-format';
import { peopleCsv } from './people-csv';

const figures = someFigures({
  clinic: { id: 'durand', name: 'Cabinet Durand', kind: 'cabinet' },
  reach: someReach({ answered: 2041, losses: { abandoned: 171, timeoutOverflow: 34 }, closed: 48 }),
  waits: { answeredMedianMs: 12_000, answeredMeanMs: 18_400, medianMs: 12_000, p90Ms: 51_000 },
  satisfaction: {
    answer: someAnswer('2026-10', [12, 13, 24, 98, 124]),
    before: null,
    yearBefore: null,
    months: [],
    drivers: [],
    peers: null,
  },
});
const textIn = (language: ReportLanguage) => peopleCsv(toReportDocument(someMaterial(figures), language));
const linesOf = (text: string, delimiter: string): string[][] => parse(text, { delimiter, bom: true });

describe('a report as a table for people', () => {
  it('opens in a French spreadsheet: semicolons, decimal commas, a byte order mark, numbers alone in their cells', () => {
    const text = textIn('fr');
    expect(text.startsWith('\ufeff"Cabinet Durand";')).toBe(true);
    const lines = linesOf(text, ';');
    expect(lines.find(([label]) => label === 'Décrochés, horaires couverts')?.slice(0, 3)).toEqual([
      'Décrochés, horaires couverts',
      '2041',
      '89,0%',
    ]);
    expect(lines.find(([label]) => label === 'Appels présentés')?.slice(1, 3)).toEqual(['2294', '100,0%']);
    expect(lines.find(([label]) => label === 'Satisfaction globale')?.[1]).toBe('82%');
  });

  it('has decimal points and commas between cells in English', () => {
    const line = linesOf(textIn('en'), ',').find(([label]) => label === 'Answered, covered hours');
    expect(line?.slice(1, 3)).toEqual(['2041', '89.0%']);
  });

  it('says every figure of its document, in every language', () => {
    for (const language of reportLanguages) {
      const lines = linesOf(textIn(language), language === 'en' ? ',' : ';');
      expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
      expect(lines.flat()).toContain('2294');
    }
  });

  it('runs nothing, whatever a clinic or a source is called', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('=', '+', '@', '-'),
        fc.constantFrom('', ' ', '\u00a0', '\u200b'),
        (sign, blank) => {
          const name = `${blank}${sign}1+1`;
          const title = `Cabinet; ${name}`;
          const cells = linesOf(peopleCsv(sampleReport({ title, subtitle: name })), ';').flat();
          for (const cell of cells) expect(cell).not.toMatch(/(^|;)[\p{Z}\p{C}]*[=+@]/u);
        },
      ),
    );
  });
});
