import type { HeadlineView, SourceView } from '@vigie/contracts';

import type { Formats } from '../shell/formats';
import type { Words } from '../shell/words';

/** What a sentence is worded with. */
export type Speech = {
  readonly words: Pick<Words, 't' | 'n'>;
  readonly formats: Pick<Formats, 'number' | 'duration'>;
  readonly sources: readonly SourceView[];
  /** The instant drawn, ms since 1970. */
  readonly now: number;
};

function queueText(headline: HeadlineView, { words, formats }: Speech): string {
  const pace = { in: formats.number(headline.inPerMinute), taken: formats.number(headline.takenPerMinute) };
  const { clinic, expectedWaitMs } = headline;
  const parts = [
    `${words.n('headline.waiting', headline.waiting)}, ${words.t(`headline.trends.${headline.trend}`, pace)}`,
    clinic === null
      ? ''
      : words.t('headline.clinic', { name: clinic.name, n: formats.number(clinic.waiting) }),
    expectedWaitMs === null ? '' : words.t('headline.expected', { wait: formats.duration(expectedWaitMs) }),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function silenceText(headline: HeadlineView, { words, formats, sources, now }: Speech): string {
  const source = sources.find((one) => one.id === headline.sourceId)?.name ?? headline.sourceId;
  if (source === null || headline.since === null) return words.t('headline.silentUnknown');
  return words.t('headline.silent', { source, age: formats.duration(now - Date.parse(headline.since)) });
}

function sentence(headline: HeadlineView, speech: Speech): string {
  switch (headline.kind) {
    case 'telephony_silent':
      return silenceText(headline, speech);
    case 'rings_untaken':
      return speech.words.n('headline.untaken', headline.count ?? 0);
    case 'lines_busy':
      return speech.words.n('headline.busy', headline.count ?? 0);
    case 'peak':
    case 'long_wait':
      return queueText(headline, speech);
    default:
      return headline.kind satisfies never;
  }
}

/** The one sentence of the page, worded from its facts: a title, then what is wrong and what one who calls now can expect. */
export function headlineText(
  headline: HeadlineView,
  speech: Speech,
): { readonly title: string; readonly text: string } {
  return { title: speech.words.t(`headline.titles.${headline.kind}`), text: sentence(headline, speech) };
}
