import { hang, heightOf, linesOf, widest, type Atom, type Setting } from '../atoms';
import { Branch } from '../structure';
import { colours, sheet } from '../theme';

type Titled = { readonly title: string; readonly note?: string };

/** A rule, the block's title, and its base: beside the title where both fit, else below it. */
export function heading(block: Titled, setting: Setting): readonly Atom[] {
  const { sizes } = setting;
  const titleLook = { size: sizes.heading, colour: colours.ink, line: 1.35 };
  const noteLook = { size: sizes.small, colour: colours.muted, line: 1.35 };
  const width = sheet.textWidth;
  const title = linesOf(block.title, setting, { size: titleLook.size, width, strong: true });
  const note = linesOf(block.note ?? '', setting, { size: noteLook.size, width });
  if (title.length === 0 && note.length === 0) return [];
  const beside = title.length === 1 && note.length <= 1 && widest(title) + widest(note) + 18 <= width;
  const titleHeight = heightOf(title, titleLook);
  const pad = 6 + sizes.gap;
  return [
    {
      height: pad + titleHeight + (beside ? 0 : heightOf(note, noteLook)) + 3,
      above: 9 * sizes.gap,
      withNext: true,
      draw: (paper, y) => {
        const top = y + pad;
        paper.hairline(y, colours.hairline);
        if (title.length > 0) {
          paper.bookmark(block.title, setting.heading, y);
          hang(paper, new Branch(setting.parent, setting.heading), title, {
            x: sheet.left,
            y: top,
            look: titleLook,
          });
        }
        if (note.length === 0) return;
        // On the baseline of the title.
        const look = beside ? { ...noteLook, line: titleHeight / noteLook.size } : noteLook;
        const at = { x: sheet.left, y: beside ? top + 0.5 : top + titleHeight, look };
        const side = { within: { width, at: 'end' as const } };
        hang(paper, new Branch(setting.parent, 'P'), note, beside ? { ...at, ...side } : at);
      },
    },
  ];
}
