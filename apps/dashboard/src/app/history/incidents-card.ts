import { Component, computed, inject, input } from '@angular/core';
import type { History, IncidentNumbers } from '@vigie/contracts';

import type { FormulaKey } from '../formula/formula-request';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { FiguresCard, type Figure } from './figures-card';

const lines = [
  'incidents',
  'incidentTakenMedianMs',
  'incidentReviewedRate',
  'incidentToEmergencyMedianMs',
] as const satisfies readonly (keyof IncidentNumbers & FormulaKey)[];
type Name = (typeof lines)[number];

/** What became of urgent calls: taken, reviewed of those that ended, passed on to 15 or 112. */
@Component({
  selector: 'vg-history-incidents',
  imports: [FiguresCard],
  styles: ':host { display: block; min-width: 0; }',
  template: `
    <vg-figures-card
      [title]="words.t('history.incidents.title')"
      [say]="words.t('history.incidents.about')"
      [figures]="figures()"
      [compared]="numbers().before !== null"
    />
  `,
})
export class IncidentsCard {
  readonly numbers = input.required<NonNullable<History['incidents']>>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);

  protected readonly figures = computed<readonly Figure[]>(() => {
    const { now, before } = this.numbers();
    return lines.map((key) => ({
      key,
      level: 0,
      inParts: key === 'incidentReviewedRate' || key === 'incidentToEmergencyMedianMs',
      now: this.cell(key, now),
      before: before === null ? '' : this.cell(key, before),
    }));
  });

  private cell(name: Name, numbers: IncidentNumbers): string {
    const value = numbers[name];
    if (value === null) return '–';
    const { words, formats } = this;
    switch (name) {
      case 'incidents':
        return formats.number(value);
      case 'incidentTakenMedianMs':
        return formats.duration(value);
      case 'incidentReviewedRate':
        return words.t('history.incidents.reviewed', {
          share: formats.rate(value),
          n: formats.number(numbers.incidentsReviewed),
          of: formats.number(numbers.incidentsEnded),
        });
      case 'incidentToEmergencyMedianMs':
        return words.t('history.incidents.emergency', {
          time: formats.duration(value),
          n: formats.number(numbers.incidentsToEmergency),
        });
    }
  }
}
