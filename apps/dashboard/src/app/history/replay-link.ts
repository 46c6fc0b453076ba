import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Me } from '../shell/me';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';

/** Leads to the live page as it was at a moment, for whoever may see it. */
@Component({
  selector: 'vg-replay-link',
  imports: [RouterLink],
  styles: `
    a {
      display: inline-flex;
      align-items: center;
      min-height: 32px;
      gap: 5px;
    }
  `,
  template: `@if (query(); as query) {
    <a routerLink="/" [queryParams]="query"
      ><span aria-hidden="true">↺</span> {{ words.t('history.replay') }}</a
    >
  }`,
})
export class ReplayLink {
  /** The moment, ms since 1970; null: none is known. */
  readonly at = input.required<number | null>();

  protected readonly words = inject(Words);
  private readonly me = inject(Me);
  private readonly tenants = inject(Tenants);
  protected readonly query = computed(() => {
    const at = this.at();
    if (at === null || !this.me.may('board.see')) return null;
    const second = new Date(Math.floor(at / 1000) * 1000);
    return { tenant: this.tenants.chosen() ?? null, at: second.toISOString().replace('.000', '') };
  });
}
