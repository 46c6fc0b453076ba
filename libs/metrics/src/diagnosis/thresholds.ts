/**
 * From where on a light changes. Each is a setting of the centre; `guide` is what the guide of the six errors says
 * (S1-1 to S1-6), `hypothesis` is what we chose until somebody measures better.
 */
export const thresholdSources = {
  /** Paths of a script that are more than a caller follows, and far more. */
  pathsWatch: 'hypothesis',
  pathsRed: 'hypothesis',
  /** A path that is chosen in a smaller share of calls is one to take out. */
  rareShare: 'hypothesis',
  /** The share of calls on general paths beyond which the specific ones do not fit. */
  generalShare: 'hypothesis',
  /** Words of all answers: three pages, and twice that. */
  wordsWatch: 'hypothesis',
  wordsRed: 'hypothesis',
  /** Median seconds of a look-up. */
  searchWatchSeconds: 'hypothesis',
  searchRedSeconds: 'hypothesis',
  /** Share of look-ups that found nothing to say. */
  missedShare: 'guide',
  /** Of the nine basics, so many empty ones. */
  emptyBasics: 'hypothesis',
  /** Share of the callers who came to a queue and heard the greeting. */
  greetedShare: 'guide',
  /** A greeting that begins later after the call's begin came after something else. */
  greetingWithinSeconds: 'hypothesis',
  /** Share of greetings that came later than that. */
  lateShare: 'hypothesis',
  /** Share of the calls listened to in which the secretariat was named. */
  disclosedShare: 'hypothesis',
  /** With fewer, nothing is said: paths chosen, look-ups, callers in a queue, calls listened to. */
  leastPaths: 'hypothesis',
  leastLookUps: 'hypothesis',
  leastQueued: 'hypothesis',
  leastListened: 'hypothesis',
} as const satisfies Readonly<Record<string, 'guide' | 'hypothesis'>>;

export type ThresholdName = keyof typeof thresholdSources;
export type DiagnosisThresholds = Readonly<Record<ThresholdName, number>>;

export const usualThresholds: DiagnosisThresholds = {
  pathsWatch: 6,
  pathsRed: 10,
  rareShare: 0.01,
  generalShare: 0.4,
  wordsWatch: 1_500,
  wordsRed: 3_000,
  searchWatchSeconds: 15,
  searchRedSeconds: 30,
  missedShare: 0.2,
  emptyBasics: 5,
  greetedShare: 0.99,
  greetingWithinSeconds: 2,
  lateShare: 0.01,
  disclosedShare: 0.95,
  leastPaths: 100,
  leastLookUps: 20,
  leastQueued: 30,
  leastListened: 30,
};

/** What a centre says, and the usual where it says nothing. */
export function thresholdsWith(
  own: Readonly<{ [name in ThresholdName]?: number | undefined }> = {},
): DiagnosisThresholds {
  const names = Object.keys(usualThresholds) as readonly ThresholdName[];
  const pairs = names.map((name) => [name, own[name] ?? usualThresholds[name]] as const);
  return Object.fromEntries(pairs) as DiagnosisThresholds;
}
