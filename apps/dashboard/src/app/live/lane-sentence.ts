import type { WaitingView } from '@vigie/contracts';

import type { Formats } from '../shell/formats';
import type { Words } from '../shell/words';

const toldAtMost = 5;

type Told = {
  readonly name: string;
  readonly callers: readonly Pick<WaitingView, 'clinicId' | 'since'>[];
  /** How many wait, where not all of them are told of. */
  readonly waiting?: number;
  readonly now: number;
  readonly clinicName: (id: string) => string | null;
};
type Speech = { readonly words: Pick<Words, 't' | 'n'>; readonly formats: Pick<Formats, 'duration'> };

/** A lane for one who does not see it: how many wait, and the longest waits with their clinics. */
export function laneSentence(
  { name, callers, waiting, now, clinicName }: Told,
  { words, formats }: Speech,
): string {
  if (callers.length === 0) return words.t('board.laneNobody', { name });
  const waits = callers.slice(0, toldAtMost).map((caller) => {
    const clinic = clinicName(caller.clinicId);
    const wait = formats.duration(now - caller.since);
    return clinic === null ? wait : `${wait} (${clinic})`;
  });
  const all = Math.max(callers.length, waiting ?? 0);
  const more = all - waits.length;
  if (more > 0) waits.push(words.n('board.laneMore', more));
  return words.n('board.laneSome', all, { name, waits: waits.join(', ') });
}
