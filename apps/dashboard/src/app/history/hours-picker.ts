import { Component, computed, type ElementRef, inject, viewChild } from '@angular/core';

import { Words } from '../shell/words';
import { HistoryChoices } from './history-choices';
import { HistoryTexts } from './history-texts';
import { PanelPlace } from './panel-place';

const everyDay = [1, 2, 3, 4, 5, 6, 7] as const;
const hoursOf = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${String(from + index).padStart(2, '0')}:00`);

/** Which weekdays and which hours of them are looked at. */
@Component({
  selector: 'vg-hours-picker',
  imports: [PanelPlace],
  styleUrl: './panel.css',
  template: `
    <button #opener type="button" class="button" popovertarget="narrow-hours" [class.on]="isNarrowed()">
      {{ label() }} <span aria-hidden="true">▾</span>
    </button>
    <form
      #panel
      popover
      id="narrow-hours"
      [vgPanelPlace]="opener"
      [attr.aria-label]="label()"
      (submit)="apply($event, panel, first.value, last.value)"
    >
      <fieldset>
        <legend>{{ words.t('history.narrow.weekdays') }}</legend>
        <div class="days">
          @for (day of days(); track day.number) {
            <label>
              <input type="checkbox" [value]="day.number" [checked]="day.isChosen" />
              <span>{{ day.name }}</span>
            </label>
          }
        </div>
      </fieldset>
      <fieldset>
        <legend>{{ words.t('history.narrow.clock') }}</legend>
        <div class="clocks">
          <select #first [attr.aria-label]="words.t('history.narrow.dayStart')">
            @for (clock of starts(); track clock) {
              <option [value]="clock" [selected]="clock === start()">{{ clock }}</option>
            }
          </select>
          –
          <select #last [attr.aria-label]="words.t('history.narrow.dayEnd')">
            @for (clock of ends(); track clock) {
              <option [value]="clock" [selected]="clock === end()">{{ clock }}</option>
            }
          </select>
        </div>
      </fieldset>
      <p class="do">
        <button type="submit" class="button main">{{ words.t('history.narrow.apply') }}</button>
        <button type="button" class="button" (click)="clear()">{{ words.t('history.narrow.all') }}</button>
      </p>
    </form>
  `,
})
export class HoursPicker {
  protected readonly words = inject(Words);
  private readonly texts = inject(HistoryTexts);
  private readonly choices = inject(HistoryChoices);
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');

  protected readonly start = computed(() => this.choices.dayStart() ?? '00:00');
  protected readonly end = computed(() => this.choices.dayEnd() ?? '24:00');
  /** Whole hours, and what the address asks for otherwise. */
  protected readonly starts = computed(() => [...new Set([...hoursOf(0, 23), this.start()])].toSorted());
  protected readonly ends = computed(() => [...new Set([...hoursOf(1, 24), this.end()])].toSorted());
  protected readonly days = computed(() => {
    const chosen = this.choices.weekdays();
    return everyDay.map((number) => ({
      number: String(number),
      name: this.texts.weekday(number),
      isChosen: chosen.length === 0 || chosen.includes(number),
    }));
  });
  protected readonly isNarrowed = computed(
    () =>
      this.choices.weekdays().length > 0 ||
      this.choices.dayStart() !== null ||
      this.choices.dayEnd() !== null,
  );
  protected readonly label = computed(() => {
    const days = this.choices.weekdays();
    const told = [
      ...(days.length === 0 ? [] : [days.map((day) => this.texts.weekday(day)).join(', ')]),
      ...(this.choices.dayStart() === null && this.choices.dayEnd() === null
        ? []
        : [`${this.start()} – ${this.end()}`]),
    ];
    return told.length === 0 ? this.words.t('history.narrow.everyHour') : told.join(' · ');
  });

  protected apply(event: Event, form: HTMLFormElement, start: string, end: string): void {
    event.preventDefault();
    const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
    const days = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    const isAll = days.length === 0 || days.length === boxes.length;
    // An end that is not after its beginning leaves the whole day.
    const isWhole = start >= end;
    this.close();
    this.choices.set({
      weekdays: isAll ? null : days.join(','),
      dayStart: isWhole || start === '00:00' ? null : start,
      dayEnd: isWhole || end === '24:00' ? null : end,
    });
  }

  protected clear(): void {
    this.close();
    this.choices.set({ weekdays: null, dayStart: null, dayEnd: null });
  }

  private close(): void {
    this.panel().nativeElement.hidePopover();
  }
}
