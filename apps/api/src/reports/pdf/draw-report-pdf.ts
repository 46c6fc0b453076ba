import type { ReportDocument, ReportPage } from '@vigie/contracts';

import { linesOf, type Atom, type Setting } from './atoms';
import { blockAtoms } from './blocks/block-atoms';
import { flow, room, stackHeight } from './flow';
import { reportFonts, type Fonts } from './fonts';
import { setPageOne } from './page-one';
import { openPaper, type Paper } from './paper';
import { Branch } from './structure';
import { colours, sheet, sizesAt, usual } from './theme';
import { cleanText } from './typeset';

/**
 * Draws a report on A4, tagged, with selectable text and charts as vectors. The same document gives the same bytes.
 * It takes the processor for some hundredths of a second: the server asks `renderReportPdf` instead.
 */
export async function drawReportPdf(document: ReportDocument): Promise<Uint8Array<ArrayBuffer>> {
  const fonts = await reportFonts();
  const paper = await openPaper({
    fonts,
    language: document.language,
    title: cleanText(document.documentTitle),
    createdAt: new Date(document.computedAt),
  });
  const bytes = collected(paper.pdf);
  const [first, ...others] = document.pages;
  const setting = (heading: Setting['heading']): Setting => {
    const parent = new Branch(paper.root, 'Sect');
    return { fonts, language: document.language, parent, heading, sizes: sizesAt(usual) };
  };
  const moved = first === undefined ? [] : drawPageOne(paper, document, { page: first, setting });
  flow(paper, [...moved, ...others.flatMap((page) => pageAtoms(page, setting('H3')))]);
  drawFeet(paper, document.footer, fonts);
  paper.pdf.end();
  return bytes;
}

type Opening = { readonly page: ReportPage; readonly setting: (heading: Setting['heading']) => Setting };

/** Draws page one; gives what it had no room for. */
function drawPageOne(paper: Paper, document: ReportDocument, { page, setting }: Opening): readonly Atom[] {
  const { atoms, moved } = setPageOne(document, page, setting('H2'));
  flow(paper, atoms);
  const rest = setting('H2');
  return moved.flatMap((block) => blockAtoms(block, rest));
}

/** A later page: its title, then its blocks. It follows what is before it where there is room. */
function pageAtoms(page: ReportPage, setting: Setting): readonly Atom[] {
  const look = { size: setting.sizes.title * 0.8, colour: colours.ink, line: 1.25 };
  const lines = linesOf(page.title, setting, { size: look.size, width: sheet.textWidth, strong: true });
  const branch = new Branch(setting.parent, 'H2');
  const title = lines.map((line, index): Atom => {
    const height = look.size * look.line;
    return {
      height: height + (index === lines.length - 1 ? 4 : 0),
      above: index === 0 ? 26 : 0,
      withNext: true,
      draw: (paper, y) => {
        if (index === 0) paper.bookmark(page.title, 'H2', y);
        paper.text(branch, line, { ...look, x: sheet.left, y: y + look.size });
      },
    };
  });
  const atoms = [...title, ...page.blocks.flatMap((block) => blockAtoms(block, setting))];
  // The method is read as a whole; where it has no room it starts a page.
  const together = page.id === 'method' && stackHeight(atoms) <= room;
  return together ? atoms.map((atom, index) => ({ ...atom, withNext: index < atoms.length - 1 })) : atoms;
}

/** The running foot, once the number of pages is known. */
function drawFeet(paper: Paper, footer: string, fonts: Fonts): void {
  const { count } = paper.pdf.bufferedPageRange();
  const size = 7.5;
  for (let page = 0; page < count; page += 1) {
    paper.pdf.switchToPage(page);
    const text = footer.replaceAll('{page}', `${page + 1}`).replaceAll('{pages}', `${count}`);
    const [line] = linesOf(text, { fonts }, { size, width: sheet.textWidth });
    paper.repeated(() => {
      paper.pdf
        .lineWidth(0.6)
        .moveTo(sheet.left, sheet.foot - 11)
        .lineTo(sheet.left + sheet.textWidth, sheet.foot - 11)
        .stroke(colours.hairline);
      if (line !== undefined) paper.ink(line, { x: sheet.left, y: sheet.foot, size, colour: colours.muted });
    });
  }
}

function collected(pdf: PDFKit.PDFDocument): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('error', reject);
    pdf.on('end', () => {
      resolve(new Uint8Array(Buffer.concat(chunks)));
    });
  });
}
