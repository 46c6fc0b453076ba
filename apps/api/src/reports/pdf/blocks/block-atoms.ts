import type { ReportBlock } from '@vigie/contracts';

import type { Atom, Setting } from '../atoms';
import { actions } from './actions';
import { commitment } from './commitment';
import { figures } from './figures';
import { heat } from './heat';
import { notes } from './notes';
import { quotes } from './quotes';
import { scores } from './scores';
import { sentences } from './sentences';
import { table } from './table';
import { trend } from './trend';

/** A block as the pieces a page is made of. */
export function blockAtoms(block: ReportBlock, setting: Setting): readonly Atom[] {
  switch (block.kind) {
    case 'commitment':
      return commitment(block, setting);
    case 'sentences':
      return sentences(block, setting);
    case 'figures':
      return figures(block, setting);
    case 'heat':
      return heat(block, setting);
    case 'scores':
      return scores(block, setting);
    case 'trend':
      return trend(block, setting);
    case 'table':
      return table(block, setting);
    case 'quotes':
      return quotes(block, setting);
    case 'actions':
      return actions(block, setting);
    case 'notes':
      return notes(block, setting);
  }
}
