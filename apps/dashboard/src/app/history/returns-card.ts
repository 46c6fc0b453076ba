import { Component, computed, inject, input } from '@angular/core';
import type { History, ReturnNumbers } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import type { FormulaKey } from '../formula/formula-request';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { CardHead } from './card-head';

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
  imports: [CardHead, FormulaButton],
  host: { class: 'card' },
  styleUrl: './outcomes-card.css',
  template: `
    <vg-card-head
      [title]="words.t('history.returns.title')"
      [about]="numbers().now.provisional ? words.t('history.returns.provisional') : ''"
    />
    <p class="say">{{ words.t('history.returns.about') }} {{ unknown() }}</p>
    <table>
      <caption class="hidden">
        {{
          words.t('history.returns.title')
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="hidden">{{ words.t('history.returns.figure') }}</span>
          </th>
          <th scope="col">{{ words.t('history.returns.now') }}</th>
          @if (numbers().before !== null) {
            <th scope="col">{{ words.t('history.returns.before') }}</th>
          }
        </tr>
      </thead>
      <tbody>
        @for (line of told(); track line.name) {
          <tr [class]="'level' + line.level">
            <th scope="row">
              <button [vgFormula]="line.name">{{ words.t(nameOf(line.name)) }}</button>
            </th>
            <td>{{ line.now }}</td>
            @if (numbers().before !== null) {
              <td>{{ line.before }}</td>
            }
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class ReturnsCard {
  readonly numbers = input.required<NonNullable<History['returns']>>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);

  protected readonly told = computed(() => {
    const { now, before } = this.numbers();
    return lines.map(([name, level]) => ({
      name,
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

  protected nameOf(name: Name): `formula.cards.${Name}.name` {
    return `formula.cards.${name}.name`;
  }

  private cell(name: Name, numbers: ReturnNumbers): string {
    const value = numbers[name];
    if (value === null) return '–';
    if (name === 'answeredKnown') return this.formats.number(value);
    return name.endsWith('Ms') ? this.formats.duration(value) : this.formats.rate(value);
  }
}
