import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';

import { Words } from '../shell/words';
import { calendarOrNull, readSpans, weekdays, type CalendarValue, type Weekday } from './setting-fields';

const regions = ['FR', 'FR-57', 'ES-CT', 'AD'] as const;
type Exception = Readonly<{ date: string; spans: readonly string[] }>;

/** A calendar: hours by day, the public holidays that close it, and particular days that win over both. */
@Component({
  selector: 'vg-calendar-field',
  styleUrl: './calendar-field.css',
  templateUrl: './calendar-field.html',
})
export class CalendarField {
  readonly value = input.required<unknown>();
  readonly label = input.required<string>();
  readonly changed = output<CalendarValue | null>();

  protected readonly words = inject(Words);
  protected readonly weekdays = weekdays;
  private readonly draft = linkedSignal<CalendarValue>(
    () => (this.value() as CalendarValue | null) ?? { week: {} },
  );
  /** What is not set says nothing of any day: its days are shown once somebody sets them. */
  protected readonly isOpen = linkedSignal<boolean, boolean>({
    source: () => this.value() !== null,
    computation: (isSet, before) => isSet || (before?.value ?? false),
  });
  protected readonly exceptions = computed<readonly Exception[]>(() => this.draft().exceptions ?? []);
  protected readonly holidays = computed(() => this.draft().holidays ?? '');
  /** Those the page has words for, and whichever is set. */
  protected readonly regions = computed(() => {
    const known = regions.map((code) => ({
      code: code,
      name: this.words.t(`settings.regions.${code}`),
    }));
    const set = this.holidays();
    return set === '' || known.some(({ code }) => code === set)
      ? known
      : [...known, { code: set, name: set }];
  });

  protected dayName(day: Weekday): string {
    return this.words.t(`settings.days.${day}`);
  }

  protected spansOf(day: Weekday): string {
    return (this.draft().week[day] ?? []).join(' ');
  }

  protected setDay(day: Weekday, text: string): void {
    this.set({ ...this.draft(), week: { ...this.draft().week, [day]: readSpans(text) } });
  }

  protected setHolidays(code: string): void {
    const { week, exceptions } = this.draft();
    this.set({
      week,
      ...(exceptions !== undefined && { exceptions }),
      ...(code !== '' && { holidays: code }),
    });
  }

  protected setException(index: number, wanted: Partial<Exception>): void {
    const exceptions = this.exceptions().map((one, at) => (at === index ? { ...one, ...wanted } : one));
    this.set({ ...this.draft(), exceptions });
  }

  protected spansIn(text: string): readonly string[] {
    return readSpans(text);
  }

  protected clear(): void {
    this.isOpen.set(false);
    this.draft.set({ week: {} });
    this.changed.emit(null);
  }

  protected addDay(): void {
    this.set({ ...this.draft(), exceptions: [...this.exceptions(), { date: '', spans: [] }] });
  }

  protected removeDay(index: number): void {
    this.set({ ...this.draft(), exceptions: this.exceptions().filter((_, at) => at !== index) });
  }

  private set(value: CalendarValue): void {
    this.draft.set(value);
    const dated = (value.exceptions ?? []).filter(({ date }) => date !== '');
    this.changed.emit(calendarOrNull({ ...value, exceptions: dated }));
  }
}
