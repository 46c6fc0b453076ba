import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';

import { Language, languages } from '../shell/language';
import { Words } from '../shell/words';
import { PlannedSpan } from './planned-span';
import { weekdays, type Weekday } from './setting-fields';

type Shift = Readonly<{ days: readonly Weekday[]; span: string; count: unknown; onHolidays?: boolean }>;
const aMonday = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;
const workdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];

/** The usual week of a team: on which days how many are planned from when to when. */
@Component({
  selector: 'vg-planned-field',
  imports: [PlannedSpan],
  styleUrl: './planned-field.css',
  template: `
    @for (shift of shifts(); track $index) {
      <div class="row" role="group" [attr.aria-label]="words.t('settings.staff.shift', { n: $index + 1 })">
        <p class="days">
          @for (day of weekdays; track day) {
            <label class="day">
              <input
                type="checkbox"
                [checked]="shift.days.includes(day)"
                (change)="toggle($index, shift, day)"
              />
              <span>{{ short(day) }}</span>
            </label>
          }
        </p>
        <vg-planned-span
          [names]="['shift ' + $index, 'count ' + $index]"
          [span]="shift.span"
          [count]="shift.count"
          [countLabel]="words.t('settings.staff.count')"
          (spanChange)="set($index, { span: $event })"
          (countChange)="set($index, { count: $event })"
        />
        <button type="button" class="link" [attr.aria-label]="removeName($index)" (click)="remove($index)">
          ✕
        </button>
        <label class="check">
          <input
            type="checkbox"
            [checked]="shift.onHolidays ?? false"
            (change)="set($index, { onHolidays: !(shift.onHolidays ?? false) })"
          />
          <span>{{ words.t('settings.staff.onHolidays') }}</span>
        </label>
      </div>
    }
    <button type="button" class="link" (click)="add()">{{ words.t('settings.staff.addShift') }}</button>
  `,
})
export class PlannedField {
  readonly value = input.required<unknown>();
  readonly changed = output<readonly Shift[] | null>();

  protected readonly words = inject(Words);
  private readonly language = inject(Language);
  protected readonly weekdays = weekdays;
  protected readonly shifts = linkedSignal(() => (this.value() ?? []) as readonly Shift[]);
  private readonly names = computed(() => {
    const format = new Intl.DateTimeFormat(languages[this.language.active()], {
      weekday: 'short',
      timeZone: 'UTC',
    });
    return weekdays.map((_, index) => format.format(aMonday + index * dayMs));
  });

  protected short(day: Weekday): string {
    return this.names()[weekdays.indexOf(day)] ?? day;
  }

  protected removeName(index: number): string {
    const shift = this.words.t('settings.staff.shift', { n: index + 1 });
    return `${this.words.t('settings.staff.remove')} ${shift}`;
  }

  protected toggle(index: number, { days }: Shift, day: Weekday): void {
    this.set(index, { days: weekdays.filter((one) => days.includes(one) !== (one === day)) });
  }

  protected set(index: number, part: Partial<Shift>): void {
    this.tell(this.shifts().map((one, at) => (at === index ? { ...one, ...part } : one)));
  }

  protected add(): void {
    this.tell([...this.shifts(), { days: workdays, span: '08:00-12:00', count: 1 }]);
  }

  protected remove(index: number): void {
    this.tell(this.shifts().filter((_, at) => at !== index));
  }

  private tell(shifts: readonly Shift[]): void {
    this.shifts.set(shifts);
    this.changed.emit(shifts.length === 0 ? null : shifts);
  }
}
