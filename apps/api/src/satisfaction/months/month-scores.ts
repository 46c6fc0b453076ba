import {
  canTell,
  fewestTold,
  meanInterval,
  respondentScore,
  within,
  type AskedScale,
  type Counting,
  type Respondent,
} from '@vigie/metrics';
import type { Estimate } from '@vigie/contracts';

import { groupOf } from './choose-splits';
import { respondents as respondentsItem } from '../entries/entry-store';
import type { FinalMonth } from './month-splits';
import { allClinics } from '../answer/published-cell-query';
import { scoredItems } from '../entries/published-items';
import type { PublishedAnswer, PublishedRespondent } from './published-respondent';

/** A multiple of every number of items that can be answered, so that a share of an answer is a whole number. */
const wholeShare = 2520;

type Scored = {
  readonly clinicId: string;
  readonly score: number;
  readonly answered: readonly PublishedAnswer[];
};

/**
 * The score out of 100 of each clinic and of all, where it may be told beside the items' own figures: a respondent who
 * left an item open weighs the others more, and a few of those could be worked out from the difference.
 */
export async function monthScores({
  cells,
  respondents,
  breathe,
}: FinalMonth): Promise<ReadonlyMap<string, Estimate>> {
  const scored = scoresOf(respondents);
  const scores = new Map<string, Estimate>();
  for (const { clinicId, figures } of cells) {
    const own = scored.filter((each) => each.clinicId === clinicId);
    if (clinicId === allClinics || figures.cells[0]?.suppressed !== null || own.length < fewestTold) continue;
    const counting = (_: Scored, { places }: PublishedAnswer): Omit<Counting, 'asked'> => ({
      told: places.flatMap(({ item, toldIn }) => (toldIn === null ? [] : [`${item} ${toldIn}`])),
      possible: places.map(({ item, batch }) => `${item} batch ${batch}`),
    });
    const isSafe = await canTell(toRespondents(own, counting), breathe);
    const estimate = isSafe ? scoreOf(own) : null;
    if (estimate !== null) scores.set(clinicId, estimate);
  }
  const all = await scoreOfAll(scored, scores, breathe);
  if (all !== null) scores.set(allClinics, all);
  return scores;
}

async function scoreOfAll(
  scored: readonly Scored[],
  published: ReadonlyMap<string, Estimate>,
  breathe: () => Promise<void>,
): Promise<Estimate | null> {
  if (scored.length < fewestTold) return null;
  const counting = ({ clinicId }: Scored, { places }: PublishedAnswer): Omit<Counting, 'asked'> => ({
    told: places.flatMap(({ item, toldIn, batch }) => [
      `${item} batch ${batch}`,
      ...(toldIn === null ? [] : [`${item} ${toldIn}`]),
    ]),
    possible: places.flatMap(({ item, toldIn }) => (toldIn === null ? [`${item} rest ${clinicId}`] : [])),
  });
  const figuresOf = ({ clinicId }: Scored): readonly string[] =>
    published.has(clinicId) ? ['score', `score ${clinicId}`] : ['score'];
  const hidden = scored.filter(({ clinicId }) => !published.has(clinicId));
  const isOfSeveral = new Set(hidden.map(({ clinicId }) => clinicId)).size > 1;
  if (hidden.length > 0 && (hidden.length < fewestTold || !isOfSeveral)) return null;
  return (await canTell(toRespondents(scored, counting, figuresOf), breathe)) ? scoreOf(scored) : null;
}

function toRespondents(
  scored: readonly Scored[],
  counting: (scored: Scored, answer: PublishedAnswer) => Omit<Counting, 'asked'>,
  figuresOf: (scored: Scored) => readonly string[] = () => ['score'],
): readonly Respondent[] {
  return scored.map((each) => {
    const weight = wholeShare / each.answered.length;
    const asked = figuresOf(each).map((figure) => ({ figure, weight }));
    const answers = each.answered.map((answer) => ({ ...counting(each, answer), asked }));
    return { group: each.answered.map(groupOf)[0] ?? '', answers };
  });
}

function scoresOf(respondents: readonly PublishedRespondent[]): readonly Scored[] {
  const clinicOf = ({ answers }: PublishedRespondent): string => answers.get(respondentsItem)?.clinicId ?? '';
  const asked = new Map(
    [...Map.groupBy(respondents, clinicOf)].map(([clinicId, own]) => [clinicId, askedOf(own)] as const),
  );
  return respondents.flatMap((respondent): Scored[] => {
    const clinicId = clinicOf(respondent);
    const scales = asked.get(clinicId) ?? [];
    const values = Object.fromEntries([...respondent.answers].map(([item, { value }]) => [item, value]));
    const answered = scales.flatMap(({ itemId }) => respondent.answers.get(itemId) ?? []);
    const score = respondentScore(values, scales);
    return score === null ? [] : [{ clinicId, score, answered }];
  });
}

/** The items of the score that anybody of these was asked, since somebody answered them. */
const askedOf = (respondents: readonly PublishedRespondent[]): readonly AskedScale[] =>
  scoredItems.filter(({ itemId }) => respondents.some(({ answers }) => answers.has(itemId)));

function scoreOf(scored: readonly Scored[]): Estimate | null {
  const mean = meanInterval(scored.map(({ score }) => score));
  return mean === null ? null : within(mean, 0, 100);
}
