import { inject, Service } from '@angular/core';
import type { ConnectorTest, ConnectorView } from '@vigie/contracts';

import { Clock } from '../shell/clock';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import type { frTelephony } from '../words/fr-telephony';

type Fault = keyof (typeof frTelephony)['faults'];
type Kind = keyof (typeof frTelephony)['kinds'];
type Step = keyof (typeof frTelephony)['steps'];
type Meaning = keyof (typeof frTelephony)['meanings'];
type Problem = keyof (typeof frTelephony)['problems'];

/** Beyond it a clock is told, and beyond the other it is an alarm. */
const toldOffsetMs = 2_000;
const alarmingOffsetMs = 30_000;

const faults = new Set<string>(
  'unreachable wrong_protocol sign_in_refused right_missing certificate_expired certificate_untrusted connection_lost silent table_missing file_missing file_unreadable folder_not_allowed secret_missing secret_unreadable secret_known access_key_refused access_key_expired clock_wrong queue_missing queue_right_missing queue_busy overrun database_away address_local signature_missing signature_wrong delivery_old body_unreadable mapping_incomplete'.split(
    ' ',
  ),
);
const kinds = new Set<string>([
  'asterisk-ami',
  'asterisk-queue-log',
  'asterisk-queue-log-table',
  'freeswitch',
  'freeswitch-records',
  'amazon-connect',
  'ringover',
  'aircall',
  'twilio',
  'webhook',
]);
const steps = new Set<string>(
  'connection sign_in rights folder file lines address secret message meaning'.split(' '),
);
const problems = new Set<string>(
  'not_a_message too_many_items kind_missing kind_unknown time_missing time_unreadable call_missing agent_missing'.split(
    ' ',
  ),
);
/** Nobody calls for so long in a centre that is open: a weekend is shorter. */
const quietMs = 72 * 3_600_000;
/** Mended by entering the password again. */
const ofSecrets = new Set<string>([
  'sign_in_refused',
  'secret_missing',
  'secret_unreadable',
  'secret_known',
  'access_key_refused',
  'signature_wrong',
]);

/** How loud something is: a sign beside the words, never a colour alone. */
export type Level = 'ok' | 'watch' | 'act';
export const signs: Readonly<Record<Level, string>> = { ok: '●', watch: '◆', act: '▲' };

/** What is said of a telephone system, in words. */
@Service()
export class ConnectorTexts {
  private readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly clock = inject(Clock);

  /** A newer server may know kinds that this page has no words for. */
  kind(kind: string): string {
    return kinds.has(kind) ? this.words.t(`telephony.kinds.${kind as Kind}`) : kind;
  }

  /** Whether it has no word for a queue. */
  infersQueues(kind: string): boolean {
    return kind === 'ringover' || kind === 'aircall';
  }

  level(connector: ConnectorView): Level {
    const { status } = connector;
    if (status.state === 'failing' || status.state === 'unwatched') return 'act';
    if (this.isQuiet(connector)) return 'watch';
    return status.state === 'starting' ? 'watch' : this.clockLevel(status.offsetMs);
  }

  clockLevel(offsetMs: number | null): Level {
    const off = Math.abs(offsetMs ?? 0);
    if (off > alarmingOffsetMs) return 'act';
    return off > toldOffsetMs ? 'watch' : 'ok';
  }

  /** `+0,3 s` */
  offset(offsetMs: number | null): string {
    if (offsetMs === null) return this.words.t('telephony.notMeasured');
    const sign = offsetMs < 0 ? '−' : '+';
    const off = Math.abs(offsetMs);
    if (off >= 60_000) return `${sign}${this.formats.age(Math.round(off / 60_000) * 60_000)}`;
    return `${sign}${this.formats.number(Math.round(off / 100) / 10)}\u00a0s`;
  }

  fault(fault: string): string {
    return this.words.t(`telephony.faults.${named(fault)}`);
  }

