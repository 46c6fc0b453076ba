import { Component, inject, input } from '@angular/core';

import { FormulaButton } from '../formula/formula-cards';
import type { FormulaKey } from '../formula/formula-request';
import { Words } from '../shell/words';
import { CardHead } from './card-head';

/**
 * A number in words, of the range and of the one it is compared with; empty where there is none. One in parts may take
 * several lines.
 */
export type Figure = Readonly<{
  key: FormulaKey;
  level: 0 | 1;
  now: string;
  before: string;
  inParts?: boolean;
}>;

/** The figures of a range in lines, each saying how it was made, beside those of the range it is compared with. */
@Component({
  selector: 'vg-figures-card',
  imports: [CardHead, FormulaButton],
  host: { class: 'card' },
  styleUrl: './outcomes-card.css',
  template: `
    <vg-card-head [title]="title()" [about]="about()" />
    <p class="say">{{ say() }}</p>
    <table>
      <caption class="hidden">
        {{
          title()
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="hidden">{{ words.t('history.returns.figure') }}</span>
          </th>
          <th scope="col">{{ words.t('history.returns.now') }}</th>
          @if (compared()) {
            <th scope="col">{{ words.t('history.returns.before') }}</th>
          }
        </tr>
      </thead>
      <tbody>
        @for (figure of figures(); track figure.key) {
          <tr [class]="'level' + figure.level">
            <th scope="row">
              <button [vgFormula]="figure.key">{{ words.t(nameOf(figure.key)) }}</button>
            </th>
            <td [class.parts]="figure.inParts">{{ figure.now }}</td>
            @if (compared()) {
              <td [class.parts]="figure.inParts">{{ figure.before }}</td>
            }
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class FiguresCard {
  readonly title = input.required<string>();
  readonly about = input('');
  readonly say = input.required<string>();
  readonly figures = input.required<readonly Figure[]>();
  readonly compared = input.required<boolean>();

  protected readonly words = inject(Words);

  protected nameOf(key: FormulaKey): `formula.cards.${FormulaKey}.name` {
    return `formula.cards.${key}.name`;
  }
}
