import type { HeadlineView, SourceView, TotalsView } from '@vigie/contracts';

import { allIsWell } from '../live/headline-text';
import type { Formats } from '../shell/formats';
import type { Words } from '../shell/words';

/** What the band of the television is worded from. */
export type WallFacts = {
  readonly headline: HeadlineView;
  readonly totals: TotalsView;
  readonly sources: readonly SourceView[];
  /** Patients who wish to be called back after a bad experience. */
  readonly wishes: number;
  /** Whether clinics may be named. */
  readonly names: boolean;
  /** The instant drawn, ms since 1970. */
  readonly now: number;
  /** Whether a clinic in trouble, or a wait past a line, is shown below. */
  readonly marked: boolean;
  /** Calls marked urgent that go on. */
  readonly urgent?: number;
};

type Speech = {
  readonly words: Pick<Words, 't' | 'n'>;
  readonly formats: Pick<Formats, 'number' | 'duration'>;
};

/** Two short lines that can be read from across the room: what goes on, and where or why. */
export type WallSentence = { readonly said: string; readonly why: string };

/** Words the band: first who is lost, then who waits; under it the most useful of what explains it. */
export function wallSentence(facts: WallFacts, speech: Speech): WallSentence {
  return { said: said(facts, speech), why: why(facts, speech) };
}

function said(facts: WallFacts, { words, formats }: Speech): string {
  const { headline, sources, now } = facts;
  const { kind, level, since, waiting, inPerMinute, takenPerMinute, lostPerMinute } = headline;
  if (kind === 'telephony_silent' && since !== null) {
    const source = sources.find(({ id }) => id === headline.sourceId)?.name ?? '';
    return words.t('wall.silent', { source, age: formats.duration(Math.max(0, now - Date.parse(since))) });
  }
  const counts = {
    in: words.n('wall.in', inPerMinute),
    taken: words.n('wall.taken', takenPerMinute),
    lost: words.n('wall.lost', lostPerMinute),
  };
  if (level === 'calm') return calmText(facts, words);
  return lostPerMinute > 0
    ? words.t('wall.losing', counts)
    : words.t('wall.filling', { ...counts, waiting: formats.number(waiting) });
}

function calmText({ headline, totals, marked, urgent = 0 }: WallFacts, words: Speech['words']): string {
  if (urgent > 0) return words.n('alert.urgent', urgent);
  return words.t(allIsWell(headline, totals, marked) ? 'wall.calm' : 'wall.noAlert');
}

function why({ headline, totals, wishes, names }: WallFacts, { words, formats }: Speech): string {
  const { missing, expectedWaitMs } = headline;
  if (missing !== null) return words.n('wall.missing', missing.missing, { team: missing.name });
  const place = (names ? headline.clinic : null) ?? headline.team;
  if (headline.level !== 'calm' && place !== null) {
    const counts = { n: formats.number(place.waiting), of: formats.number(headline.waiting) };
    return words.t('wall.place', { name: place.name, ...counts });
  }
  if (wishes > 0) return words.n('wall.wishes', wishes);
  if (totals.freeWhileWaiting) return words.t('wall.freeWhileWaiting');
  return expectedWaitMs === null ? '' : words.t('wall.expected', { wait: formats.duration(expectedWaitMs) });
}
