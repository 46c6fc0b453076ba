import { Component, inject, input, linkedSignal, output } from '@angular/core';

import { Words } from '../shell/words';
import { readNumber, readSpans } from './setting-fields';

type Absence = Readonly<{ from: string; to: string; span?: string; count: unknown }>;

/** How many of a team are missing from one day to another, at some hours or all day: nobody's name, no reason. */
@Component({
  selector: 'vg-absences-field',
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
        <label>
          {{ words.t('settings.spans') }}
          <input
            #span
            maxlength="20"
            autocomplete="off"
            [name]="'absent ' + $index"
            [placeholder]="words.t('settings.staff.allDay')"
            [value]="one.span ?? ''"
            (change)="setSpan($index, span.value)"
          />
        </label>
        <label>
          {{ words.t('settings.staff.missing') }}
          <input
            #count
            maxlength="4"
            autocomplete="off"
            inputmode="numeric"
            [name]="'missing ' + $index"
            [value]="one.count"
            (change)="set($index, { count: readNumber(count.value) ?? '' })"
          />
        </label>
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
  protected readonly readNumber = readNumber;
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

  protected setSpan(index: number, text: string): void {
    const [span] = readSpans(text);
    this.tell(
      this.absences().map(({ span: _, ...one }, at, all) => {
        const kept = at === index ? span : all[at]?.span;
        return { ...one, ...(kept !== undefined && { span: kept }) };
      }),
    );
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
