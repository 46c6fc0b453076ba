import type { CallerErasure } from '@vigie/contracts';

import type { Words } from '../shell/words';

const counted = ['events', 'calls', 'comments', 'invitations', 'refusedEvents'] as const;

/** `2 événements, 2 appels`: from what somebody was erased. */
export function erasedInWords(words: Words, erasure: CallerErasure): string {
  const told = counted.flatMap((name) =>
    erasure[name] === 0 ? [] : [words.n(`callers.what.${name}`, erasure[name])],
  );
  return told.length === 0 ? words.t('callers.what.nothing') : told.join(', ');
}
