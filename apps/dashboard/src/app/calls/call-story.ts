import { inject, Service } from '@angular/core';
import type { TimedLane } from '@vigie/charts';
import type { CallExplanation } from '@vigie/contracts';

import { daysOf } from '../history/history-range';
import { HistoryTexts } from '../history/history-texts';
import { outcomeKey } from '../live/word-keys';
import { Formats } from '../shell/formats';
import { Words, type WordParams } from '../shell/words';
import { CallWords } from './call-words';
import { factWord, namedDetails, numberOf, ruleVariant, textOf } from './fact-words';

type Step = CallExplanation['facts'][number];
type Rule = CallExplanation['counted'][number];
type Lane = CallExplanation['lanes'][number];
type Piece = Lane['pieces'][number];

/** A line of what happened. */
export type StoryLine = {
  readonly at: string;
  readonly time: string;
  readonly what: string;
  readonly more: string;
};
/** A rule by which the call was counted: what it is, and why. */
export type StoryRule = { readonly title: string; readonly why: string };

const instantAfter = (at: string): string => new Date(Date.parse(at) + 1).toISOString();
const durationDetails = ['waitMs', 'ringMs', 'talkMs'] as const;

/** One call in words: its picture, what happened, and how it is counted. */
@Service()
export class CallStory {
  private readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly texts = inject(HistoryTexts);
  private readonly calls = inject(CallWords);

  /** `Un appel décroché après 35 s`. */
  title({ call }: CallExplanation): string {
    const outcome = this.calls.outcome(call);
    return call.waitMs === null
      ? this.words.t('history.call.title', { outcome })
      : this.words.t('history.call.titleAfter', { outcome, wait: this.formats.duration(call.waitMs) });
  }

  /** When, from which number, to whom, what for. */
  about({ call, timezone }: CallExplanation): string {
    const day = this.texts.span(daysOf({ from: call.arrivedAt, to: instantAfter(call.arrivedAt) }, timezone));
    const time = this.formats.clockTime(Date.parse(call.arrivedAt));
    const parts = [`${day}, ${time}`, call.mask, call.clinicName ?? call.clinicId, call.reason];
    return parts.filter((part) => part !== null && part !== '').join(' · ');
  }

  /** The lanes of the picture, in ms since it began. */
  lanes({ lanes, firstAt }: CallExplanation): readonly TimedLane[] {
    const start = Date.parse(firstAt);
    return lanes.map((lane) => ({
      name: this.laneName(lane),
      pieces: lane.pieces.map((piece) => ({
        kind: piece.kind,
        missed: piece.missed,
        fromMs: Date.parse(piece.from) - start,
        toMs: piece.to === null ? null : Date.parse(piece.to) - start,
        text: this.pieceText(piece),
      })),
    }));
  }

  laneName({ kind, name, id }: Lane): string {
    if (kind === 'caller') return this.words.t('history.call.caller');
    return name ?? id ?? this.words.t(kind === 'queue' ? 'history.call.someQueue' : 'history.call.somebody');
  }

  /** What the time on the telephone is made of; its sum is told first. */
  sum({ timeline }: CallExplanation): { readonly total: string; readonly parts: string } {
    const all = timeline.reduce((total, { ms }) => total + ms, 0);
    const parts = timeline.map(({ kind, ms, name }) =>
      this.words.t(name === null ? 'history.call.part' : 'history.call.partOf', {
        what: this.pieceName(kind),
        ms: this.formats.duration(ms),
        name: name ?? '',
      }),
    );
    return { total: this.formats.duration(all), parts: parts.join(' + ') };
  }

  /** Whose call it is, is told once: where it arrives. */
  line({ type, at, details: { clinicName = null, ...details } }: Step): StoryLine {
    const word = factWord(type);
    return {
      at,
      time: this.formats.clockTime(Date.parse(at)),
      what: word === null ? type : this.words.t(word),
      more: this.details(type === 'call.initiated' ? { clinicName, ...details } : details),
    };
  }

  rule(counted: Rule): StoryRule {
    const variant = ruleVariant(counted);
    const params = this.params(counted.parameters);
    const why = this.words.t(`history.rules.${variant}.why`, params);
    const code = textOf(counted.parameters, 'why');
    const because = code === null ? null : this.calls.subCode(code);
    return {
      title: this.words.t(`history.rules.${variant}.title`, params),
      why:
        because === null || because === code
          ? why
          : `${why} ${this.words.t('history.call.reason', { why: because })}`,
    };
  }

  private pieceName(kind: string): string {
    return isPiece(kind) ? this.words.t(`history.pieces.${kind}`) : kind;
  }

  private pieceText({ kind, from, to, missed }: Piece): string {
    const name = this.words.t(missed ? 'history.pieces.missed' : `history.pieces.${kind}`);
    if (to === null) return name;
    return `${name} ${this.formats.duration(Date.parse(to) - Date.parse(from))}`;
  }

  private details(details: Step['details']): string {
    const named = namedDetails.map((name) => textOf(details, name));
    const language = textOf(details, 'language');
    const codes = ['reason', 'result', 'kind', 'side', 'why'].map((name) => this.code(textOf(details, name)));
    const times = durationDetails.map((name) => {
      const ms = numberOf(details, name);
      return ms === null ? null : this.words.t(`history.call.${name}`, { ms: this.formats.duration(ms) });
    });
    return [...named, ...codes, ...times, language === null ? null : this.formats.languageName(language)]
      .filter((part) => part !== null && part !== '')
      .join(', ');
  }

  /** Codes of facts that a reader learns something by; others say what the fact says already. */
  private code(code: string | null): string | null {
    if (code === null) return null;
    const text = isCode(code) ? this.words.t(`history.codes.${code}`) : this.calls.subCode(code);
    return text === code ? null : text;
  }

  /** Every parameter as a text: durations of `…Ms`, instants by the clock, numbers by the language. */
  private params(parameters: Rule['parameters']): WordParams {
    return Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [name, this.param(name, value)]),
    );
  }

  private param(name: string, value: string | number | boolean | null): string {
    if (value === null) return '–';
    if (typeof value === 'number')
      return name.endsWith('Ms') ? this.formats.duration(value) : this.formats.number(value);
    if (typeof value === 'boolean') return value ? '✓' : '–';
    if (name === 'from' || name === 'to') return this.formats.clockTime(Date.parse(value));
    const key = name === 'told' ? outcomeKey(value) : null;
    return key === null ? value : this.words.t(key);
  }
}

const pieces = ['greeting', 'waiting', 'laterWaiting', 'ringing', 'talking', 'held', 'wrapUp'] as const;
const isPiece = (kind: string): kind is (typeof pieces)[number] => pieces.some((one) => one === kind);
const codes = [
  'no_answer',
  'rejected',
  'caller_gone',
  'agent_dumped',
  'rescinded',
  'failed',
  'blind',
  'attended',
  'queue',
  'caller',
  'agent',
  'system',
] as const;
const isCode = (code: string): code is (typeof codes)[number] => codes.some((one) => one === code);
