import type { TableBlock } from '@vigie/contracts';

import type { ReasonFigures } from '../figures/report-figures';
import { withoutEmptyColumns } from './columns';
import type { Scene } from './scene';

/** Reasons told one by one; the rest is one line. */
const mostReasons = 6;
const mostOutcomes = 3;

/** What patients asked for and what followed; `limit` rows at most. */
export function reasonsBlock(scene: Scene, limit = mostReasons): TableBlock {
  const { words, figures } = scene;
  const told = figures.reasons.filter(({ reason }) => reason !== null);
  const shown = told.slice(0, limit);
  const rest = told.slice(limit);
  const rows = shown.map((reason) => reasonRow(scene, reason));
  if (rest.length > 0) rows.push(plainRow(scene, words.reasons.others, rest));
  const unknown = figures.reasons.filter(({ reason }) => reason === null);
  if (rows.length > 0 && unknown.length > 0) rows.push(plainRow(scene, words.reasons.none, unknown));
  const [reason, calls, followed, wait] = words.reasons.columns;
  return withoutEmptyColumns({
    kind: 'table',
    id: 'reasons',
    title: words.reasons.title,
    columns: [
      { label: reason },
      { label: calls, align: 'end' },
      { label: followed },
      { label: wait, align: 'end' },
    ],
    rows,
    empty: words.reasons.empty,
  });
}

function reasonRow({ words, format }: Scene, figures: ReasonFigures): string[] {
  const { reason, calls, medianWaitMs } = figures;
  return [
    words.reasons.names[reason ?? ''] ?? reason ?? '',
    format.count(calls),
    outcomeTexts({ words, format }, figures).join(', '),
    medianWaitMs === null ? words.when.nothing : format.duration(medianWaitMs),
  ];
}

/**
 * Appointments first where the source tells them, then what was noted most often, and how many calls followed otherwise:
 * what is told adds up to what was noted. Equal counts stand as the database
 * orders the names of a stored object, so that a report reads the same before and after it was written down.
 */
function outcomeTexts(
  { words, format }: Pick<Scene, 'words' | 'format'>,
  { outcomes, appointments }: ReasonFigures,
): string[] {
  const { obtained, notObtained } = appointments;
  const told = obtained + notObtained > 0 ? [words.reasons.obtained(format.count(obtained), obtained)] : [];
  const others = Object.entries(outcomes)
    .filter(([outcome]) => told.length === 0 || outcome !== 'appointment_made')
    .sort((a, b) => b[1] - a[1] || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1));
  if (others.length === 0 && notObtained > 0) told.push(words.reasons.notObtained(format.count(notObtained)));
  const all = others.map(
    ([outcome, count]) => `${format.count(count)} ${words.reasons.outcomes[outcome]?.(count) ?? outcome}`,
  );
  // One more takes no more room than to say that there is one more.
  const room = mostOutcomes - told.length;
  if (all.length <= room + 1) return [...told, ...all];
  const rest = others.slice(room).reduce((sum, [, count]) => sum + count, 0);
  return [...told, ...all.slice(0, room), words.reasons.otherwise(format.count(rest), rest)];
}

function plainRow({ words, format }: Scene, label: string, reasons: readonly ReasonFigures[]): string[] {
  const calls = reasons.reduce((sum, reason) => sum + reason.calls, 0);
  return [label, format.count(calls), '', words.when.nothing];
}