  advice(fault: string): string {
    return this.words.t(`telephony.advice.${named(fault)}`);
  }

  /** Whether one that calls us has not called for days. */
  private isQuiet({ hookPath, status: { state, lastEventAt } }: ConnectorView): boolean {
    const isCalled = hookPath !== null && state === 'running' && lastEventAt !== null;
    return isCalled && this.clock.second() - Date.parse(lastEventAt) > quietMs;
  }

  /** How it stands, in one sentence. */
  sentence(connector: ConnectorView): string {
    const { status, hookPath } = connector;
    const since = this.formats.moment(status.since);
    if (status.state === 'failing') return this.fault(status.fault ?? 'other');
    if (hookPath !== null) return this.calledSentence(connector);
    if (status.state === 'running' && this.clockLevel(status.offsetMs) !== 'ok')
      return this.words.t('telephony.sentences.clock', { by: this.offset(status.offsetMs) });
    return this.words.t(`telephony.sentences.${status.state}`, { since });
  }

  private calledSentence(connector: ConnectorView): string {
    const { state, since, lastEventAt } = connector.status;
    if (state === 'starting') return this.words.t('telephony.sentences.calledStarting');
    const isQuiet = this.isQuiet(connector);
    const at = this.formats.moment(isQuiet ? (lastEventAt ?? since) : since);
    return this.words.t(`telephony.sentences.${isQuiet ? 'calledQuiet' : 'calledRunning'}`, { since: at });
  }

  /** What to do about it; null where there is nothing to. */
  todo(connector: ConnectorView): string | null {
    const { status } = connector;
    if (this.isQuiet(connector)) return this.words.t('telephony.advice.calledQuiet');
    if (status.state === 'failing') return this.advice(status.fault ?? 'other');
    if (status.state === 'unwatched') return this.words.t('telephony.advice.unwatched');
    const isOff = status.state === 'running' && this.clockLevel(status.offsetMs) !== 'ok';
    return isOff ? this.words.t('telephony.advice.clock') : null;
  }

  wantsSecret({ status }: ConnectorView): boolean {
    return status.state === 'failing' && ofSecrets.has(status.fault ?? '');
  }

  /** What a fact is called; a newer server may know facts that this page has no word for. */
  meaning(meaning: string | null, type: string): string {
    return meaning === null ? type : this.words.t(`telephony.meanings.${meaning as Meaning}`);
  }

  /** What is wrong with a message, where it was looked for and what stood there. */
  problem({ code, field, value }: ConnectorTest['problems'][number]): string {
    const what = this.words.t(`telephony.problems.${problems.has(code) ? (code as Problem) : 'other'}`);
    if (value === '') return this.words.t('telephony.problem', { what, field });
    return this.words.t('telephony.problemValue', { what, field, value });
  }

  /** Each step of a try, up to the one that failed. */
  steps(test: ConnectorTest): { readonly text: string; readonly level: Level }[] {
    return test.steps.map(({ step, ok }) => ({
      text: steps.has(step) ? this.words.t(`telephony.steps.${step as Step}`) : step,
      level: ok ? 'ok' : 'act',
    }));
  }

  /** What came of a try: that it works, or why not and what to do. */
  verdict(test: ConnectorTest): string {
    const failed = test.steps.find(({ ok }) => !ok);
    if (failed === undefined) return this.words.t(`telephony.${successOf(test)}`);
    const fault = failed.fault ?? 'other';
    return `${this.fault(fault)} ${this.advice(fault)}`;
  }
}

/** What an example or a setting up that calls us came to, or a connection. */
const successOf = ({ steps: [first] }: ConnectorTest): 'ready' | 'understood' | 'works' => {
  if (first?.step === 'message') return 'understood';
  return first?.step === 'address' ? 'ready' : 'works';
};

const named = (fault: string): Fault => (faults.has(fault) ? (fault as Fault) : 'other');
