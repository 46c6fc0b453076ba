import { Component, computed, inject, input } from '@angular/core';
import type { FollowupNumbers, History } from '@vigie/contracts';

import type { FormulaKey } from '../formula/formula-request';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { FiguresCard, type Figure } from './figures-card';

const lines = [
  ['followupsDue', 0],
  ['doneOnTime', 1],
  ['doneLate', 1],
  ['overdue', 1],
  ['followupsOnTimeRate', 0],
  ['followupsReached', 0],
  ['questionsAnswered', 0],
  ['medicinesUnderstood', 1],
  ['clinicAlerts', 0],
  ['alertsKnown', 1],
  ['medianToKnownMs', 1],
  ['plannedInCall', 0],
  ['plannedAfterCall', 0],
] as const satisfies readonly (readonly [keyof FollowupNumbers & FormulaKey, 0 | 1])[];
type Name = (typeof lines)[number][0];

/** What became of calls that were planned: how many were due, done in time, and reached their patient. */
@Component({
  selector: 'vg-history-followups',
  imports: [FiguresCard],
  styles: ':host { display: block; min-width: 0; }',
  template: `
    <vg-figures-card
      [title]="words.t('history.followups.title')"
      [say]="words.t('history.followups.about')"
      [figures]="figures()"
      [compared]="numbers().before !== null"
    />
  `,
})
export class FollowupsCard {
  readonly numbers = input.required<NonNullable<History['followups']>>();

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

  private cell(name: Name, numbers: FollowupNumbers): string {
    const value = numbers[name];
    if (value === null) return '–';
    if (name.endsWith('Ms')) return this.formats.duration(value);
    return name.endsWith('Rate') ? this.formats.rate(value) : this.formats.number(value);
  }
}
