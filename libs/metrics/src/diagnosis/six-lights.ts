import type { DiagnosisThresholds, ThresholdName } from './thresholds';

/** The six errors a clinic makes with its telephone secretariat, in the guide's order (S1-1 to S1-6). */
export const lightNames = ['complicated', 'simple', 'long', 'short', 'greeting', 'disclosure'] as const;
export type LightName = (typeof lightNames)[number];

export const lightStates = ['green', 'amber', 'red', 'notApplicable', 'notEnoughData'] as const;
export type LightState = (typeof lightStates)[number];

/** So many of one path, or of one question. */
export type Counted = Readonly<{ id: string; count: number }>;

/** What happened in a month at a clinic, as far as the six errors go. */
export type DiagnosisCounts = Readonly<{
  presented: number;
  /** Callers who came to a queue; of them those who heard a greeting, and those who heard it late. */
  queued: number;
  greeted: number;
  greetedLate: number;
  medianToGreetingMs: number | null;
  /** How often each path of the script was chosen. */
  paths: readonly Counted[];
  /** Look-ups that ended with an answer or without one, and those without; by question, where it was told. */
  lookUps: number;
  missed: number;
  missedQuestions: readonly Counted[];
  medianSearchMs: number | null;
  /** Calls listened to for whether the secretariat was named, and those where it was. */
  listened: number;
  disclosed: number;
}>;

/** What of the version of the sheet that held the six errors go by. */
export type SheetFacts = Readonly<{
  version: number;
  service: 'message' | 'booking' | 'triage';
  hasGreeting: boolean;
  greetingComesFirst: boolean | null;
  isDisclosed: boolean;
  paths: readonly Readonly<{ id: string; kind: 'specific' | 'general' }>[];
  /** Of all answers and their questions. */
  words: number;
  answers: number;
  basics: Readonly<{ filled: number; stale: number; empty: number }>;
}>;

/** One light: its state and what it was decided by. Shares are fractions; null where there is nothing to divide by. */
export type Light = Readonly<{
  state: LightState;
  evidence: Readonly<Record<string, number | null>>;
  items: readonly Counted[];
  /** The thresholds it was held against. */
  by: readonly ThresholdName[];
}>;

export type SixLights = Readonly<Record<LightName, Light>>;

export const nothingCounted: DiagnosisCounts = {
  presented: 0,
  queued: 0,
  greeted: 0,
  greetedLate: 0,
  medianToGreetingMs: null,
  paths: [],
  lookUps: 0,
  missed: 0,
  missedQuestions: [],
  medianSearchMs: null,
  listened: 0,
  disclosed: 0,
};

type Evidence = Readonly<{ counts: DiagnosisCounts; sheet: SheetFacts | null; limits: DiagnosisThresholds }>;

/**
 * The six lights of a month: a function of what was counted, of the version of the sheet that held (null: none) and of
 * the thresholds. Red and amber may be decided by the sheet alone; green never is: that an error is not made takes
 * calls to show.
 */
export function sixLights(evidence: Evidence): SixLights {
  return {
    complicated: complicated(evidence),
    simple: simple(evidence),
    long: long(evidence),
    short: short(evidence),
    greeting: greeting(evidence),
    disclosure: disclosure(evidence),
  };
}

/** S1-1: a script of too many paths, or with paths that nobody takes. */
function complicated({ counts, sheet, limits }: Evidence): Light {
  const chosen = sum(counts.paths);
  const isKnown = chosen >= limits.leastPaths;
  const rare = isKnown ? (sheet?.paths ?? []).map(({ id }) => counted(counts.paths, id)) : [];
  const items = rare.filter(({ count }) => count < limits.rareShare * chosen);
  const paths = sheet?.paths.length ?? 0;
  return {
    state: decide([
      ['red', paths > limits.pathsRed],
      ['amber', paths > limits.pathsWatch || items.length > 0],
      ['notEnoughData', sheet === null || !isKnown],
    ]),
    evidence: { paths: sheet === null ? null : paths, chosen, rare: items.length },
    items,
    by: ['pathsWatch', 'pathsRed', 'rareShare', 'leastPaths'],
  };
}

