import { Component, computed, inject, input, signal } from '@angular/core';
import type { ScopeView } from '@vigie/contracts';

import { Words } from '../shell/words';

/** What of the centre may be chosen. */
export type ScopeKind = Exclude<ScopeView['kind'], 'agent'>;

const kindWords = { all: 'allClinics', clinics: 'someClinics', teams: 'someTeams' } as const;

/** Chooses what of the centre something is for: everything, some clinics, or some teams. */
@Component({
  selector: 'vg-scope-fields',
  host: { class: 'fields' },
  template: `
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
export class ScopeFields {
  readonly kinds = input<readonly ScopeKind[]>(['all', 'teams', 'clinics']);

  protected readonly words = inject(Words);
  private readonly wanted = signal<ScopeKind>('all');
  protected readonly ids = signal('');
  protected readonly kind = computed<ScopeKind>(() =>
    this.kinds().includes(this.wanted()) ? this.wanted() : (this.kinds()[0] ?? 'all'),
  );

  /** What was chosen; null while clinics or teams are wanted and none is named. */
  readonly given = computed<ScopeView | null>(() => {
    const ids = this.ids()
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== '');
    const kind = this.kind();
    if (kind === 'all') return { kind };
    if (ids.length === 0) return null;
    return kind === 'clinics' ? { kind, clinicIds: ids } : { kind, teamIds: ids };
  });

  protected kindInWords(kind: ScopeKind): string {
    return this.words.t(`account.people.${kindWords[kind]}`);
  }

  protected chooseKind(value: string): void {
    const kind = this.kinds().find((one) => one === value);
    if (kind !== undefined) this.wanted.set(kind);
  }
}
