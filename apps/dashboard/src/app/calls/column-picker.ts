import { Component, type ElementRef, inject, input, output, viewChild } from '@angular/core';

import { PanelPlace } from '../history/panel-place';
import { Words } from '../shell/words';
import { callColumns, type CallColumn } from './call-columns';

/** Which columns the list of calls has. */
@Component({
  selector: 'vg-column-picker',
  imports: [PanelPlace],
  styleUrl: '../history/panel.css',
  template: `
    <button #opener type="button" class="button" popovertarget="call-columns">
      {{ words.t('history.list.choose') }} <span aria-hidden="true">▾</span>
    </button>
    <form
      #panel
      popover
      id="call-columns"
      [vgPanelPlace]="opener"
      [attr.aria-label]="words.t('history.list.choose')"
      (submit)="apply($event, panel)"
    >
      <ul>
        @for (column of all; track column) {
          <li>
            <label>
              <input type="checkbox" [value]="column" [checked]="columns().includes(column)" />
              <span>{{ name(column) }}</span>
            </label>
          </li>
        }
      </ul>
      <p class="do">
        <button type="submit" class="button main">{{ words.t('history.narrow.apply') }}</button>
      </p>
    </form>
  `,
})
export class ColumnPicker {
  readonly columns = input.required<readonly CallColumn[]>();
  readonly chosen = output<readonly CallColumn[]>();

  protected readonly words = inject(Words);
  protected readonly all = callColumns;
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');

  protected name(column: CallColumn): string {
    return this.words.t(`history.list.columns.${column}`);
  }

  protected apply(event: Event, form: HTMLFormElement): void {
    event.preventDefault();
    const boxes = [...form.querySelectorAll<HTMLInputElement>('input')];
    this.panel().nativeElement.hidePopover();
    this.chosen.emit(
      callColumns.filter((column) => boxes.some(({ value, checked }) => checked && value === column)),
    );
  }
}
