import type { SurveyFunnel, TableBlock } from '@vigie/contracts';

import { comparableFrom } from '../figures/change';
import type { Scene } from './scene';

/** Below this share of answers, those who answer may not be like the others. */
const lowRate = 0.1;

/**
 * Who could be asked, who was, and who answered; each count is hidden where it would tell of fewer than ten. Nothing
 * where nobody was invited: answers that came from elsewhere have no funnel.
 */
export function funnelBlock({ words, format, figures }: Scene): TableBlock | null {
  const funnel = figures.satisfaction?.answer.funnel ?? null;
  if (funnel === null || cameFromElsewhere(funnel)) return null;
  const { survey } = words;
  const steps = [
    [survey.eligible, funnel.eligible],
    [survey.invited, funnel.invited],
    [survey.delivered, funnel.delivered],
    [survey.answered, funnel.answered],
  ] as const;
  const [step, calls] = survey.funnelColumns;
  const notes = [survey.funnelNote];
  const { responseRate, responseRateDelivered, answered } = funnel;
  if (responseRate !== null) {
    const delivered = responseRateDelivered === null ? null : format.percent(responseRateDelivered.value);
    notes.push(survey.rate(format.percent(responseRate.value), delivered));
    if (responseRate.value < lowRate) notes.push(survey.lowRate);
  }
  if (answered !== null && answered < comparableFrom) notes.push(words.sentences.fragile);
  return {
    kind: 'table',
    id: 'funnel',
    title: survey.funnelTitle,
    note: notes.join(words.semicolon),
    columns: [{ label: step }, { label: calls, align: 'end' }],
    rows: steps.map(([label, count]) => [label, count === null ? survey.fewerThanTen : format.count(count)]),
  };
}

const cameFromElsewhere = ({ invited, answered }: SurveyFunnel): boolean =>
  invited === null && answered !== null;

/** Which question goes most closely with satisfaction, and how each is judged. */
export function importanceBlock({ words, format, figures }: Scene): TableBlock | null {
  const drivers = (figures.satisfaction?.answer.drivers ?? []).flatMap(({ importance, ...driver }) =>
    importance === null ? [] : [{ ...driver, importance }],
  );
  if (drivers.length === 0) return null;
  const { importanceTitle, importanceNote, importanceColumns } = words.survey;
  const [question, answers, tie, score] = importanceColumns;
  const sorted = [...drivers].sort((a, b) => b.importance.value - a.importance.value);
  return {
    kind: 'table',
    id: 'importance',
    title: importanceTitle,
    note: importanceNote,
    columns: [
      { label: question },
      { label: answers, align: 'end' },
      { label: tie },
      { label: score, align: 'end' },
    ],
    rows: sorted.map(({ itemId, n, importance: { value, low, high }, score100 }) => {
      const range =
        low === null || high === null
          ? ''
          : ` (${words.scores.range(format.number(low, 2), format.number(high, 2))})`;
      return [
        words.items[itemId] ?? itemId,
        format.count(n),
        `${format.number(value, 2)}${range}`,
        format.number(score100, 0),
      ];
    }),
  };
}
