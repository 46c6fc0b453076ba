import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ReportBlock } from '@vigie/contracts';
import fc from 'fast-check';

import { drawReportPdf } from './draw-report-pdf';
import { room, stackHeight } from './flow';
import { reportFonts, type Fonts } from './fonts';
import { setPageOne } from './page-one';
import { Branch } from './structure';
import { densities, sizesAt } from './theme';
import { readAloud, readPdf } from './testing/read-pdf';
import { bare, blockTexts } from './testing/report-texts';
import { sampleReport, summaryBlocks, summaryPage } from './testing/sample-report';

let fonts: Fonts;
beforeAll(async () => {
  fonts = await reportFonts();
});
const place = () => ({ fonts, language: 'fr', parent: new Branch(null, 'Document'), heading: 'H2' }) as const;
const setOf = (blocks: readonly ReportBlock[]) => setPageOne(sampleReport(), summaryPage(blocks), place());

/** The sketch's page with every list and text as long as told. */
function grown({
  rows,
  actions,
  items,
  words,
  quotes,
}: Readonly<Record<'rows' | 'actions' | 'items' | 'words' | 'quotes', number>>) {
  const long = Array.from({ length: words }, (_, index) => `mot${index}`).join(' ');
  const list = (count: number) => Array.from({ length: count }, (_, index) => index);
  return summaryBlocks().flatMap((block): ReportBlock[] => {
    if (block.kind === 'table')
      return [
        { ...block, rows: list(rows).map((row) => [`motif ${row};`, `${row}`, long, '']) },
        {
          kind: 'quotes',
          id: 'quotes',
          title: 'Citations',
          themes: [],
          quotes: list(quotes).map((id) => ({
            id: `${id}`,
            text: `citation ${id}`,
            tone: 'negative',
            toneLabel: 'mécontent',
          })),
        },
      ];
    if (block.kind === 'actions')
      return [
        {
          ...block,
          actions: list(actions).map((id) => ({
            id: `${id}`,
            text: `décision ${id} ${long}`,
            owner: 'nous',
            due: '30 novembre',
            expected: long,
            outcome: null,
          })),
        },
      ];
    if (block.kind === 'scores') {
      const [row] = block.rows;
      return row === undefined
        ? []
        : [{ ...block, rows: list(items).map((item) => ({ ...row, label: `question ${item}` })) }];
    }
    return [block];
  });
}

describe('page one', () => {
  it('is set in its usual size when the month is as the sketch', () => {
    const { density, moved } = setOf(summaryBlocks());
    expect(moved).toEqual([]);
    expect(density.type).toBeGreaterThanOrEqual(1);
  });

  it('is set larger when there is little to say', () => {
    expect(setOf(summaryBlocks().slice(0, 4)).density).toBe(densities[0]);
  });

  it('is exactly one page whatever its lists and texts, and what has no room goes on in the same order', () => {
    const many = fc.integer({ min: 0, max: 40 });
    const words = fc.integer({ min: 0, max: 20 });
    const sizes = fc.record({ rows: many, actions: many, items: many, words, quotes: many });
    fc.assert(
      fc.property(sizes, (size) => {
        const blocks = grown(size);
        const { atoms, moved } = setOf(blocks);
        expect(stackHeight(atoms)).toBeLessThanOrEqual(room);
        expect(moved.map(({ id }) => id)).toEqual(
          blocks.map(({ id }) => id).filter((id) => moved.some((block) => block.id === id)),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('loses no row to its neighbours: what leaves it is on page two, after the first rows', async () => {
    const blocks = grown({ rows: 25, actions: 12, items: 9, words: 6, quotes: 20 });
    const { pages } = await readPdf(await drawReportPdf(sampleReport({ pages: [summaryPage(blocks)] })));
    const read = bare(pages.map(readAloud).join(' '));
    for (const text of blocks.flatMap(blockTexts)) expect(read).toContain(bare(text));
    for (let row = 0; row < 25; row += 1) expect(read.split(`motif${row};`)).toHaveLength(2);
    const [first, second] = pages.map(readAloud);
    expect(first).toContain('La suite est en page 2.');
    expect(second).toContain('(suite)');
  });

  it('cuts sentences that would fill it, and tells them in full on the next pages', async () => {
    const sentences = [[{ text: Array.from({ length: 3_000 }, (_, index) => `mot${index}`).join(' ') }]];
    const blocks: readonly ReportBlock[] = [{ kind: 'sentences', id: 'opening', sentences }];
    const { pages } = await readPdf(await drawReportPdf(sampleReport({ pages: [summaryPage(blocks)] })));
    const [first] = pages.map(readAloud);
    expect(first).toContain('mot100');
    expect(pages.map(readAloud).join(' ')).toContain('mot2999');
  });
});

describe('letters', () => {
  it('are never smaller than they are read with ease on paper: 8.5 points for captions, 10 for text', () => {
    for (const { tiny, small, body } of densities.map(sizesAt)) {
      expect(Math.min(tiny, small)).toBeGreaterThanOrEqual(8.5);
      expect(body).toBeGreaterThanOrEqual(10);
    }
  });
});
