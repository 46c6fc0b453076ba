import { Component, computed, inject, input } from '@angular/core';
import type { HandoverNumbers, History } from '@vigie/contracts';

import type { FormulaKey } from '../formula/formula-request';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { FiguresCard, type Figure } from './figures-card';

const lines = [
  ['handovers', 0],
  ['handoversWritten', 1],
  ['handoversComplete', 1],
  ['handoverCompleteRate', 0],
  ['handoversSent', 0],
  ['handoversDelivered', 1],
  ['handoversAcknowledged', 0],
  ['handoverAcknowledgedRate', 0],
  ['medianToAcknowledgedMs', 1],
  ['referrals', 0],
  ['referralsAcknowledged', 1],
] as const satisfies readonly (readonly [keyof HandoverNumbers & FormulaKey, 0 | 1])[];
type Name = (typeof lines)[number][0];

/** What became of messages for clinics: complete, sent, delivered, acknowledged. */
@Component({
  selector: 'vg-history-handovers',
  imports: [FiguresCard],
  styles: ':host { display: block; min-width: 0; }',
  template: `
    <vg-figures-card
      [title]="words.t('history.handovers.title')"
      [say]="words.t('history.handovers.about')"
      [figures]="figures()"
      [compared]="numbers().before !== null"
    />
  `,
})
export class HandoversCard {
  readonly numbers = input.required<NonNullable<History['handovers']>>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);

  protected readonly figures = computed<readonly Figure[]>(() => {
    const { now, before } = this.numbers();
    return lines.map(([name, level]) => ({
      key: name,
      level,
      now: this.cell(name, now),
      before: before === null ? '' : this.cell(name, before),
    }));
  });

  private cell(name: Name, numbers: HandoverNumbers): string {
    const value = numbers[name];
    if (value === null) return '–';
    if (name.endsWith('Ms')) return this.formats.duration(value);
    return name.endsWith('Rate') ? this.formats.rate(value) : this.formats.number(value);
  }
}
