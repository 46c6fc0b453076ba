import { Component, computed, inject, signal, viewChild } from '@angular/core';

import { roleInWords, roleNames } from '../account/access-sentence';
import { Words } from '../shell/words';
import type { GivenRole } from './centre-people';
import { ScopeFields, type ScopeKind } from './scope-fields';

/** Over which scopes the server takes a role. */
const kindsOf: Readonly<Record<(typeof roleNames)[number], readonly ScopeKind[]>> = {
  supervisor: ['all', 'clinics', 'teams'],
  manager: ['clinics'],
  secretary: ['teams', 'all'],
  reviewer: ['all', 'clinics', 'teams'],
  officer: ['all'],
  administrator: ['all'],
};

/** Chooses one role and what it is over. */
@Component({
  selector: 'vg-role-fields',
  imports: [ScopeFields],
  host: { class: 'fields' },
  template: `
    <label>
      {{ words.t('account.people.role') }}
      <select #roleField (change)="choose(roleField.value)">
        @for (one of roleNames; track one) {
          <option [value]="one" [selected]="one === role()">{{ nameOf(one) }}</option>
        }
      </select>
      @if (role() === 'reviewer') {
        <small>{{ words.t('account.people.opensNothing') }}</small>
      }
    </label>
    <vg-scope-fields [kinds]="kinds()" />
  `,
})
export class RoleFields {
  protected readonly words = inject(Words);
  private readonly scope = viewChild.required(ScopeFields);
  protected readonly roleNames = roleNames;
  protected readonly role = signal<(typeof roleNames)[number]>('supervisor');
  protected readonly kinds = computed(() => kindsOf[this.role()]);

  /** What was chosen; null while clinics or teams are wanted and none is named. */
  readonly given = computed<GivenRole | null>(() => {
    const scope = this.scope().given();
    return scope === null ? null : { role: this.role(), scope };
  });

  protected nameOf(role: string): string {
    return roleInWords(this.words, role);
  }

  protected choose(value: string): void {
    const role = roleNames.find((name) => name === value);
    if (role !== undefined) this.role.set(role);
  }
}
