import { Component, computed, inject, InjectionToken, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ReportCalls } from '@vigie/contracts';

import { Me } from '../../shell/me';
import { Tenants } from '../../shell/tenants';

/** Whether numbers of a report may open calls at all; whoever reads it without an account is nobody whom we could ask. */
export const OPENS_CALLS = new InjectionToken<boolean>('opens calls', { factory: () => true });

/** A number of a report that opens the calls it counts, for whoever may see them. */
@Component({
  selector: 'vg-report-count',
  imports: [RouterLink],
  styles: `
    a {
      color: inherit;
      text-decoration-color: var(--edge);
      text-underline-offset: 3px;
    }
    a:hover {
      color: var(--accent);
    }
    :host-context(td) a {
      display: inline-block;
      min-width: 24px;
      line-height: 24px;
      text-align: right;
    }
    @media print {
      a {
        text-decoration: none;
      }
    }
  `,
  template: `@if (opens()) {
      <a routerLink="/calls" [queryParams]="query()">{{ value() }}</a>
    } @else {
      {{ value() }}
    }`,
})
export class ReportCount {
  readonly value = input.required<string>();
  readonly calls = input.required<ReportCalls>();

  private readonly me = inject(OPENS_CALLS) ? inject(Me) : null;
  private readonly tenants = inject(Tenants);
  protected readonly opens = computed(() => this.me?.may('calls.read') === true);
  protected readonly query = computed(() => {
    const { coveredOnly, ...which } = this.calls();
    const tenant = this.tenants.chosen() ?? null;
    return { tenant, range: 'custom', ...which, coveredOnly: coveredOnly ? 'true' : null };
  });
}
