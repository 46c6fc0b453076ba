import type { ItemFigures, SatisfactionAnswer, Sentence } from '@vigie/contracts';

import { whyWithout } from '../../satisfaction/answer/satisfaction-answer';
import { changeOfItem, type Change } from '../figures/change';
import { sentenceOf, type Scene } from './scene';

/** The opening sentences: who could reach us, who was satisfied, and whether that changed. */
export function sentencesOf(scene: Scene): Sentence[] {
  const texts = [reachText(scene), ...satisfactionTexts(scene)];
  return texts.map((text) => sentenceOf(scene.format.language, text));
}

function reachText({ figures, words, format }: Scene): string {
  const { covered, answered } = figures.reach;
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

function satisfactionTexts(scene: Scene): string[] {
  const { words, figures } = scene;
  if (figures.satisfaction === null) return [];
  const { answer, before } = figures.satisfaction;
  const overall = overallOf(answer);
  if (overall === undefined) return [words.sentences.suppressed[whyWithout(answer.total, 'overall')]];
  const told = [satisfiedText(scene, answer, overall)];
  if (overall.fragile) return [`${told[0]} ${words.sentences.fragile}`];
  const then = before === null ? undefined : overallOf(before);
  const change = changeOfItem(overall, then);
  return before === null || then === undefined || change === null
    ? [...told, words.sentences.noComparison]
    : [...told, changeText(scene, { now: overall, then, change, before })];
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
    low: format.number(Math.min(Math.abs(change.low), Math.abs(change.high)) * 100, 0),
    high: format.number(Math.max(Math.abs(change.low), Math.abs(change.high)) * 100, 0),
  });
}

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
