import { Component, computed, inject, input } from '@angular/core';
import type { CallbackList } from '@vigie/contracts';

import { addressOf } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { Language } from '../shell/language';
import { Me } from '../shell/me';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';

const dayMs = 86_400_000;

/** How the list is sorted, and the way to it as a table: of everybody whom the head line counts. */
@Component({
  selector: 'vg-callbacks-foot',
  styles: `
    .foot {
      margin-top: 8px;
      font-size: 12.5px;
    }

    a {
      margin-left: 0.5em;
    }
  `,
  template: `
    <p class="foot muted">
      {{ words.t('callbacks.foot') }}
      @if (mayExport()) {
        <span>{{ about() }}</span>
        @for (format of files; track format) {
          <a [href]="table(format)" download [attr.aria-label]="words.t(names[format]) + ' · ' + about()">{{
            words.t(names[format])
          }}</a>
        }
      }
    </p>
  `,
})
export class CallbacksFoot {
  readonly list = input.required<CallbackList>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly language = inject(Language);
  private readonly account = inject(Me);
  private readonly tenants = inject(Tenants);
  protected readonly mayExport = computed(() => this.account.may('callbacks.export'));
  protected readonly files = ['csv', 'xlsx'] as const;
  protected readonly names = { csv: 'callbacks.files.csv', xlsx: 'callbacks.files.xlsx' } as const;
  protected readonly about = computed(() =>
    this.words.t('callbacks.table', { day: this.formats.weekday(this.list().sums.since) }),
  );

  /** In the separators of the language of the page. */
  protected table(format: string): string {
    const { sums, at } = this.list();
    const range = {
      from: this.formats.dayKey(sums.since),
      to: this.formats.dayKey(Date.parse(at) + dayMs),
    };
    const how = { format, locale: this.language.active(), tenant: this.tenants.chosen() };
    return addressOf('/api/v1/callbacks/export', { ...range, ...how });
  }
}
