import {
  surveyItem,
  type ItemFigures,
  type SatisfactionAnswer,
  type SatisfactionCell,
  type Suppression,
} from '@vigie/contracts';
import { itemFigures } from '@vigie/metrics';

import type { PublishedRow } from './published-cell-query';
import type { SatisfactionQuestion } from './satisfaction-question';
import type { StoredCell } from '../versions/stored-cell';

/** The answer to a question from the published rows of its period, one for each way of asking. */
export function toSatisfactionAnswer(
  question: SatisfactionQuestion,
  rows: readonly PublishedRow[],
): SatisfactionAnswer {
  const { channel, ...grid } = question;
  const published = rows.filter(isPublished);
  const asked = channel === null ? onlyOne(published, rows) : rows.find((row) => row.channel === channel);
  const total = totalOf(question, published, asked);
  const figures = total.suppressed === null ? asked?.figures : null;
  return {
    ...grid,
    surveyChannel: channel ?? channelOf(published),
    channels: published.map((row) => row.channel),
    ...publicationOf(asked),
    total,
    funnel: figures?.funnel ?? null,
    drivers: figures?.drivers ?? [],
    cells: partsOf(grid.by, total, asked),
  };
}

const isPublished = ({ figures }: PublishedRow): boolean => figures?.cells[0]?.suppressed === null;

/** The one way of asking that has figures; where none has, any says why. */
function onlyOne(
  published: readonly PublishedRow[],
  rows: readonly PublishedRow[],
): PublishedRow | undefined {
  if (published.length > 1) return undefined;
  return published[0] ?? rows[0];
}

/** The only one that has figures. */
const channelOf = (published: readonly PublishedRow[]): string | null =>
  published.length === 1 ? (published[0]?.channel ?? null) : null;

function publicationOf(
  row: PublishedRow | undefined,
): Pick<SatisfactionAnswer, 'status' | 'version' | 'computedAt'> {
  if (row === undefined) return { status: null, version: null, computedAt: null };
  const { status, version, computedAtMs } = row;
  return { status, version, computedAt: new Date(computedAtMs).toISOString() };
}

/** A cell that tells nothing but why. */
export const hiddenCell = (suppressed: Suppression, key: string | null = null): SatisfactionCell => ({
  key,
  suppressed,
  n: null,
  items: [],
  score100: null,
});

/** Why a cell has no figure of an item; `off_grid` where that was not noted when it was published. */
export function whyWithout({ suppressed, hiddenItems = [] }: SatisfactionCell, item: string): Suppression {
  if (suppressed !== null) return suppressed;
  return hiddenItems.find(({ itemId }) => itemId === item)?.suppressed ?? 'off_grid';
}

function totalOf(
  { clinicId, channel }: SatisfactionQuestion,
  published: readonly PublishedRow[],
  asked: PublishedRow | undefined,
): SatisfactionCell {
  if (asked === undefined) {
    return hiddenCell(channel === null && published.length > 1 ? 'mixed_channels' : 'not_published');
  }
  if (asked.figures?.cells[0] !== undefined) return toCell(asked.figures.cells[0]);
  return hiddenCell(clinicId !== null && asked.status === 'running' ? 'not_published' : 'few_answers');
}

function partsOf(
  by: SatisfactionQuestion['by'],
  total: SatisfactionCell,
  asked: PublishedRow | undefined,
): readonly SatisfactionCell[] {
  if (by === 'none' || total.suppressed !== null || asked === undefined) return [];
  if (asked.status === 'running' || asked.status === 'provisional') return [hiddenCell('not_final')];
  if (asked.parts === null) return [hiddenCell('protects_another')];
  return asked.parts.cells.map(toCell);
}

function toCell({ key, suppressed, n, items, hidden, score100 }: StoredCell): SatisfactionCell {
  if (suppressed !== null) return hiddenCell(suppressed, key);
  const told = { key, suppressed, n, items: Object.entries(items).flatMap(toItem), score100 };
  if (hidden === undefined) return told;
  return {
    ...told,
    hiddenItems: Object.entries(hidden).map(([itemId, why]) => ({ itemId, suppressed: why })),
  };
}

function toItem([itemId, counts]: readonly [string, readonly number[]]): readonly ItemFigures[] {
  const scale = surveyItem(itemId)?.scale;
  if (scale === undefined || scale === 'text') return [];
  const figures = itemFigures(itemId, scale, counts);
  return figures === null ? [] : [figures];
}
