import { isDeepStrictEqual } from 'node:util';

import type { Instant } from '@vigie/calls';

import type { JudgedMonth, KeptDiagnosis, RevisionReason } from './kept-diagnosis-store';

type Judged = Readonly<{ clinicId: string; month: string; at: Instant; isOver: boolean; now: JudgedMonth }>;

/**
 * What is kept of a clinic and month that was judged anew; null: nothing new. While the month runs its one revision is
 * replaced; once it is over what was found stays, and another finding is another revision that says why.
 */
export function revised(
  last: KeptDiagnosis | undefined,
  { clinicId, month, at, isOver, now }: Judged,
): KeptDiagnosis | null {
  const of = { clinicId, month, at, isFinal: isOver, ...now };
  if (last === undefined) return { ...of, revision: 1, why: 'first' };
  const isSame = isDeepStrictEqual(plain(judgedOf(last)), plain(now));
  if (!last.isFinal) return isSame && !isOver ? null : { ...of, revision: last.revision, why: last.why };
  return isSame ? null : { ...of, revision: last.revision + 1, why: reasonOf(last, now) };
}

function reasonOf(last: KeptDiagnosis, now: JudgedMonth): RevisionReason {
  if (!isDeepStrictEqual(plain(last.limits), plain(now.limits))) return 'thresholds';
  return last.sheetVersion === now.sheetVersion ? 'events' : 'sheet';
}

const judgedOf = ({ presented, sheetVersion, lights, limits }: KeptDiagnosis): JudgedMonth => ({
  presented,
  sheetVersion,
  lights,
  limits,
});

/** As it comes back from the database. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
