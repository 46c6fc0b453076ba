import { z } from 'zod';

const share = z.number().min(0).max(1).optional();
const least = z.number().int().min(1).max(100_000).optional();
const most = z.number().int().min(0).max(100_000).optional();
const seconds = z.number().min(0).max(600).optional();

/** Thresholds of the diagnosis of six errors: shares as fractions, the rest whole numbers and seconds. */
export const diagnosisSettingsSchema = z.strictObject({
  pathsWatch: most,
  pathsRed: most,
  rareShare: share,
  generalShare: share,
  wordsWatch: most,
  wordsRed: most,
  searchWatchSeconds: seconds,
  searchRedSeconds: seconds,
  missedShare: share,
  emptyBasics: z.number().int().min(1).max(9).optional(),
  greetedShare: share,
  greetingWithinSeconds: seconds,
  lateShare: share,
  disclosedShare: share,
  leastPaths: least,
  leastLookUps: least,
  leastQueued: least,
  leastListened: least,
});
