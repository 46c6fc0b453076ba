import type { CommitmentBlock } from '@vigie/contracts';

import { hang, linesOf, widest, type Atom, type Setting } from '../atoms';
import { colours, drawMark, sheet, tones } from '../theme';
import { Branch } from '../structure';

const inset = 11;
const labelWidth = 150;
const mostLines = 12;

/** The contract's promise and whether it was kept: a wash, a shape and a word. */
export function commitment(block: CommitmentBlock, setting: Setting): readonly Atom[] {
  const { sizes, parent } = setting;
  const look = { size: sizes.body * 1.1, colour: colours.ink, line: 1.4 };
  const mark = look.size * 0.72;
  const label = linesOf(block.label, setting, {
    size: look.size,
    width: labelWidth,
    strong: true,
    most: mostLines,
  });
  const labelLeft = sheet.left + inset + mark + 5;
  const left = labelLeft + widest(label) + 10;
  const width = sheet.left + sheet.textWidth - inset - left;
  const text = linesOf(block.text, setting, { size: look.size, width, most: mostLines });
  const step = look.size * look.line;
  const height = Math.max(text.length, label.length, 1) * step + 8 + 5 * Math.min(1, sizes.gap);
  const tone = tones[block.tone];
  return [
    {
      height,
      above: 9 * sizes.gap,
      withNext: false,
      draw: (paper, y) => {
        const top = y + (height - label.length * step) / 2;
        paper.decoration(() => {
          paper.pdf.roundedRect(sheet.left, y, sheet.textWidth, height, 5).fill(tone.wash);
          drawMark(paper.pdf, block.tone, { x: sheet.left + inset, y: top + step / 2, size: mark });
        });
        const words = { x: labelLeft, y: top, look: { ...look, colour: tone.text } };
        hang(paper, new Branch(parent, 'P'), label, words);
        const middle = y + (height - text.length * step) / 2;
        hang(paper, new Branch(parent, 'P'), text, { x: left, y: middle, look });
      },
    },
  ];
}
