import type { ActionsBlock } from '@vigie/contracts';

import type { Atom, Look, Setting } from '../atoms';
import { Branch } from '../structure';
import { colours, sheet } from '../theme';
import { heading } from './heading';
import { tableRow, type CellText, type Column } from './rows';
import { said } from './table';

const gutter = 14;
const shares = [0.46, 0.23, 0.31];

/** What was decided: what, who until when, what is expected and what became of it. A decision is never cut. */
export function actions(block: ActionsBlock, setting: Setting): readonly Atom[] {
  if (block.actions.length === 0) return [...heading(block, setting), ...said(block.empty ?? '', setting)];
  const { sizes } = setting;
  const look: Look = { size: sizes.body, colour: colours.ink, line: sizes.line };
  const muted: Look = { ...look, colour: colours.muted };
  const outcome: Look = { ...look, colour: colours.accent };
  const table = new Branch(setting.parent, 'Table');
  const rows = block.actions.map((action) => {
    const becoming: CellText[] = [{ text: action.expected, look: muted }];
    if (action.outcome !== null) becoming.push({ text: action.outcome, look: outcome });
    const until = [action.owner, action.due].filter((part) => part !== '').join(', ');
    const cells = [
      { texts: [{ text: action.text, look }] },
      { texts: [{ text: until, look }] },
      { texts: becoming },
    ];
    return tableRow(cells, columns(), { table, setting });
  });
  return [...heading(block, setting), ...rows];
}

function columns(): readonly Column[] {
  const width = sheet.textWidth - gutter * (shares.length - 1);
  let x: number = sheet.left;
  return shares.map((share) => {
    const place = { x, width: share * width, end: false };
    x += place.width + gutter;
    return place;
  });
}
