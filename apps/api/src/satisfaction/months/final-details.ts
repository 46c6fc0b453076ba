import type { EntityManager } from 'typeorm';

import { Breather } from '../../platform/breather';
import type { MonthChannel } from '../entries/entry-store';
import { monthDrivers } from './month-drivers';
import { monthScores } from './month-scores';
import { monthSplits } from './month-splits';
import type { NewCell } from '../versions/stored-cell';
import { publishedRespondents } from './published-respondent';
import type { StoredFigures } from '../versions/stored-cell';
import { callTraits, publishedEntries } from './answered-calls-query';

/** What only the final figures have, worked out once: splits, the score out of 100, drivers. */
export async function withDetails(
  tx: EntityManager,
  of: MonthChannel,
  cells: readonly NewCell[],
): Promise<readonly NewCell[]> {
  const respondents = publishedRespondents(await publishedEntries(tx, of), await callTraits(tx, of));
  const breathe = breatheWithin(tx, of.tenantId);
  const month = { cells, respondents, breathe };
  const scores = await monthScores(month);
  const drivers = await monthDrivers(month);
  const detailed = cells.map((cell) => ({
    ...cell,
    figures: withScore(cell.figures, scores.get(cell.clinicId) ?? null, drivers.get(cell.clinicId) ?? []),
  }));
  return [...detailed, ...(await monthSplits(month))];
}

const breathsBetweenSigns = 50;

/** Lets others have their turn, and tells the database now and then that the transaction is still at work. */
function breatheWithin(tx: EntityManager, tenantId: string): () => Promise<void> {
  const breather = new Breather(tenantId);
  let breaths = 0;
  return async () => {
    if (!breather.due) return;
    breaths += 1;
    if (breaths % breathsBetweenSigns === 0) await tx.query('SELECT 1');
    await breather.breathe();
  };
}

/** Later versions of a cell keep the details of its final one: these never move. */
export function keepDetails(cells: readonly NewCell[], known: readonly NewCell[]): readonly NewCell[] {
  const before = new Map(
    known.filter(({ dimension }) => dimension === 'none').map(({ clinicId, figures }) => [clinicId, figures]),
  );
  return cells.map((cell) => {
    const figures = before.get(cell.clinicId);
    if (figures === undefined) return cell;
    return { ...cell, figures: withScore(cell.figures, figures.cells[0]?.score100 ?? null, figures.drivers) };
  });
}

function withScore(
  figures: StoredFigures,
  score100: StoredFigures['cells'][number]['score100'],
  drivers: StoredFigures['drivers'],
): StoredFigures {
  const cells = figures.cells.map((cell) => (cell.suppressed === null ? { ...cell, score100 } : cell));
  return { ...figures, cells, drivers };
}
