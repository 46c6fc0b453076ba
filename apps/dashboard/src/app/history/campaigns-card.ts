import { Component, computed, inject, input } from '@angular/core';
import type { CampaignNumbers, History } from '@vigie/contracts';

import type { FormulaKey } from '../formula/formula-request';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { FiguresCard, type Figure } from './figures-card';

const lines = [
  ['campaignOffered', 0],
  ['campaignOfferedInCalls', 1],
  ['campaignOfferedByList', 1],
  ['campaignAccepted', 0],
  ['campaignRefused', 0],
  ['campaignAcceptedRate', 0],
  ['campaignNotOffered', 0],
] as const satisfies readonly (readonly [keyof CampaignNumbers & FormulaKey, 0 | 1])[];
type Name = (typeof lines)[number][0];

/** What campaigns offered, in calls and by their lists, and what was answered. */
@Component({
  selector: 'vg-history-campaigns',
  imports: [FiguresCard],
  styles: ':host { display: block; min-width: 0; }',
  template: `
    <vg-figures-card
      [title]="words.t('history.campaigns.title')"
      [say]="words.t('history.campaigns.about')"
      [figures]="figures()"
      [compared]="numbers().before !== null"
    />
  `,
})
export class CampaignsCard {
  readonly numbers = input.required<NonNullable<History['campaigns']>>();

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

  private cell(name: Name, numbers: CampaignNumbers): string {
    const value = numbers[name];
    if (value === null) return '–';
    return name.endsWith('Rate') ? this.formats.rate(value) : this.formats.number(value);
  }
}
