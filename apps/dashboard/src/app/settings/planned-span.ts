import { Component, inject, input, output } from '@angular/core';

import { Words } from '../shell/words';
import { readNumber, readSpans } from './setting-fields';

/** From when to when, and how many: two fields of a row of planned or missing staff. */
@Component({
  selector: 'vg-planned-span',
  styles: ':host { display: contents; }',
  template: `
    <label>
      {{ words.t('settings.spans') }}
      <input
        #typedSpan
        maxlength="20"
        autocomplete="off"
        [name]="names()[0]"
        [placeholder]="placeholder()"
        [value]="span()"
        (change)="spanChange.emit(readSpan(typedSpan.value))"
      />
    </label>
    <label>
      {{ countLabel() }}
      <input
        #typedCount
        maxlength="4"
        autocomplete="off"
        inputmode="numeric"
        [name]="names()[1]"
        [value]="count()"
        (change)="countChange.emit(readCount(typedCount.value))"
      />
    </label>
  `,
})
export class PlannedSpan {
  /** Of the field of the span and of that of the count. */
  readonly names = input.required<readonly [string, string]>();
  /** Empty where none is typed. */
  readonly span = input.required<string>();
  /** As it was typed where it is no number: the server refuses it. */
  readonly count = input.required<unknown>();
  readonly countLabel = input.required<string>();
  readonly placeholder = input('');
  readonly spanChange = output<string>();
  readonly countChange = output<unknown>();

  protected readonly words = inject(Words);

  protected readSpan(text: string): string {
    return readSpans(text)[0] ?? '';
  }

  protected readCount(text: string): unknown {
    return readNumber(text) ?? '';
  }
}
