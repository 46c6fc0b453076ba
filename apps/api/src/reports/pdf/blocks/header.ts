import type { ReportDocument } from '@vigie/contracts';

import { baseline, hang, heightOf, lineOf, linesOf, widest, type Atom, type Setting } from '../atoms';
import type { Paper } from '../paper';
import { Branch } from '../structure';
import { colours, sheet } from '../theme';

type Head = Pick<ReportDocument, 'title' | 'subtitle' | 'methodNote'>;

const asideWidth = 130;
const leastAside = 70;
const brandHeight = 14;
/** A head leaves room for a page, whatever the name. */
const most = 4;

/** Head of page one: whose report, of what, and who made it. */
export function header(document: Head, setting: Setting): readonly Atom[] {
  const { sizes, parent } = setting;
  const titleLook = { size: sizes.title, colour: colours.ink, line: 1.2 };
  const subtitleLook = { size: sizes.body, colour: colours.muted, line: 1.45 };
  const noteLook = { size: sizes.small, colour: colours.muted, line: 1.35 };
  const note = linesOf(document.methodNote, setting, { size: noteLook.size, width: asideWidth, most });
  const width = sheet.textWidth - Math.max(leastAside, widest(note)) - 16;
  const title = linesOf(document.title, setting, { size: titleLook.size, width, strong: true, most });
  const subtitle = linesOf(document.subtitle, setting, { size: subtitleLook.size, width, most });
  const titleHeight = heightOf(title, titleLook);
  return [
    {
      height: Math.max(
        titleHeight + heightOf(subtitle, subtitleLook),
        brandHeight + heightOf(note, noteLook),
      ),
      above: 0,
      withNext: true,
      draw: (paper, y) => {
        const x = sheet.left;
        paper.bookmark(document.title, 'H1', y);
        hang(paper, new Branch(parent, 'H1'), title, { x, y, look: titleLook });
        hang(paper, new Branch(parent, 'P'), subtitle, { x, y: y + titleHeight, look: subtitleLook });
        brand(paper, setting, y);
        const within = { width: sheet.textWidth, at: 'end' as const };
        hang(paper, new Branch(parent, 'P'), note, { x, y: y + brandHeight, look: noteLook, within });
      },
    },
  ];
}

/** The mark of the product, a triangle half filled, and its name. */
function brand(paper: Paper, setting: Setting, y: number): void {
  const look = { size: setting.sizes.body, colour: colours.accent, line: 1.45 };
  const name = lineOf('Vigie', setting, { size: look.size, strong: true });
  if (name === undefined) return;
  const left = sheet.left + sheet.textWidth - name.width;
  const [x, foot, size] = [left - look.size - 2, baseline(y, look), look.size * 0.82];
  paper.decoration(() => {
    const [apex, right] = [x + size / 2, x + size];
    paper.pdf
      .lineWidth(0.7)
      .polygon([apex, foot - size], [right, foot], [x, foot])
      .stroke(colours.accent);
    paper.pdf.polygon([apex, foot - size], [right, foot], [apex, foot]).fill(colours.accent);
  });
  hang(paper, new Branch(setting.parent, 'P'), [name], { x: left, y, look });
}
