import type { Atom, Setting } from '../atoms';
import { baseline, heightOf, linesOf } from '../atoms';
import { Branch } from '../structure';
import { colours, sheet } from '../theme';
import type { Line } from '../typeset';

type Titled = { readonly title: string; readonly note?: string };

/** A rule, the block's title, and its base: beside the title where both fit, else below it. */
export function heading(block: Titled, setting: Setting): readonly Atom[] {
  const { sizes } = setting;
  const titleLook = { size: sizes.heading, colour: colours.ink, line: 1.3 };
  const noteLook = { size: sizes.small, colour: colours.muted, line: 1.3 };
  const title = linesOf(block.title, setting, { ...titleLook, width: sheet.textWidth, strong: true });
  const note = linesOf(block.note ?? '', setting, { ...noteLook, width: sheet.textWidth });
  if (title.length === 0 && note.length === 0) return [];
  const beside =
    title.length <= 1 && note.length <= 1 && widest(title) + widest(note) + 18 <= sheet.textWidth;
  const above = 6 + 1 * sizes.gap;
  const titleHeight = heightOf(title, titleLook);
  const noteTop = beside ? 0 : titleHeight;
  const height = above + Math.max(titleHeight, noteTop + heightOf(note, noteLook)) + 3;
  return [
    {
      height,
      above: 9 * sizes.gap,
      withNext: true,
      draw: (paper, y) => {
        paper.hairline(y, colours.hairline);
        const titleBranch = new Branch(setting.parent, setting.heading);
        paper.bookmark(block.title, setting.heading, y);
        title.forEach((line, index) => {
          const at = baseline(y + above + index * titleLook.size * titleLook.line, titleLook);
          paper.text(titleBranch, line, { ...titleLook, x: sheet.left, y: at });
        });
        const noteBranch = new Branch(setting.parent, 'P');
        note.forEach((line, index) => {
          const x = beside ? sheet.left + sheet.textWidth - line.width : sheet.left;
          const top = y + above + noteTop + index * noteLook.size * noteLook.line;
          const at = beside ? baseline(y + above, titleLook) : baseline(top, noteLook);
          paper.text(noteBranch, line, { ...noteLook, x, y: at });
        });
      },
    },
  ];
}

function widest(lines: readonly Line[]): number {
  return Math.max(0, ...lines.map((line) => line.width));
}
