import { Component, computed, inject, input } from '@angular/core';
import type { FollowupNumbers, History } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import type { FormulaKey } from '../formula/formula-request';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { CardHead } from './card-head';

const lines = [
  ['followupsDue', 0],
  ['doneOnTime', 1],
  ['doneLate', 1],
  ['overdue', 1],
  ['followupsOnTimeRate', 0],
  ['followupsReached', 0],
  ['questionsAnswered', 0],
  ['medicinesUnderstood', 1],
  ['plannedInCall', 0],
  ['plannedAfterCall', 0],
] as const satisfies readonly (readonly [keyof FollowupNumbers & FormulaKey, 0 | 1])[];
type Name = (typeof lines)[number][0];

/** What became of calls that were planned: how many were due, done in time, and reached their patient. */
@Component({
  selector: 'vg-history-followups',
  imports: [CardHead, FormulaButton],
  host: { class: 'card' },
  styleUrl: './outcomes-card.css',
  template: `
    <vg-card-head [title]="words.t('history.followups.title')" about="" />
    <p class="say">{{ words.t('history.followups.about') }}</p>
    <table>
      <caption class="hidden">
        {{
          words.t('history.followups.title')
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
export class FollowupsCard {
  readonly numbers = input.required<NonNullable<History['followups']>>();

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

  protected nameOf(name: Name): `formula.cards.${Name}.name` {
    return `formula.cards.${name}.name`;
  }

  private cell(name: Name, numbers: FollowupNumbers): string {
    const value = numbers[name];
    if (value === null) return '–';
    return name.endsWith('Rate') ? this.formats.rate(value) : this.formats.number(value);
  }
}
