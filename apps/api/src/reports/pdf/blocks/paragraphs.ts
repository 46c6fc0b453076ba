import type { NotesBlock, SentencesBlock } from '@vigie/contracts';

import { linesOf, paragraph, type Atom, type Setting } from '../atoms';
import { Branch } from '../structure';
import { colours, sheet } from '../theme';
import { setRuns } from '../typeset';
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

/** The opening sentences, as one paragraph in larger letters. */
export function sentences(block: SentencesBlock, setting: Setting): readonly Atom[] {
  const { sizes, fonts } = setting;
  const look = { size: sizes.lead, colour: colours.ink, line: sizes.line + 0.05 };
  const runs = block.sentences.flatMap((sentence, index) =>
    index === 0 ? sentence : [{ text: ' ' }, ...sentence],
  );
  const lines = setRuns(runs, { fonts, size: look.size, width: sheet.textWidth });
  return paragraph({
    branch: new Branch(setting.parent, 'P'),
    lines,
    look,
    x: sheet.left,
    above: 9 * sizes.gap,
  });
}
