import { Component, computed, inject, input, resource } from '@angular/core';
import type { ClinicGreeting } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import type { FormulaKey } from '../formula/formula-request';
import { addressOf, askServer } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { clinicGreetingShape } from './diagnosis-answers';

type Numbers = ClinicGreeting['numbers'];
const lines = [
  'greetingCalls',
  'greeted',
  'greetedRate',
  'medianToGreetingMs',
  'p90ToGreetingMs',
  'greetedAfterOther',
  'heardToEnd',
  'heardToEndRate',
  'hungUpBefore',
  'hungUpDuring',
  'hungUpAfter',
  'hungUpInGreetingRate',
  'waitsAnnounced',
  'announcedErrorP50Ms',
  'announcedErrorP90Ms',
] as const satisfies readonly (keyof Numbers & FormulaKey)[];

/** What callers do at the greeting of a clinic in a month, and what a change of it did. */
@Component({
  selector: 'vg-clinic-greeting',
  imports: [FormulaButton],
  styleUrl: './clinic-greeting.css',
  templateUrl: './clinic-greeting.html',
})
export class ClinicGreetingCard {
  readonly clinicId = input.required<string>();
  /** Null: the month that runs. */
  readonly month = input.required<string | null>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  private readonly read = resource({
    params: () => ({ clinicId: this.clinicId(), month: this.month(), tenant: this.tenants.chosen() }),
    loader: async ({ params: { clinicId, ...choices }, abortSignal }) => {
      const path = `/api/v1/clinics/${encodeURIComponent(clinicId)}/greeting`;
      return readAnswer(
        clinicGreetingShape,
        await askServer(addressOf(path, choices), { signal: abortSignal }),
      );
    },
  });
  protected readonly it = computed(() => (this.read.hasValue() ? this.read.value() : null));
  protected readonly figures = computed(() => {
    const numbers = this.it()?.numbers;
    return numbers === undefined ? [] : lines.map((key) => ({ key, text: this.cell(key, numbers[key]) }));
  });
  protected readonly changes = computed(() =>
    (this.it()?.changes ?? []).map((change) => ({
      version: change.version,
      text: this.words.t('greetings.change', {
        n: change.version,
        when: this.formats.moment(change.at),
        days: change.days,
        before: this.shareOf(change.before),
        after: this.shareOf(change.after),
      }),
      difference: this.differenceOf(change),
    })),
  );

  protected nameOf(key: FormulaKey): `formula.cards.${FormulaKey}.name` {
    return `formula.cards.${key}.name`;
  }

  protected perMinute(value: number | null): string {
    return value === null ? '–' : this.formats.number(Math.round(value * 100) / 100);
  }

  private cell(key: (typeof lines)[number], value: number | null): string {
    if (value === null) return '–';
    if (key.endsWith('Ms')) return this.formats.duration(value);
    return key.endsWith('Rate') ? this.formats.rate(value) : this.formats.number(value);
  }

  private shareOf({ calls, hungUp }: ClinicGreeting['changes'][number]['before']): string {
    return calls === 0 ? '–' : this.formats.rate(hungUp / calls);
  }

  private differenceOf({ difference, isShown }: ClinicGreeting['changes'][number]): string {
    if (difference === null) return '';
    const points = (share: number): string => this.formats.number(Math.round(share * 1_000) / 10);
    return this.words.t(isShown ? 'greetings.shown' : 'greetings.notShown', {
      value: points(difference.value),
      low: points(difference.low),
      high: points(difference.high),
    });
  }
}
