import { Component, computed, inject, input } from '@angular/core';
import type { CallbackNumbers, History } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import type { FormulaKey } from '../formula/formula-request';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { CardHead } from './card-head';

type Line = {
  readonly key: FormulaKey;
  readonly level: 0 | 1;
  readonly now: string;
  readonly share: string;
  readonly before: string;
  /** What was promised, where it was. */
  readonly target: string;
};

const counts = [
  ['callersOwed', 'callersOwed', 0],
  ['recovered', 'recovered', 0],
  ['recoveredWithinHour', 'recoveredWithinHour', 1],
  ['recoveredSameHalfDay', 'recoveredSameHalfDay', 1],
  ['recoveredBeforeClosing', 'recoveredBeforeClosing', 1],
  ['closedForReason', 'closedForReason', 0],
  ['toCallBack', 'leftToCallBack', 0],
  ['neverReached', 'neverReached', 0],
] as const satisfies readonly (readonly [keyof CallbackNumbers, FormulaKey, 0 | 1])[];

/** What became of those who were owed a call: four parts that add up, how soon, and how long it took. */
@Component({
  selector: 'vg-history-callbacks',
  imports: [CardHead, FormulaButton],
  host: { class: 'card' },
  styleUrl: './outcomes-card.css',
  template: `
    <vg-card-head [title]="words.t('history.callbacks.title')" />
    <p class="say">{{ words.t('history.callbacks.about') }}</p>
    <table>
      <caption class="hidden">
        {{
          words.t('history.callbacks.title')
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="hidden">{{ words.t('history.callbacks.figure') }}</span>
          </th>
          <th scope="col">{{ words.t('history.callbacks.patients') }}</th>
          <th scope="col">{{ words.t('history.callbacks.share') }}</th>
          @if (numbers().before !== null) {
            <th scope="col">{{ words.t('history.callbacks.before') }}</th>
          }
        </tr>
      </thead>
      <tbody>
        @for (line of lines(); track line.key) {
          <tr [class]="'level' + line.level">
            <th scope="row">
              <button [vgFormula]="line.key">{{ words.t(nameOf(line.key)) }}</button>
              @if (line.target !== '') {
                <small class="muted">{{ line.target }}</small>
              }
            </th>
            <td>{{ line.now }}</td>
            <td>{{ line.share }}</td>
            @if (numbers().before !== null) {
              <td>{{ line.before }}</td>
            }
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class CallbacksCard {
  readonly numbers = input.required<NonNullable<History['callbacks']>>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);

  protected readonly lines = computed<readonly Line[]>(() => {
    const { now, before } = this.numbers();
    const told = counts.map(([name, key, level]): Line => ({
      key,
      level,
      now: this.formats.number(now[name]),
      share: name === 'callersOwed' ? '' : this.share(now[name], now),
      before: before === null ? '' : this.formats.number(before[name]),
      target: name === 'recoveredBeforeClosing' ? this.target(now) : '',
    }));
    const beside = (key: FormulaKey, of: (numbers: CallbackNumbers) => string): Line => ({
      key,
      level: 0,
      now: of(now),
      share: '',
      before: before === null ? '' : of(before),
      target: '',
    });
    return [
      ...told,
      beside('medianToFirstTryMs', ({ medianToFirstTryMs: ms }) => this.time(ms)),
      beside('medianToReachedMs', ({ medianToReachedMs: ms }) => this.time(ms)),
      beside('redialsPerReached', ({ redialsPerReached: mean }) =>
        mean === null ? '–' : this.formats.hundredths(mean),
      ),
    ];
  });

  protected nameOf(key: FormulaKey): `formula.cards.${FormulaKey}.name` {
    return `formula.cards.${key}.name`;
  }

  private share(part: number, { callersOwed }: CallbackNumbers): string {
    return callersOwed === 0 ? '–' : this.formats.rate(part / callersOwed);
  }

  private target({
    recoveredBeforeClosingTarget: target,
    recoveredBeforeClosingRate: rate,
  }: CallbackNumbers) {
    if (target === null) return '';
    const aim = this.words.t('history.callbacks.target', { share: this.formats.percent(target, 0) });
    return rate === null ? aim : `${this.formats.rate(rate)} · ${aim}`;
  }

  private time(ms: number | null): string {
    return ms === null ? '–' : this.formats.duration(ms);
  }
}
