import type { HeadlineView, SourceView, TotalsView } from '@vigie/contracts';

import type { Formats } from '../shell/formats';
import type { Words } from '../shell/words';

/** What a sentence is worded with. */
export type Speech = {
  readonly words: Pick<Words, 't' | 'n'>;
  readonly formats: Pick<Formats, 'number' | 'duration' | 'hourInWords'>;
  readonly sources: readonly SourceView[];
  /** The instant drawn, ms since 1970. */
  readonly now: number;
  /** Whether anything is marked on the board below: {@link isMarked}. */
  readonly marked: boolean;
};

/** The sentence on top of the page: a title, what goes on, and on a line of its own what explains it. */
export type HeadlineText = { readonly title: string; readonly text: string; readonly detail: string };

/** Words the facts of the headline; without `totals` the detail says only what the headline itself knows. */
export function headlineText(
  headline: HeadlineView,
  speech: Speech,
  totals: TotalsView | null = null,
): HeadlineText {
  return {
    title: speech.words.t(`headline.titles.${titleOf(headline, totals, speech.marked)}`),
    text: sentence(headline, speech),
    detail: detail(headline, totals, speech),
  };
}

function titleOf(
  headline: HeadlineView,
  totals: TotalsView | null,
  marked: boolean,
): HeadlineView['kind'] | 'noAlert' {
  return headline.kind === 'calm' && !allIsWell(headline, totals, marked) ? 'noAlert' : headline.kind;
}

function sentence(headline: HeadlineView, speech: Speech): string {
  const { words } = speech;
  switch (headline.kind) {
    case 'telephony_silent':
      return silenceText(headline, speech);
    case 'rings_untaken':
      return words.n('headline.untaken', headline.count ?? 0) + queueText(headline, speech);
    case 'lines_busy':
      return words.n('headline.busy', headline.count ?? 0) + queueText(headline, speech);
    default:
      return queueText(headline, speech);
  }
}

function queueText(headline: HeadlineView, { words, formats }: Speech): string {
  const waiting =
    headline.waiting === 0 ? words.t('headline.nobody') : words.n('headline.waiting', headline.waiting);
  const pace = words.t('headline.pace', {
    in: words.n('headline.in', headline.inPerMinute),
    taken: words.n('headline.taken', headline.takenPerMinute),
    lost: words.n('headline.lost', headline.lostPerMinute),
  });
  const { expectedWaitMs } = headline;
  return joined([
    words.t(`headline.trends.${headline.trend}`, { waiting, pace }),
    expectedWaitMs === null ? '' : words.t('headline.expected', { wait: formats.duration(expectedWaitMs) }),
  ]);
}

function silenceText(headline: HeadlineView, { words, formats, sources, now }: Speech): string {
  const source = sources.find((one) => one.id === headline.sourceId)?.name ?? headline.sourceId;
  if (source === null || headline.since === null) return words.t('headline.silentUnknown');
  return words.t('headline.silent', { source, age: formats.duration(now - Date.parse(headline.since)) });
}

function detail(headline: HeadlineView, totals: TotalsView | null, speech: Speech): string {
  const { words, formats } = speech;
  const { kind, level, levelSince, missing } = headline;
  return joined([
    level === 'calm' || kind === 'easing'
      ? ''
      : words.t('headline.since', { time: formats.hourInWords(levelSince) }),
    missing === null ? '' : words.n('headline.missing', missing.missing, { team: missing.name }),
    totals === null ? '' : plannedText(totals, speech),
    placeText(headline, speech),
    totals === null ? '' : telephonyText(totals, speech),
  ]);
}

function plannedText({ agents, planned }: TotalsView, { words, formats }: Speech): string {
  if (agents === null || planned === null) return '';
  return words.n('headline.planned', agents.present, { of: formats.number(planned) });
}

/** Where they wait: at one clinic, else for one team. */
function placeText({ clinic, team, waiting }: HeadlineView, { words, formats }: Speech): string {
  const place = clinic ?? team;
  if (place === null) return '';
  const counts = { n: formats.number(place.waiting), of: formats.number(waiting) };
  return words.t('headline.place', { name: place.name, ...counts });
}

function telephonyText(totals: TotalsView, { words, formats }: Speech): string {
  const { phoneLines, linesBusy, blocked5m, ringNoAnswer5m } = totals;
  if (linesBusy === null) return '';
  const busy = words.n('headline.linesBusy', linesBusy);
  const lines =
    phoneLines === null ? busy : words.t('headline.linesOf', { lines: busy, of: formats.number(phoneLines) });
  const refused = blocked5m === 0 ? words.t('headline.noneRefused') : words.n('headline.refused', blocked5m);
  const untaken =
    ringNoAnswer5m === 0 ? words.t('headline.noneUntaken') : words.n('headline.untakenShort', ringNoAnswer5m);
  return words.t('headline.telephony', { lines, refused, untaken });
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

/**
 * Whether it may be said that all is well: no line is passed, and nothing that is said in the same breath speaks against
 * it, nor anything that is marked below it. A queue that grows, a secretary who is missing or one who is free while a
 * patient waits is no alarm, but not well.
 */
export function allIsWell(
  { level, trend, missing }: HeadlineView,
  totals: TotalsView | null,
  marked: boolean,
): boolean {
  if (marked) return false;
  return level === 'calm' && trend !== 'growing' && missing === null && totals?.freeWhileWaiting !== true;
}
