import { Component, computed, inject, input, resource } from '@angular/core';
import { Router } from '@angular/router';

import { Tenants } from '../shell/tenants';
import { MonthChoice } from './month-choice';
import { readSummaries } from './read-reports';

/** From one clinic's report to that of another month. */
@Component({
  selector: 'vg-report-steps',
  imports: [MonthChoice],
  template: `<vg-month-choice [month]="month()" [months]="months()" (chosen)="go($event)" />`,
})
export class ReportSteps {
  readonly month = input.required<string>();
  readonly clinicId = input.required<string>();

  private readonly router = inject(Router);
  private readonly tenants = inject(Tenants);
  private readonly read = resource({
    params: () => ({ tenant: this.tenants.chosen() }),
    loader: async ({ params, abortSignal }) => readSummaries(null, params.tenant, abortSignal),
  });
  /** Only the month itself until the others are known. */
  protected readonly months = computed(() => (this.read.hasValue() ? this.read.value().months : []));

  protected go(month: string): void {
    void this.router.navigate(['/reports', month, this.clinicId()], { queryParamsHandling: 'preserve' });
  }
}
