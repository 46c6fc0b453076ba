import { inject, Service } from '@angular/core';
import type { CallRow } from '@vigie/contracts';

import { outcomeKey } from '../live/word-keys';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import type { PageWords } from '../words/dictionary';
import type { CallColumn } from './call-columns';

type SubCode = keyof PageWords['history']['subCodes'];

const subCodes = {
  busy: true,
  full: true,
  closed: true,
  no_agents: true,
  refused: true,
  timeout: true,
  key_exit: true,
  withdrawn: true,
  overflow: true,
} as const satisfies Record<SubCode, true>;

const isSubCode = (text: string): text is SubCode => Object.hasOwn(subCodes, text);

/** What stands in a row of the list, in words. */
@Service()
export class CallWords {
  private readonly words = inject(Words);
  private readonly formats = inject(Formats);

  /** How a call ended, with its reason. */
  outcome({ outcome, subCode, shortAbandoned }: CallRow): string {
    const key = shortAbandoned ? 'history.list.short' : outcomeKey(outcome);
    const name = key === null ? outcome : this.words.t(key);
    return subCode === null || !isSubCode(subCode)
      ? name
      : this.words.t('history.list.because', { outcome: name, why: this.subCode(subCode) });
  }

  subCode(code: string): string {
    return isSubCode(code) ? this.words.t(`history.subCodes.${code}`) : code;
  }

  ms(value: number | null): string {
    return value === null ? '–' : this.formats.duration(value);
  }

  cell(column: CallColumn, call: CallRow): string {
    return this.cells[column](call);
  }

  private readonly cells: Readonly<Record<CallColumn, (call: CallRow) => string>> = {
    clinic: ({ clinicName, clinicId }) => clinicName ?? clinicId ?? '–',
    queue: ({ queueName, queueId }) => queueName ?? queueId ?? '–',
    outcome: (call) => this.outcome(call),
    wait: ({ waitMs }) => this.ms(waitMs),
    talk: ({ talkMs }) => this.ms(talkMs),
    hold: ({ holdMs }) => this.ms(holdMs),
    agents: ({ agents }) => agents?.join(', ') || '–',
    reason: ({ reason }) => reason ?? '–',
    language: ({ language }) => (language === null ? '–' : this.formats.languageName(language)),
    transfers: ({ transfers }) => String(transfers),
    caller: ({ mask }) => mask ?? this.words.t('history.list.withheld'),
  };
}
