import type { ClinicView, HeadlineView, SourceView, TeamView, TotalsView } from '@vigie/contracts';

import type { Formats } from '../shell/formats';
import type { Words } from '../shell/words';
import { missingIn } from './tile-states';

/** What a sentence is worded with. */
export type Speech = {
  readonly words: Pick<Words, 't' | 'n'>;
  readonly formats: Pick<Formats, 'number' | 'duration' | 'hourInWords'>;
  readonly sources: readonly SourceView[];
  /** The instant drawn, ms since 1970. */
  readonly now: number;
  /** Whether anything is marked on the board below: {@link isMarked}. */
  readonly marked: boolean;
  /** Calls marked urgent that go on; none where it is not said. */
  readonly urgent?: number;
};

/** What stands below the sentence, so that it says nothing that a number beside it denies. */
export type Beside = {
  readonly totals: TotalsView | null;
  readonly teams: readonly TeamView[];
  readonly clinics: readonly ClinicView[];
};

/** Fewer who wait are counted at a glance. */
const spreadFrom = 3;
/** From this share of the lines in use on, it is not said that telephony is well. */
const crowdedShare = 0.9;
const nothing: Beside = { totals: null, teams: [], clinics: [] };

/** The sentence on top of the page: a title, what goes on, the wait of who calls now, and what explains it. */
export type HeadlineText = Readonly<Record<'title' | 'text' | 'expected' | 'detail', string>>;

/** Words the facts of the headline; without what stands below it, it says only what it knows itself. */
export function headlineText(headline: HeadlineView, speech: Speech, beside = nothing): HeadlineText {
  return {
    title: titleText(headline, beside.totals, speech),
    text: sentence(headline, beside.totals, speech),
    expected: expectedText(headline, speech),
    detail: detail(headline, beside, speech),
  };
}

function titleText(headline: HeadlineView, totals: TotalsView | null, speech: Speech): string {
  const { words, marked, urgent = 0 } = speech;
  if (headline.kind === 'calm' && urgent > 0) return words.n('alert.urgent', urgent);
  return words.t(`headline.titles.${titleOf(headline, totals, marked)}`);
}

function titleOf(
  headline: HeadlineView,
  totals: TotalsView | null,
  marked: boolean,
): HeadlineView['kind'] | 'noAlert' {
  return headline.kind === 'calm' && !allIsWell(headline, totals, marked) ? 'noAlert' : headline.kind;
}

function sentence(headline: HeadlineView, totals: TotalsView | null, speech: Speech): string {
  const { words } = speech;
  switch (headline.kind) {
    case 'telephony_silent':
      return silenceText(headline, speech);
    case 'rings_untaken':
      return words.n('headline.untaken', headline.count ?? 0) + queueText(headline, totals, speech);
    case 'lines_busy':
      return words.n('headline.busy', headline.count ?? 0) + queueText(headline, totals, speech);
    default:
      return queueText(headline, totals, speech);
  }
}

/** A queue that would grow if nobody hung up, but does not, is not said to grow. */
function trendOf({ trend, lostPerMinute }: HeadlineView, totals: TotalsView | null) {
  const isHeld = trend === 'growing' && lostPerMinute > 0 && (totals?.waitingChange5m ?? 1) <= 0;
  return isHeld ? 'held' : trend;
}

function queueText(headline: HeadlineView, totals: TotalsView | null, { words }: Speech): string {
  const waiting =
    headline.waiting === 0 ? words.t('headline.nobody') : words.n('headline.waiting', headline.waiting);
  const pace = words.t('headline.pace', {
    in: words.n('headline.in', headline.inPerMinute),
    taken: words.n('headline.taken', headline.takenPerMinute),
    lost: words.n('headline.lost', headline.lostPerMinute),
  });
  return words.t(`headline.trends.${trendOf(headline, totals)}`, { waiting, pace });
}

function expectedText({ kind, expectedWaitMs }: HeadlineView, { words, formats }: Speech): string {
  if (expectedWaitMs === null || kind === 'telephony_silent') return '';
  return words.t('headline.expected', { wait: formats.duration(expectedWaitMs) });
}

function silenceText(headline: HeadlineView, { words, formats, sources, now }: Speech): string {
  const source = sources.find((one) => one.id === headline.sourceId)?.name ?? headline.sourceId;
  if (source === null || headline.since === null) return words.t('headline.silentUnknown');
  return words.t('headline.silent', { source, age: formats.duration(now - Date.parse(headline.since)) });
}

function detail(headline: HeadlineView, beside: Beside, speech: Speech): string {
  const { words, formats } = speech;
  const { kind, level, levelSince } = headline;
  const { totals } = beside;
  return joined([
    level === 'calm' || kind === 'easing'
      ? ''
      : words.t('headline.since', { time: formats.hourInWords(levelSince) }),
    missingText(headline, beside, speech),
    totals === null ? '' : plannedText(totals, speech),
    placeText(headline, speech) || spreadText(headline, beside, speech),
    totals === null ? '' : telephonyText(totals, speech),
  ]);
}

/** Who is missing: in one team, or in all and how many of them in the team that lacks most. */
function missingText({ missing }: HeadlineView, { teams }: Beside, { words, formats }: Speech): string {
  if (missing === null) return '';
  const { name: team, missing: there } = missing;
  const inAll = missingIn(teams);
  return inAll > there
    ? words.n('headline.missingInAll', inAll, { team, there: formats.number(there) })
    : words.n('headline.missing', there, { team });
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

/** That they wait in several places, and where most of them. */
function spreadText(
  { waiting }: HeadlineView,
  { teams, clinics }: Beside,
  { words, formats }: Speech,
): string {
  const most = clinics.toSorted((a, b) => b.waiting - a.waiting)[0];
  const places = teams.filter((team) => team.waiting > 0).length;
  if (waiting < spreadFrom || most === undefined || most.waiting < 2 || places < 2) return '';
  const counts = { n: formats.number(most.waiting), of: formats.number(waiting) };
  return words.t('headline.spread', { teams: formats.number(places), name: most.name, ...counts });
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
  const isCrowded = phoneLines !== null && linesBusy >= phoneLines * crowdedShare;
  const isWell = blocked5m === 0 && ringNoAnswer5m === 0 && !isCrowded;
  return words.t(isWell ? 'headline.telephonyWell' : 'headline.telephony', { lines, refused, untaken });
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
