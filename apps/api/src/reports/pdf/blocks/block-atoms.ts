import type { ReportBlock } from '@vigie/contracts';

import type { Atom, Setting } from '../atoms';
import { actions } from './actions';
import { commitment } from './commitment';
import { figures } from './figures';
import { heat } from './heat';
import { notes, sentences } from './paragraphs';
import { quotes } from './quotes';
import { scores } from './scores';
import { table } from './table';
import { trend } from './trend';

type Drawings = {
  readonly [Kind in ReportBlock['kind']]: (
    block: Extract<ReportBlock, { kind: Kind }>,
    setting: Setting,
  ) => readonly Atom[];
};
const drawings: Drawings = {
  commitment,
  sentences,
  figures,
  heat,
  scores,
  trend,
  table,
  quotes,
  actions,
  notes,
};

/** A block as the pieces a page is made of. */
export function blockAtoms<Kind extends ReportBlock['kind']>(
  block: Extract<ReportBlock, { kind: Kind }>,
  setting: Setting,
): readonly Atom[] {
  const kind: Kind = block.kind;
  return drawings[kind](block, setting);
}
