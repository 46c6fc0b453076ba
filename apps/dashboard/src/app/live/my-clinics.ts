import { computed, inject, Service, signal } from '@angular/core';

import { remember, remembered } from '../shell/remembered';
import { LiveStore } from './live-store';

const nameOf = (tenant: string): string => `clinics.${tenant}`;

/** Reads what this browser remembers; anything else than a list of ids is none. */
export function readIds(text: string | null): readonly string[] {
  if (text === null) return [];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** The clinics this viewer looks after, remembered by this browser, one list a centre. */
@Service()
export class MyClinics {
  private readonly store = inject(LiveStore);
  private readonly tenant = computed(() => this.store.centre()?.tenantId ?? null);
  private readonly changes = signal(0);

  readonly ids = computed<ReadonlySet<string>>(() => {
    this.changes();
    const tenant = this.tenant();
    return new Set(tenant === null ? [] : readIds(remembered(nameOf(tenant))));
  });

  /** Takes a clinic into the list, or out of it. */
  toggle(id: string): void {
    const tenant = this.tenant();
    if (tenant === null) return;
    const ids = new Set(this.ids());
    if (!ids.delete(id)) ids.add(id);
    remember(nameOf(tenant), ids.size === 0 ? null : JSON.stringify([...ids]));
    this.changes.update((count) => count + 1);
  }
}
