import type { ReportDocument } from '@vigie/contracts';

import { baseline, heightOf, linesOf, type Atom, type Setting } from '../atoms';
import type { Paper } from '../paper';
import { Branch } from '../structure';
import { colours, sheet } from '../theme';

type Head = Pick<ReportDocument, 'title' | 'subtitle' | 'methodNote'>;

const asideWidth = 130;

/** Head of page one: whose report, of what, and who made it. */
export function header(document: Head, setting: Setting): readonly Atom[] {
  const { sizes } = setting;
  const titleLook = { size: sizes.title, colour: colours.ink, line: 1.2 };
  const subtitleLook = { size: sizes.body, colour: colours.muted, line: 1.4 };
  const noteLook = { size: sizes.small, colour: colours.muted, line: 1.35 };
  const width = sheet.textWidth - asideWidth - 16;
  const title = linesOf(document.title, setting, { ...titleLook, width, strong: true });
  const subtitle = linesOf(document.subtitle, setting, { ...subtitleLook, width });
  const note = linesOf(document.methodNote, setting, { ...noteLook, width: asideWidth });
  const left = heightOf(title, titleLook) + heightOf(subtitle, subtitleLook);
  const right = 14 + heightOf(note, noteLook);
  return [
    {
      height: Math.max(left, right),
      above: 0,
      withNext: true,
      draw: (paper, y) => {
        const h1 = new Branch(setting.parent, 'H1');
        let top = y;
        for (const line of title) {
          paper.text(h1, line, { ...titleLook, x: sheet.left, y: baseline(top, titleLook) });
          top += titleLook.size * titleLook.line;
        }
        const under = new Branch(setting.parent, 'P');
        for (const line of subtitle) {
          paper.text(under, line, { ...subtitleLook, x: sheet.left, y: baseline(top, subtitleLook) });
          top += subtitleLook.size * subtitleLook.line;
        }
        brand(paper, setting, y);
        const aside = new Branch(setting.parent, 'P');
        note.forEach((line, index) => {
          const at = baseline(y + 14 + index * noteLook.size * noteLook.line, noteLook);
          paper.text(aside, line, { ...noteLook, x: sheet.left + sheet.textWidth - line.width, y: at });
        });
      },
    },
  ];
}

/** The mark of the product: half a triangle filled, and its name. */
function brand(paper: Paper, setting: Setting, y: number): void {
  const look = { size: setting.sizes.body, colour: colours.accent, line: 1.4 };
  const right = sheet.left + sheet.textWidth;
  const name = linesOf('Vigie', setting, { ...look, width: asideWidth, strong: true });
  const width = name[0]?.width ?? 0;
  const [x, foot, size] = [right - width - look.size - 1, baseline(y, look), look.size * 0.86];
  paper.decoration(() => {
    paper.pdf
      .lineWidth(0.7)
      .polygon([x + size / 2, foot - size], [x + size, foot], [x, foot])
      .stroke(colours.accent);
    paper.pdf.polygon([x + size / 2, foot - size], [x + size / 2, foot], [x, foot]).fill(colours.accent);
  });
  const branch = new Branch(setting.parent, 'P');
  for (const line of name) paper.text(branch, line, { ...look, x: right - width, y: foot });
}