/** S1-2: a script that takes name and number alone, where the clinic bought more than messages. */
function simple({ counts, sheet, limits }: Evidence): Light {
  const kinds = (sheet?.paths ?? []).map(({ kind }) => kind);
  const general = (sheet?.paths ?? []).filter(({ kind }) => kind === 'general');
  const chosen = sum(counts.paths);
  const onGeneral = sum(general.map(({ id }) => counted(counts.paths, id)));
  const isBare = kinds.length < 2 || !kinds.includes('specific') || !kinds.includes('general');
  return {
    state: decide([
      ['notEnoughData', sheet === null],
      ['notApplicable', sheet?.service === 'message'],
      ['red', isBare],
      ['notEnoughData', chosen < limits.leastPaths],
      ['amber', onGeneral > limits.generalShare * chosen],
    ]),
    evidence: {
      specific: sheet === null ? null : kinds.length - general.length,
      general: sheet === null ? null : general.length,
      chosen,
      onGeneral,
      generalShare: share(onGeneral, chosen),
    },
    items: [],
    by: ['generalShare', 'leastPaths'],
  };
}

/** S1-3: answers that take long to read through. */
function long({ counts, sheet, limits }: Evidence): Light {
  const { lookUps, medianSearchMs } = counts;
  const isKnown = lookUps >= limits.leastLookUps && medianSearchMs !== null;
  const { words, answers } = sheet ?? { words: null, answers: null };
  const isBeyond = (most: number, mostSeconds: number): boolean =>
    (words ?? 0) > most || (isKnown && medianSearchMs > mostSeconds * 1000);
  return {
    state: decide([
      ['notEnoughData', sheet === null],
      ['red', isBeyond(limits.wordsRed, limits.searchRedSeconds)],
      ['amber', isBeyond(limits.wordsWatch, limits.searchWatchSeconds)],
      ['notEnoughData', !isKnown],
    ]),
    evidence: { words, answers, lookUps, medianSearchMs },
    items: [],
    by: ['wordsWatch', 'wordsRed', 'searchWatchSeconds', 'searchRedSeconds', 'leastLookUps'],
  };
}

/** S1-4: questions without an answer, or basics that nobody wrote down. */
function short({ counts, sheet, limits }: Evidence): Light {
  const { lookUps, missed } = counts;
  const { filled, stale, empty } = sheet?.basics ?? { filled: null, stale: null, empty: null };
  const isKnown = lookUps >= limits.leastLookUps;
  return {
    state: decide([
      ['red', isKnown && missed > limits.missedShare * lookUps],
      ['notEnoughData', sheet === null],
      ['red', (empty ?? 0) >= limits.emptyBasics],
      ['amber', (empty ?? 0) + (stale ?? 0) > 0],
      ['notEnoughData', !isKnown],
    ]),
    evidence: { lookUps, missed, missedShare: share(missed, lookUps), filled, stale, empty },
    items: counts.missedQuestions,
    by: ['missedShare', 'emptyBasics', 'leastLookUps'],
  };
}

/** S1-5: no greeting before anything else. Where no source tells of greetings, silence says nothing. */
function greeting({ counts, sheet, limits }: Evidence): Light {
  const { queued, greeted, greetedLate, medianToGreetingMs } = counts;
  const isUntold = greeted === 0;
  return {
    state: decide([
      ['red', isUntold && sheet !== null && !sheet.hasGreeting],
      ['notEnoughData', isUntold || queued < limits.leastQueued],
      ['red', greeted < limits.greetedShare * queued],
      ['amber', sheet?.greetingComesFirst === false || greetedLate > limits.lateShare * greeted],
    ]),
    evidence: {
      queued,
      greeted,
      greetedShare: share(greeted, queued),
      greetedLate,
      medianToGreetingMs,
    },
    items: [],
    by: ['greetedShare', 'greetingWithinSeconds', 'lateShare', 'leastQueued'],
  };
}

/** S1-6: callers are not told that they speak with a telephone secretariat. Whether it is said takes listening. */
function disclosure({ counts, sheet, limits }: Evidence): Light {
  const { listened, disclosed } = counts;
  return {
    state: decide([
      ['notEnoughData', sheet === null],
      ['red', sheet?.isDisclosed === false],
      ['notEnoughData', listened < limits.leastListened],
      ['amber', disclosed < limits.disclosedShare * listened],
    ]),
    evidence: {
      written: sheet === null ? null : Number(sheet.isDisclosed),
      listened,
      disclosed,
      disclosedShare: share(disclosed, listened),
    },
    items: [],
    by: ['disclosedShare', 'leastListened'],
  };
}

/** The first state whose condition holds; green where none does. */
function decide(rules: readonly (readonly [LightState, boolean])[]): LightState {
  return rules.find(([, holds]) => holds)?.[0] ?? 'green';
}

const sum = (all: readonly Counted[]): number => all.reduce((total, { count }) => total + count, 0);

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const counted = (all: readonly Counted[], id: string): Counted =>
  all.find((one) => one.id === id) ?? { id, count: 0 };
