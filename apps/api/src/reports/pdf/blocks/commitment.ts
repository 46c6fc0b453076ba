import type { CommitmentBlock } from '@vigie/contracts';

import { baseline, linesOf, type Atom, type Setting } from '../atoms';
import { drawMark } from '../marks';
import { Branch } from '../structure';
import { colours, sheet, tones } from '../theme';
import { setRuns } from '../typeset';

const inset = 11;

/** The contract's promise and whether it was kept: a wash, a shape and a word. */
export function commitment(block: CommitmentBlock, setting: Setting): readonly Atom[] {
  const { sizes, fonts } = setting;
  const look = { size: sizes.body * 1.12, colour: colours.ink, line: 1.4 };
  const mark = look.size * 0.72;
  const labels = linesOf(block.label, setting, { ...look, width: 150, strong: true });
  const labelWidth = Math.max(0, ...labels.map((line) => line.width)) + mark + 5;
  const left = sheet.left + inset + labelWidth + 10;
  const runs = [{ text: block.text }];
  const lines = setRuns(runs, { fonts, size: look.size, width: sheet.left + sheet.textWidth - inset - left });
  const rows = Math.max(lines.length, labels.length, 1);
  const pad = 4 + 2.5 * Math.min(1, sizes.gap);
  const step = look.size * look.line;
  return [
    {
      height: rows * step + 2 * pad,
      above: 9 * sizes.gap,
      withNext: false,
      draw: (paper, y) => {
        const height = rows * step + 2 * pad;
        const labelTop = y + (height - labels.length * step) / 2;
        paper.decoration(() => {
          paper.pdf.roundedRect(sheet.left, y, sheet.textWidth, height, 5).fill(tones[block.tone].wash);
          drawMark(paper.pdf, block.tone, { x: sheet.left + inset, y: labelTop + step / 2, size: mark });
        });
        const branch = new Branch(setting.parent, 'P');
        labels.forEach((line, index) => {
          paper.text(branch, line, {
            x: sheet.left + inset + mark + 5,
            y: baseline(labelTop + index * step, look),
            size: look.size,
            colour: tones[block.tone].text,
          });
        });
        const top = y + (height - lines.length * step) / 2;
        const text = new Branch(setting.parent, 'P');
        lines.forEach((line, index) => {
          paper.text(text, line, { ...look, x: left, y: baseline(top + index * step, look) });
        });
      },
    },
  ];
}
