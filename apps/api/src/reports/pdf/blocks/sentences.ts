import type { SentencesBlock } from '@vigie/contracts';

import { paragraph, type Atom, type Setting } from '../atoms';
import { Branch } from '../structure';
import { colours, sheet } from '../theme';
import { setRuns } from '../typeset';

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
