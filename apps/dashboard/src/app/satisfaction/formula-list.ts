import { Component, inject } from '@angular/core';

import { FormulaButton } from '../formula/formula-cards';
import { reportFigures, type ReportFigure } from '../formula/formula-request';
import { Words } from '../shell/words';

/** The figures of a report, each with the card that says how it is made. */
@Component({
  selector: 'vg-formula-list',
  imports: [FormulaButton],
  styles: `
    :host {
      display: block;
      margin-top: 16px;
    }
    h2 {
      font-size: 14px;
    }
    p {
      color: var(--muted);
      font-size: 12.5px;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      margin-top: 8px;
    }
    button {
      margin: 0;
      padding: 4px 12px;
      border: 1px solid var(--line);
      border-radius: 8px;
      background: var(--surface);
      font-size: 13px;
    }
  `,
  template: `
    <section aria-labelledby="formulas">
      <h2 id="formulas">{{ words.t('reports.report.formulas') }}</h2>
      <p>{{ words.t('reports.report.formulasAbout') }}</p>
      <ul>
        @for (key of keys; track key) {
          <li>
            <button [vgFormula]="key">{{ name(key) }}</button>
          </li>
        }
      </ul>
    </section>
  `,
})
export class FormulaList {
  protected readonly words = inject(Words);
  protected readonly keys = reportFigures;

  protected name(key: ReportFigure): string {
    return this.words.t(`formula.cards.${key}.name`);
  }
}
