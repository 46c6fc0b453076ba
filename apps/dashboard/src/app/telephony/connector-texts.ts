import { inject, Service } from '@angular/core';
import type { ConnectorTest, ConnectorView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import type { frTelephony } from '../words/fr-telephony';

type Fault = keyof (typeof frTelephony)['faults'];
type Kind = keyof (typeof frTelephony)['kinds'];
type Step = keyof (typeof frTelephony)['steps'];

/** Beyond it a clock is told, and beyond the other it is an alarm. */
const toldOffsetMs = 2_000;
const alarmingOffsetMs = 30_000;

const faults = new Set<string>(
  'unreachable wrong_protocol sign_in_refused right_missing certificate_expired certificate_untrusted connection_lost silent file_missing file_unreadable folder_not_allowed secret_missing secret_unreadable overrun database_away'.split(
    ' ',
  ),
);
const kinds = new Set<string>(['asterisk-ami', 'asterisk-queue-log']);
const steps = new Set<string>(['connection', 'sign_in', 'rights', 'folder', 'file', 'lines']);
/** Mended by entering the password again. */
const ofSecrets = new Set<string>(['sign_in_refused', 'secret_missing', 'secret_unreadable']);

/** How loud something is: a sign beside the words, never a colour alone. */
export type Level = 'ok' | 'watch' | 'act';
export const signs: Readonly<Record<Level, string>> = { ok: '●', watch: '◆', act: '▲' };

/** What is said of a telephone system, in words. */
@Service()
export class ConnectorTexts {
  private readonly words = inject(Words);
  private readonly formats = inject(Formats);

  /** A newer server may know kinds that this page has no words for. */
  kind(kind: string): string {
    return kinds.has(kind) ? this.words.t(`telephony.kinds.${kind as Kind}`) : kind;
  }

  level({ status }: ConnectorView): Level {
    if (status.state === 'failing' || status.state === 'unwatched') return 'act';
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

  /** How it stands, in one sentence. */
  sentence({ status }: ConnectorView): string {
    const since = this.formats.moment(status.since);
    if (status.state === 'failing') return this.fault(status.fault ?? 'other');
    if (status.state === 'running' && this.clockLevel(status.offsetMs) !== 'ok')
      return this.words.t('telephony.sentences.clock', { by: this.offset(status.offsetMs) });
    return this.words.t(`telephony.sentences.${status.state}`, { since });
  }

  /** What to do about it; null where there is nothing to. */
  todo({ status }: ConnectorView): string | null {
    if (status.state === 'failing') return this.advice(status.fault ?? 'other');
    if (status.state === 'unwatched') return this.words.t('telephony.advice.unwatched');
    const isOff = status.state === 'running' && this.clockLevel(status.offsetMs) !== 'ok';
    return isOff ? this.words.t('telephony.advice.clock') : null;
  }

  wantsSecret({ status }: ConnectorView): boolean {
    return status.state === 'failing' && ofSecrets.has(status.fault ?? '');
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
    if (failed === undefined) return this.words.t('telephony.works');
    const fault = failed.fault ?? 'other';
    return `${this.fault(fault)} ${this.advice(fault)}`;
  }
}

const named = (fault: string): Fault => (faults.has(fault) ? (fault as Fault) : 'other');
