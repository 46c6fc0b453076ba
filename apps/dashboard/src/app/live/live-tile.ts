import { Component, input } from '@angular/core';
import { levelSigns, type WaitLevel } from '@vigie/charts';

import { FormulaButton } from '../formula/formula-cards';
import type { FormulaKey } from '../formula/formula-request';

/**
 * The frame of one tile. It has three lines, always: what is counted and the day beside it, the number and what it rests
 * on, how that is to be taken. So no tile ever moves its neighbours.
 */
@Component({
  selector: 'vg-live-tile',
  imports: [FormulaButton],
  host: { class: 'card', role: 'group', '[attr.aria-label]': 'label()' },
  styleUrl: './live-tile.css',
  template: `
    <div class="top">
      <h2>{{ label() }}</h2>
      <span class="aside"><ng-content select="[aside]" /></span>
    </div>
    <div class="middle"><ng-content /></div>
    <p [class]="'foot ' + level()">
      @if (level(); as shown) {
        <i aria-hidden="true">{{ signs[shown] }}</i>
      }
      @if (footFormula(); as formula) {
        <button [vgFormula]="formula">{{ foot() }}</button>
      } @else {
        <span>{{ foot() }}</span>
      }
      @if (more(); as rest) {
        <span>{{ rest }}</span>
      }
    </p>
  `,
})
export class LiveTile {
  readonly label = input.required<string>();
  /** How the number is to be taken; empty where no line is drawn. */
  readonly level = input<WaitLevel | ''>('');
  readonly foot = input.required<string>();
  /** What follows the foot where there is room for all of it. */
  readonly more = input<string | undefined>();
  /** The card that explains the foot, where it has one of its own. */
  readonly footFormula = input<FormulaKey | null>(null);
  protected readonly signs = levelSigns;
}
