import { describe, expect, it } from '@jest/globals';
import type { ReportBlock, TableBlock } from '@vigie/contracts';

import { drawReportPdf } from './draw-report-pdf';
import { nodesOf, readPdf, type ReadPage } from './testing/read-pdf';
import { bare } from './testing/report-texts';
import { sampleReport, summaryPage } from './testing/sample-report';
import { sheet } from './theme';

const rows = (count: number, text: (row: number) => string): readonly string[][] =>
  Array.from({ length: count }, (_, row) => [`Jour ${row}.`, text(row), `fin ${row}.`]);
const table = (count: number, text: (row: number) => string = () => 'calme'): TableBlock => ({
  kind: 'table',
  id: 'days',
  title: 'Jour par jour',
  columns: [{ label: 'Jour' }, { label: 'Récit' }, { label: 'Fin', align: 'end' }],
  rows: rows(count, text),
});
const pagesOf = async (blocks: readonly ReportBlock[]) => {
  const pages = [summaryPage([]), { id: 'detail' as const, title: 'Détail', blocks }];
  return (await readPdf(await drawReportPdf(sampleReport({ pages })))).pages.slice(1);
};
const textOf = (page: ReadPage) => bare(page.texts.map(({ text }) => text).join(''));
const holding = (pages: readonly ReadPage[], text: string) =>
  pages.map(textOf).filter((page) => page.includes(bare(text)));

describe('a table longer than a page', () => {
  const story = (row: number) => 'récit '.repeat((row % 7) * 12);

  it('cuts no row: its first and last cell are on the same page', async () => {
    const pages = await pagesOf([table(60, story)]);
    expect(pages.length).toBeGreaterThan(2);
    for (let row = 0; row < 60; row += 1) {
      const [page, ...others] = holding(pages, `Jour ${row}.`);
      expect(others).toEqual([]);
      expect(page).toContain(`fin${row}.`);
    }
  });

  it('stays within the sheet', async () => {
    for (const { texts } of await pagesOf([table(60, story)])) {
      const content = texts.filter((text) => text.content !== null);
      expect(Math.min(...content.map(({ y }) => y))).toBeGreaterThan(sheet.height - sheet.bottom);
      expect(Math.max(...content.map(({ y }) => y))).toBeLessThan(sheet.height - sheet.top);
    }
  });

  it('shows its header row on each page, and has it once in its tree', async () => {
    const pages = await pagesOf([table(60, story)]);
    expect(pages.every((page) => textOf(page).includes('Récit'))).toBe(true);
    const headers = pages.flatMap(({ tree }) =>
      nodesOf(tree).filter(
        ({ role, children }) =>
          role === 'TR' && children.every((cell) => cell.role === 'TH' && cell.contents.length > 0),
      ),
    );
    expect(headers).toHaveLength(1);
  });

  it('is one table for whoever listens, over all its pages', async () => {
    const pages = await pagesOf([table(60, story)]);
    const tables = pages.map(({ tree }) => nodesOf(tree).filter(({ role }) => role === 'Table').length);
    expect(tables.every((count) => count === 1)).toBe(true);
  });

  it('shortens a row that is taller than a page rather than cut it', async () => {
    const pages = await pagesOf([table(3, (row) => (row === 1 ? 'mot '.repeat(4_000) : 'calme'))]);
    const [page, ...others] = holding(pages, 'Jour 1.');
    expect(others).toEqual([]);
    expect(page).toContain('…');
  });
});

describe('what belongs together', () => {
  it('a title never stands alone at the foot of a page', async () => {
    for (const count of [20, 22, 24, 26, 28, 30, 32]) {
      const pages = await pagesOf([table(count), { ...table(5), id: 'other', title: 'La suivante' }]);
      expect(holding(pages, 'La suivante').join()).toMatch(/Lasuivante.*Jour0\./);
    }
  });

  it('a quote and a decision stay in one piece', async () => {
    const quotes: ReportBlock = {
      kind: 'quotes',
      id: 'quotes',
      title: 'En leurs mots',
      themes: [],
      quotes: Array.from({ length: 30 }, (_, id) => ({
        id: `${id}`,
        text: `début ${id}. ${'bien '.repeat(id * 6)} fin ${id}.`,
        tone: 'positive' as const,
        toneLabel: 'content',
      })),
    };
    const actions: ReportBlock = {
      kind: 'actions',
      id: 'actions',
      title: 'Décisions',
      actions: Array.from({ length: 30 }, (_, id) => ({
        id: `${id}`,
        text: `faire ${id}. ${'chose '.repeat(id * 4)}`,
        owner: 'nous',
        due: 'demain',
        expected: `effet ${id}.`,
        outcome: `suite ${id}.`,
      })),
    };
    const pages = await pagesOf([quotes, actions]);
    for (let id = 0; id < 30; id += 1) {
      expect(holding(pages, `début ${id}.`).join()).toContain(`fin${id}.`);
      expect(holding(pages, `faire ${id}.`).join()).toContain(`suite${id}.`);
    }
  });
});
