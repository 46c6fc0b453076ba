import type { ItemFigures, SatisfactionAnswer, Sentence } from '@vigie/contracts';

import { whyWithout } from '../../satisfaction/answer/satisfaction-answer';
import { changeOf, changeOfItem, type Change } from '../figures/change';
import { sentenceOf, type Scene } from './scene';
import { worstHours } from './worst-hours';

/** The opening sentences: who could reach us and whether that changed for certain, the worst hours, who was satisfied. */
export function sentencesOf(scene: Scene): Sentence[] {
  const news = [...lostTexts(scene), ...hoursTexts(scene)];
  const texts = [
    reachText(scene),
    ...callersTexts(scene),
    ...news,
    ...satisfactionTexts(scene, news.length > 0),
  ];
  return texts.map((text) => sentenceOf(scene.format.language, text));
}

function reachText({ figures, words, format }: Scene): string {
  const { covered, coveredAnswered: answered } = figures.reach;
  if (covered === 0) return words.sentences.noCalls;
  const median = figures.waits.answeredMedianMs;
  const told = words.sentences.reach({
    covered: format.count(covered),
    answered: format.count(answered),
    coveredCount: covered,
    answeredCount: answered,
  });
  const wait = median === null || answered < 2 ? '' : words.sentences.median(format.duration(median));
  return `${told}${wait}.`;
}

/** Who of those nobody answered was reached; a report that was frozen before callers were counted says nothing of it. */
function callersTexts({ figures: { callers }, words, format }: Scene): string[] {
  const { numbers, calledAgain, calledBack, withinHour } = callers;
  if (withinHour === undefined || numbers === 0) return [];
  const reached = calledAgain + calledBack;
  return [
    words.sentences.callers({
      missed: format.count(numbers),
      missedCount: numbers,
      reached: format.count(reached),
      reachedCount: reached,
      withinHour: reached === 0 ? null : format.count(withinHour),
    }),
  ];
}

/** How the share unanswered moved since the month before, where chance does not explain it; of a month that is over. */
function lostTexts({ words, format, figures, status }: Scene): string[] {
  const [before, now] = figures.past.slice(-2);
  if (before === undefined || now === undefined || status === 'running') return [];
  const lost = ({ covered, coveredAnswered }: typeof now) => ({
    count: covered - coveredAnswered,
    of: covered,
  });
  const change = changeOf(lost(now), lost(before));
  if (change === null || change.reading === 'chance') return [];
  const rate = (month: typeof now) => format.percent(lost(month).count / month.covered, 1);
  const otherYear = before.month.slice(0, 4) !== figures.month.slice(0, 4);
  const told = {
    now: rate(now),
    before: rate(before),
    month: words.inMonth(format, before.month, otherYear),
    n: format.count(now.covered),
    ...marginOf(format, change),
  };
  return [words.sentences.lost[change.reading](told)];
}

function hoursTexts({ words, format, figures }: Scene): string[] {
  const told = worstHours(figures.hours).map(({ weekday, from, to, share }) =>
    words.sentences.stretch({
      weekday: weekday === null ? null : format.weekday(weekday),
      from: words.when.hour(from),
      to: words.when.hour(to),
      share: format.percent(share),
    }),
  );
  const [last = '', ...others] = told.toReversed();
  if (told.length === 0) return [];
  const list = others.length === 0 ? last : `${others.toReversed().join(', ')} ${words.and} ${last}`;
  return [words.sentences.worst(list)];
}

function satisfactionTexts(scene: Scene, hasNews: boolean): string[] {
  const { words, figures } = scene;
  if (figures.satisfaction === null) return [];
  const { answer } = figures.satisfaction;
  const overall = overallOf(answer);
  if (overall === undefined) return [words.sentences.suppressed[whyWithout(answer.total, 'overall')]];
  const text = satisfiedText(scene, answer, overall);
  if (overall.fragile) return [`${text} ${words.sentences.fragile}`];
  return [text, ...comparedText(scene, overall, hasNews)];
}

/** That nothing can be compared, or that chance may explain a difference, is worth a line only where there is no news. */
function comparedText(scene: Scene, now: ItemFigures, hasNews: boolean): string[] {
  const before = scene.figures.satisfaction?.before ?? null;
  const then = before === null ? undefined : overallOf(before);
  const change = changeOfItem(now, then);
  if (before === null || then === undefined || change === null)
    return hasNews ? [] : [scene.words.sentences.noComparison];
  if (change.reading === 'chance' && hasNews) return [];
  return [changeText(scene, { now, then, change, before })];
}

function satisfiedText({ words, format }: Scene, answer: SatisfactionAnswer, overall: ItemFigures): string {
  const { value, low, high } = overall.favourable;
  return words.sentences.satisfied({
    share: format.percent(value),
    n: format.count(overall.n),
    low: format.bare(low ?? value),
    high: format.percent(high ?? value),
    period: periodOf({ words, format }, answer),
  });
}

type Told = {
  readonly now: ItemFigures;
  readonly then: ItemFigures;
  readonly change: Change;
  readonly before: SatisfactionAnswer;
};

function changeText({ words, format, figures }: Scene, { now, then, change, before }: Told): string {
  const otherYear = before.month.slice(0, 4) !== figures.month.slice(0, 4);
  return words.sentences[change.reading]({
    now: format.percent(now.favourable.value),
    before: format.percent(then.favourable.value),
    month:
      before.months === 1
        ? words.inMonth(format, before.month, otherYear)
        : lowerFirst(periodOf({ words, format }, before) ?? ''),
    n: format.count(now.n),
    ...marginOf(format, change),
  });
}

const marginOf = (format: Scene['format'], { low, high }: Change): { low: string; high: string } => ({
  low: format.number(Math.min(Math.abs(low), Math.abs(high)) * 100, 0),
  high: format.number(Math.max(Math.abs(low), Math.abs(high)) * 100, 0),
});

/** What a period longer than a month is called; null for a month. */
export function periodOf(
  { words, format }: Pick<Scene, 'words' | 'format'>,
  { month, months }: Pick<SatisfactionAnswer, 'month' | 'months'>,
): string | null {
  if (months === 1) return null;
  if (months === 12) return words.survey.periods.year(month.slice(0, 4));
  const last = `${month.slice(0, 5)}${String(Number(month.slice(5)) + 2).padStart(2, '0')}`;
  return words.survey.periods.quarter(format.monthName(month), format.monthOfYear(last));
}

export const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase() + text.slice(1);

/** What respondents said of the whole; undefined when it is not told. */
export function overallOf(answer: SatisfactionAnswer): ItemFigures | undefined {
  return answer.total.items.find(({ itemId }) => itemId === 'overall');
}
