import { Component, inject, model } from '@angular/core';

import { Language } from '../../shell/language';
import { Words } from '../../shell/words';

/** Turns a chart into its table and back. It speaks the language of the page, not that of the report. */
@Component({
  selector: 'vg-chart-switch',
  styles: `
    @media print {
      :host {
        display: none;
      }
    }
  `,
  template: `
    <button
      type="button"
      class="link"
      [attr.lang]="language()"
      [attr.aria-pressed]="asTable()"
      (click)="turn()"
    >
      {{ words.t(asTable() ? 'reports.report.asChart' : 'reports.report.asTable') }}
    </button>
  `,
})
export class ChartSwitch {
  readonly asTable = model.required<boolean>();
  protected readonly words = inject(Words);
  protected readonly language = inject(Language).active;

  protected turn(): void {
    this.asTable.update((before) => !before);
  }
}
