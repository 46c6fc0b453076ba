import { computed, inject, Service } from '@angular/core';
import type { CentreView } from '@vigie/contracts';
import type { Params } from '@angular/router';

import { Me } from '../shell/me';
import { Tenants } from '../shell/tenants';
import { LiveStore } from './live-store';

const quarterMs = 900_000;

/** Leads from counts of the board's day to the calls they count, where a list of exactly as many can be had. */
@Service()
export class DayCalls {
  private readonly store = inject(LiveStore);
  private readonly me = inject(Me);
  private readonly tenants = inject(Tenants);

  private readonly day = computed(() => {
    const centre = this.store.centre();
    return centre === null || this.store.isPast() || !this.seesItsCalls(centre) ? null : centre;
  });
  readonly canOpen = computed(() => this.day() !== null);

  /** The address of the calls of a count, of the day or of a quarter of it; null where a list of as many cannot be had. */
  of(count: string, quarterStart?: string): Params | null {
    const day = this.day();
    if (day === null) return null;
    const { dayStart, dayEnd } = day;
    const [from, to] =
      quarterStart === undefined
        ? [dayStart, dayEnd]
        : [quarterStart, new Date(Date.parse(quarterStart) + quarterMs).toISOString()];
    return { tenant: this.tenants.chosen() ?? null, range: 'custom', from, to, count };
  }

  /** Lists are read from quarter to quarter, and of calls as widely as their reader may. */
  private seesItsCalls({ scope, dayStart, dayEnd }: CentreView): boolean {
    const given = this.me.who()?.permissions ?? [];
    const reach = (wanted: string): string =>
      JSON.stringify(given.filter(({ permission }) => permission === wanted).map((one) => one.scope));
    return (
      (scope === 'all' || scope === 'clinics') &&
      this.me.may('calls.read') &&
      reach('calls.read') === reach('board.see') &&
      [dayStart, dayEnd].every((edge) => Date.parse(edge) % quarterMs === 0)
    );
  }
}
