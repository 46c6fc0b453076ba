import type { NotesBlock } from '@vigie/contracts';

import { linesOf, paragraph, type Atom, type Setting } from '../atoms';
import { Branch } from '../structure';
import { colours, sheet } from '../theme';
import { heading } from './heading';

/** Paragraphs under a title: the method, the notes of the month. */
export function notes(block: NotesBlock, setting: Setting): readonly Atom[] {
  const { sizes } = setting;
  const look = { size: sizes.body, colour: colours.ink, line: sizes.line };
  const paragraphs = block.paragraphs.flatMap((text, index) =>
    paragraph({
      branch: new Branch(setting.parent, 'P'),
      lines: linesOf(text, setting, { size: look.size, width: sheet.textWidth }),
      look,
      x: sheet.left,
      above: index === 0 ? 1 : 4 * sizes.gap,
    }),
  );
  return [...heading(block, setting), ...paragraphs];
}
