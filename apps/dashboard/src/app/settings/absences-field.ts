import { Component, inject, input, linkedSignal, output } from '@angular/core';

import { Words } from '../shell/words';
import { PlannedSpan } from './planned-span';

type Absence = Readonly<{ from: string; to: string; span?: string; count: unknown }>;

/** How many of a team are missing from one day to another, at some hours or all day: nobody's name, no reason. */
@Component({
  selector: 'vg-absences-field',
  imports: [PlannedSpan],
  styleUrl: './planned-field.css',
  template: `
    @for (one of absences(); track $index) {
      <div class="row absence" role="group" [attr.aria-label]="nameOf($index)">
        <label>
          {{ words.t('settings.staff.first') }}
          <input #from type="date" [value]="one.from" (change)="set($index, { from: from.value })" />
        </label>
        <label>
          {{ words.t('settings.staff.last') }}
          <input #to type="date" [value]="one.to" (change)="set($index, { to: to.value })" />
        </label>
        <button
          type="button"
          class="link"
          [attr.aria-label]="words.t('settings.staff.remove') + ' ' + nameOf($index)"
          (click)="remove($index)"
        >
          ✕
        </button>
        <vg-planned-span
          [names]="['absent ' + $index, 'missing ' + $index]"
          [span]="one.span ?? ''"
          [count]="one.count"
          [countLabel]="words.t('settings.staff.missing')"
          [placeholder]="words.t('settings.staff.allDay')"
          (spanChange)="setSpan($index, $event)"
          (countChange)="set($index, { count: $event })"
        />
      </div>
    }
    <button type="button" class="link" (click)="add()">{{ words.t('settings.staff.addAbsence') }}</button>
  `,
})
export class AbsencesField {
  readonly value = input.required<unknown>();
  /** The day on which a new one begins. */
  readonly today = input.required<string>();
  readonly changed = output<readonly Absence[] | null>();

  protected readonly words = inject(Words);
  protected readonly absences = linkedSignal(() => (this.value() ?? []) as readonly Absence[]);

  protected nameOf(index: number): string {
    return this.words.t('settings.staff.absence', { n: index + 1 });
  }

  protected set(index: number, part: Partial<Absence>): void {
    const set = (one: Absence): Absence => {
      const { from, to, ...rest } = { ...one, ...part };
      // One that begins later ends no earlier than that.
      return { ...rest, from, to: part.from !== undefined && to < from ? from : to };
    };
    this.tell(this.absences().map((one, at) => (at === index ? set(one) : one)));
  }

  /** Empty: all day. */
  protected setSpan(index: number, typed: string): void {
    const set = ({ span: _, ...one }: Absence): Absence => ({ ...one, ...(typed !== '' && { span: typed }) });
    this.tell(this.absences().map((one, at) => (at === index ? set(one) : one)));
  }

  protected add(): void {
    this.tell([...this.absences(), { from: this.today(), to: this.today(), count: 1 }]);
  }

  protected remove(index: number): void {
    this.tell(this.absences().filter((_, at) => at !== index));
  }

  private tell(absences: readonly Absence[]): void {
    this.absences.set(absences);
    this.changed.emit(absences.length === 0 ? null : absences);
  }
}
