import type { AskedItem } from '@vigie/contracts';
import type { Random } from '../random';

/** What a patient lived through, as far as it moves the answers. */
export type Experience = {
  readonly answered: boolean;
  readonly waitMs: number;
  readonly holdMs: number;
  readonly transferred: boolean;
  readonly appointmentObtained: boolean | null;
};

/** Answers by item: whole numbers of the item's scale. */
export type NumberAnswers = { readonly [item in AskedItem]?: number };

const leftOpen = 0.03;

type Choices = readonly (readonly [number, number])[];

const when = (condition: boolean, value: number): number => (condition ? value : 0);

/** Probability of being satisfied; `leaning` shifts it for reasons that lie outside the call. */
function satisfactionOf(experience: Experience, leaning: number): number {
  const waitS = experience.waitMs / 1000;
  const logit =
    1.9 +
    leaning -
    0.009 * Math.max(0, waitS - 20) -
    when(experience.appointmentObtained === false, 1.2) -
    when(experience.transferred, 0.5) -
    when(experience.holdMs > 0, 0.3) -
    when(!experience.answered, 1.6);
  return 1 / (1 + Math.exp(-logit));
}

function overallOf(random: Random, experience: Experience, leaning: number): number {
  const satisfied = random.chance(satisfactionOf(experience, leaning));
  const choices: Choices = satisfied
    ? [
        [5, 52],
        [4, 27],
      ]
    : [
        [3, 10],
        [2, 5],
        [1, 6],
      ];
  return random.weighted(choices);
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** The same as another answer, or one beside it. */
const near = (random: Random, value: number, chanceOfSame: number): number =>
  random.chance(chanceOfSame) ? value : clamp(value + (random.chance(0.5) ? 1 : -1), 1, 5);

/** How the secretary was is judged by how she was: a long wait hardly moves it. */
function courtesyOf(random: Random, overall: number): number {
  const choices: Choices =
    overall >= 3
      ? [
          [5, 71],
          [4, 22],
          [3, 5],
          [2, 1],
          [1, 1],
        ]
      : [
          [5, 62],
          [4, 25],
          [3, 8],
          [2, 3],
          [1, 2],
        ];
  return random.weighted(choices);
}

/** The wait is judged for itself: up to two points below the whole. */
function reachOf(random: Random, overall: number, { waitMs, answered }: Experience): number {
  const lost = when(waitMs > 45_000, 1) + when(waitMs > 120_000, 1) + when(!answered, 1);
  return clamp(near(random, overall, 0.7) - lost, 1, 5);
}

function resolvedOf(random: Random, overall: number, { appointmentObtained, answered }: Experience): number {
  const value = near(random, overall, 0.7);
  return appointmentObtained === false || !answered ? Math.min(value, random.chance(0.7) ? 2 : 3) : value;
}

const recommendation = [0, 1, 4, 6, 8, 9.5];
const wishes = [0, 0.34, 0.26, 0.08, 0.02, 0.01];

type Teller = (random: Random, overall: number, experience: Experience) => number;

const tellers: { readonly [item in AskedItem]?: Teller } = {
  reach: reachOf,
  courtesy: courtesyOf,
  listening: (random, overall) => near(random, courtesyOf(random, overall), 0.8),
  attentive: (random, overall) => clamp(courtesyOf(random, overall) - 1, 1, 4),
  clear: (random, overall) => near(random, clamp(overall + 1, 1, 5), 0.6),
  resolved: resolvedOf,
  effort: (random, overall, experience) =>
    clamp(Math.round(1.4 * reachOf(random, overall, experience) + random.between(-0.8, 0.8)), 1, 7),
  recommend: (random, overall) =>
    clamp(Math.round((recommendation[overall] ?? 5) + 0.9 * random.normal()), 0, 10),
  return: (random, overall) => Number(random.chance(overall >= 3 ? 0.96 : 0.55)),
  callback: (random, overall) => Number(random.chance(wishes[overall] ?? 0)),
};

/** What a patient answers to the items asked; now and then one is left open, but not *overall*. */
export function answersOf(
  random: Random,
  asked: readonly AskedItem[],
  experience: Experience,
  leaning: number,
): NumberAnswers & { readonly overall: number } {
  const overall = overallOf(random, experience, leaning);
  const others = asked.flatMap((item): readonly (readonly [AskedItem, number])[] => {
    const tell = tellers[item];
    if (tell === undefined || random.chance(leftOpen)) return [];
    return [[item, tell(random, overall, experience)]];
  });
  return { ...Object.fromEntries(others), overall };
}
