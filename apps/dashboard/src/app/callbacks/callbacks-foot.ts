import { Component, computed, inject, input } from '@angular/core';
import type { CallbackList } from '@vigie/contracts';

import { addressOf } from '../shell/ask-server';
import { Formats } from '../shell/formats';
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
  `,
  template: `
    <p class="foot muted">
      {{ words.t('callbacks.foot') }}
      @if (mayExport()) {
        <a [href]="table()" download>{{
          words.t('callbacks.table', { day: formats.weekday(list().sums.since) })
        }}</a>
      }
    </p>
  `,
})
export class CallbacksFoot {
  readonly list = input.required<CallbackList>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly account = inject(Me);
  private readonly tenants = inject(Tenants);
  protected readonly mayExport = computed(() => this.account.may('callbacks.export'));
  protected readonly table = computed(() => {
    const { sums, at } = this.list();
    const range = {
      from: this.formats.dayKey(sums.since),
      to: this.formats.dayKey(Date.parse(at) + dayMs),
    };
    return addressOf('/api/v1/callbacks/export', { ...range, tenant: this.tenants.chosen() });
  });
}
