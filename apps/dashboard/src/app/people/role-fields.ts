import { Component, computed, inject, signal } from '@angular/core';
import type { ScopeView } from '@vigie/contracts';

import { roleInWords, roleNames } from '../account/access-sentence';
import { Words } from '../shell/words';
import type { GivenRole } from './centre-people';

type Kind = Exclude<ScopeView['kind'], 'agent'>;

/** Over which scopes the server takes a role. */
const kindsOf: Readonly<Record<(typeof roleNames)[number], readonly Kind[]>> = {
  supervisor: ['all', 'clinics', 'teams'],
  manager: ['clinics'],
  secretary: ['teams', 'all'],
  reviewer: ['all', 'clinics', 'teams'],
  officer: ['all'],
  administrator: ['all'],
};
const kindWords = { all: 'allClinics', clinics: 'someClinics', teams: 'someTeams' } as const;

/** Chooses one role and what it is over. */
@Component({
  selector: 'vg-role-fields',
  host: { class: 'fields' },
  template: `
    <label>
      {{ words.t('account.people.role') }}
      <select #roleField (change)="choose(roleField.value)">
        @for (one of roleNames; track one) {
          <option [value]="one" [selected]="one === role()">{{ nameOf(one) }}</option>
        }
      </select>
    </label>
    <label>
      {{ words.t('account.people.scope') }}
      <select #kindField (change)="chooseKind(kindField.value)">
        @for (one of kinds(); track one) {
          <option [value]="one" [selected]="one === kind()">
            {{ kindInWords(one) }}
          </option>
        }
      </select>
    </label>
    @if (kind() !== 'all') {
      <label>
        {{ words.t(kind() === 'clinics' ? 'account.people.clinicIds' : 'account.people.teamIds') }}
        <input #idsField maxlength="2000" required [value]="ids()" (input)="ids.set(idsField.value)" />
      </label>
    }
  `,
})
export class RoleFields {
  protected readonly words = inject(Words);
  protected readonly roleNames = roleNames;
  protected readonly role = signal<(typeof roleNames)[number]>('supervisor');
  private readonly wanted = signal<Kind>('all');
  protected readonly ids = signal('');
  protected readonly kinds = computed(() => kindsOf[this.role()]);
  protected readonly kind = computed<Kind>(() =>
    this.kinds().includes(this.wanted()) ? this.wanted() : (this.kinds()[0] ?? 'all'),
  );

  /** What was chosen; null while clinics or teams are wanted and none is named. */
  readonly given = computed<GivenRole | null>(() => {
    const ids = this.ids()
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== '');
    const kind = this.kind();
    if (kind === 'all') return { role: this.role(), scope: { kind } };
    if (ids.length === 0) return null;
    return {
      role: this.role(),
      scope: kind === 'clinics' ? { kind, clinicIds: ids } : { kind, teamIds: ids },
    };
  });

  protected kindInWords(kind: Kind): string {
    return this.words.t(`account.people.${kindWords[kind]}`);
  }

  protected nameOf(role: string): string {
    return roleInWords(this.words, role);
  }

  protected choose(value: string): void {
    const role = roleNames.find((name) => name === value);
    if (role !== undefined) this.role.set(role);
  }

  protected chooseKind(value: string): void {
    const kind = this.kinds().find((one) => one === value);
    if (kind !== undefined) this.wanted.set(kind);
  }
}
