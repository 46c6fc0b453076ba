import { Component, inject, input, output } from '@angular/core';

import { Words } from '../shell/words';

type Dates = Readonly<{ reviewedOn: string | null; reviewBy: string | null }>;

/** When something was last looked at, and by when it wants to be again. */
@Component({
  selector: 'vg-review-dates',
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
      gap: 8px;
    }
  `,
  template: `
    <label>
      {{ words.t('sheets.reviewedOn') }}
      <input
        #on
        type="date"
        [attr.aria-label]="of() + ' : ' + words.t('sheets.reviewedOn')"
        [value]="dates().reviewedOn ?? ''"
        (change)="changed.emit({ reviewedOn: on.value || null })"
      />
    </label>
    <label>
      {{ words.t('sheets.reviewBy') }}
      <input
        #by
        type="date"
        [attr.aria-label]="of() + ' : ' + words.t('sheets.reviewBy')"
        [value]="dates().reviewBy ?? ''"
        (change)="changed.emit({ reviewBy: by.value || null })"
      />
    </label>
  `,
})
export class ReviewDates {
  /** What is looked at, by name. */
  readonly of = input.required<string>();
  readonly dates = input.required<Dates>();
  readonly changed = output<Partial<Dates>>();

  protected readonly words = inject(Words);
}
