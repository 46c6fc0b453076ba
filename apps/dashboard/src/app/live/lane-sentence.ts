import type { WaitingView } from '@vigie/contracts';

import type { Formats } from '../shell/formats';
import type { Words } from '../shell/words';

const toldAtMost = 5;

type Told = {
  readonly name: string;
  readonly callers: readonly WaitingView[];
  readonly now: number;
  readonly clinicName: (id: string) => string | null;
};
type Speech = { readonly words: Pick<Words, 't' | 'n'>; readonly formats: Pick<Formats, 'duration'> };

/** A lane for one who does not see it: how many wait, and the longest waits with their clinics. */
export function laneSentence({ name, callers, now, clinicName }: Told, { words, formats }: Speech): string {
  if (callers.length === 0) return words.t('board.laneNobody', { name });
  const waits = callers.slice(0, toldAtMost).map((caller) => {
    const clinic = clinicName(caller.clinicId);
    const wait = formats.duration(now - caller.since);
    return clinic === null ? wait : `${wait} (${clinic})`;
  });
  const more = callers.length - waits.length;
  if (more > 0) waits.push(words.n('board.laneMore', more));
  return words.n('board.laneSome', callers.length, { name, waits: waits.join(', ') });
}
