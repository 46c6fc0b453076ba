import { Component, computed, inject, input } from '@angular/core';
import type { History, ReturnNumbers } from '@vigie/contracts';

import type { FormulaKey } from '../formula/formula-request';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { FiguresCard, type Figure } from './figures-card';

const lines = [
  ['answeredKnown', 0],
  ['repeatRate', 0],
  ['repeatRateWithinDay', 1],
  ['firstCallResolution', 0],
  ['medianJourneyMs', 0],
  ['journeyP90Ms', 1],
] as const satisfies readonly (readonly [keyof ReturnNumbers & FormulaKey, 0 | 1])[];
type Name = (typeof lines)[number][0];

/** How patients come back: who called again, whether for the same reason, and how long a need was open. */
@Component({
  selector: 'vg-history-returns',
  imports: [FiguresCard],
  styles: ':host { display: block; min-width: 0; }',
  template: `
    <vg-figures-card
      [title]="words.t('history.returns.title')"
      [about]="numbers().now.provisional ? words.t('history.returns.provisional') : ''"
      [say]="words.t('history.returns.about') + ' ' + unknown()"
      [figures]="figures()"
      [compared]="numbers().before !== null"
    />
  `,
})
export class ReturnsCard {
  readonly numbers = input.required<NonNullable<History['returns']>>();

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
  protected readonly unknown = computed(() => {
    const { answeredUnknown } = this.numbers().now;
    if (answeredUnknown === 0) return '';
    return this.words.t('history.returns.unknown', { n: this.formats.number(answeredUnknown) });
  });

  private cell(name: Name, numbers: ReturnNumbers): string {
    const value = numbers[name];
    if (value === null) return '–';
    if (name === 'answeredKnown') return this.formats.number(value);
    return name.endsWith('Ms') ? this.formats.duration(value) : this.formats.rate(value);
  }
}
