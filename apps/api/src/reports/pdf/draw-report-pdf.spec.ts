import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { ReportBlock, ReportDocument } from '@vigie/contracts';

import { drawReportPdf } from './draw-report-pdf';
import { nodesOf, readAloud, readPdf, type ReadPdf } from './testing/read-pdf';
import { firstMissing, reportTexts } from './testing/report-texts';
import { sampleReport, summaryBlocks, summaryPage } from './testing/sample-report';

const read = async (document: ReportDocument): Promise<ReadPdf> => readPdf(await drawReportPdf(document));
const aloud = (pdf: ReadPdf): string => pdf.pages.map(readAloud).join(' ');

describe('a report as a PDF', () => {
  it('says every figure and every word, in the order of the report', async () => {
    const report = sampleReport();
    expect(firstMissing(aloud(await read(report)), reportTexts(report))).toBeUndefined();
  });

  it('has every text either in its structure tree or marked as decoration', async () => {
    const { pages } = await read(sampleReport());
    for (const { texts, contents, tree } of pages) {
      expect(texts.filter(({ content }) => content === undefined)).toEqual([]);
      expect(
        nodesOf(tree)
          .flatMap((node) => node.contents)
          .toSorted(),
      ).toEqual(contents.toSorted());
    }
  });

  it('is tagged, named and in the language of the report', async () => {
    for (const language of ['fr', 'ca', 'en', 'es'] as const) {
      const pdf = await read(sampleReport({ language, documentTitle: 'L’accueil, « octobre » & après' }));
      expect(pdf).toMatchObject({ language, isTagged: true, title: 'L’accueil, « octobre » & après' });
      expect(pdf.xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
    }
  });

  it('has one first heading, then headings that skip no level, and bookmarks that follow them', async () => {
    const { pages, outline } = await read(sampleReport());
    const levels = pages.flatMap(({ tree }) =>
      nodesOf(tree).flatMap(({ role }) => (/^H\d$/.test(role) ? [Number(role.slice(1))] : [])),
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    expect(levels.slice(1).every((level, index) => level <= (levels[index] ?? 0) + 1)).toBe(true);
    expect(outline).toContainEqual({
      title: 'Le détail',
      below: ['Quand, par jour', 'Jour par jour', 'Ce que les patients écrivent'],
    });
  });

  it('gives every picture its words, and every chart its summary', async () => {
    const report = sampleReport();
    const { pages } = await read(report);
    const figures = pages.flatMap(({ tree }) => nodesOf(tree).filter(({ role }) => role === 'Figure'));
    expect(figures.every(({ alt }) => alt !== undefined && alt !== '')).toBe(true);
    const alts = figures.map(({ alt }) => alt);
    for (const block of report.pages.flatMap((page) => page.blocks)) {
      if ('summary' in block) expect(alts).toContain(block.summary);
    }
    expect(alts).toContainEqual(expect.stringContaining('Courtoisie: pas du tout 1'));
  });

  it('gives every table its header cells and rows of one length', async () => {
    const { pages } = await read(sampleReport());
    const [first] = pages;
    const tables = first === undefined ? [] : nodesOf(first.tree).filter(({ role }) => role === 'Table');
    expect(tables).toHaveLength(5);
    for (const { children } of tables) {
      expect(new Set(children.map((row) => row.children.length)).size).toBe(1);
      expect(children.every((row) => row.role === 'TR')).toBe(true);
      expect(children.flatMap((row) => row.children).some(({ role }) => role === 'TH')).toBe(true);
    }
  });

  it('numbers its pages in a foot that is not read out', async () => {
    const pdf = await read(sampleReport());
    pdf.pages.forEach(({ texts }, index) => {
      const foot = texts.filter(({ content }) => content === null).map(({ text }) => text);
      expect(foot.join('')).toContain(`page ${index + 1} sur ${pdf.pages.length}`);
    });
    expect(aloud(pdf)).not.toContain(`page 1 sur`);
  });

  it('is the same bytes for the same report', async () => {
    expect(await drawReportPdf(sampleReport())).toEqual(await drawReportPdf(sampleReport()));
  });

  it('is the same whatever was drawn before: a letter is not lost to one that is made of it', async () => {
    await drawReportPdf(
      sampleReport({ title: 'Áéíöûçñ ÀÉÈÖÜÇÑ ŻŁŐÅØ', subtitle: 'Áéíöûçñ ÀÉÈÖÜÇÑ ŻŁŐÅØ ŵẃỳ' }),
    );
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 .,:;!?()-';
    const text = aloud(await read(sampleReport({ title: letters, subtitle: letters })));
    expect(firstMissing(text, [letters, letters])).toBeUndefined();
  });
});

describe('names that mean harm', () => {
  const hostile =
    ') Tj /JS (app.alert\\(1\\)) <script>alert(1)</script> </rdf:li> \u202eenrob\u0000\u0007\ud800 & "';

  it('are only text', async () => {
    const bytes = await drawReportPdf(
      sampleReport({ title: hostile, documentTitle: hostile, subtitle: hostile, footer: hostile }),
    );
    const pdf = await readPdf(bytes);
    expect(aloud(pdf)).toContain('<script>alert(1)</script>');
    expect(aloud(pdf)).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(pdf.title).toContain('</rdf:li>');
    expect(pdf.xmp).not.toContain('<script>');
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(
      /\/(?:JavaScript|JS|Launch|URI|OpenAction)\b(?! \()/,
    );
  });

  it('in letters that Inter has not are boxes to the eye and themselves to everyone else', async () => {
    const bytes = await drawReportPdf(sampleReport({ title: 'Dr 王 Łukasz Nuñez l·l' }));
    expect(aloud(await readPdf(bytes))).toContain('Dr □ Łukasz Nuñez l·l');
    const utf16 = Buffer.from('\ufeffDr 王 Łukasz Nuñez l·l', 'utf16le').swap16().toString('latin1');
    expect(streamsOf(bytes).join('\n')).toContain(`/ActualText (${utf16})`);
  });
});

describe('a small clinic', () => {
  it('still has a useful page one, with nothing in place of what is not told', async () => {
    const blocks = summaryBlocks().flatMap((block): ReportBlock[] => {
      if (block.kind === 'scores') return [];
      if (block.kind !== 'trend') return [block];
      const points = block.points.map((point) => ({ ...point, value: null, text: 'non publié' }));
      return [{ ...block, points, centre: null, low: null, high: null }];
    });
    const report = sampleReport({ pages: [summaryPage(blocks)] });
    const pdf = await read(report);
    expect(pdf.pages).toHaveLength(1);
    expect(firstMissing(aloud(pdf), reportTexts(report))).toBeUndefined();
  });

  it('says so where a distribution is hidden', async () => {
    const blocks = summaryBlocks().map((block) =>
      block.kind === 'scores'
        ? {
            ...block,
            rows: block.rows.map((row) => ({
              ...row,
              shares: null,
              value: 'masqué',
              interval: null,
              badge: 'peu de réponses',
            })),
          }
        : block,
    );
    const text = aloud(await read(sampleReport({ pages: [summaryPage(blocks)] })));
    expect(text).toMatch(/Courtoisie\s+masqué\s+peu de réponses/);
    expect(text).not.toContain('46 %');
  });
});

/** Every compressed stream of a PDF, opened. */
function streamsOf(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes).toString('latin1');
  return [...text.matchAll(/FlateDecode[^]*?stream\n([^]*?)\nendstream/g)].map((match) =>
    inflateSync(Buffer.from(match[1] ?? '', 'latin1')).toString('latin1'),
  );
}
