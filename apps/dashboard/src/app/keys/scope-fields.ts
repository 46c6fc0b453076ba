import { Component, computed, inject, input, linkedSignal } from '@angular/core';

import { Words } from '../shell/words';
import { allKeyScopes, keyScopes, type KeyScope } from './key-state';

type Group = keyof typeof keyScopes;

/** Chooses what a key may do: each scope said in words, in three groups. */
@Component({
  selector: 'vg-scope-fields',
  styles: `
    :host {
      display: grid;
      gap: 10px;
    }
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      color: var(--muted);
      font-size: 12.5px;
    }
    label {
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 32px;
      font-size: 13.5px;
      font-weight: 400;
    }
    input {
      flex: none;
      width: 18px;
      height: 18px;
      margin: 0;
      accent-color: var(--accent);
    }
  `,
  template: `
    @for (group of groups; track group) {
      <fieldset>
        <legend>{{ titleOf(group) }}</legend>
        @for (scope of scopesOf[group]; track scope) {
          <label>
            <input
              #box
              type="checkbox"
              [name]="scope"
              [checked]="chosen().has(scope)"
              (change)="choose(scope, box.checked)"
            />
            {{ textOf(scope) }}
          </label>
        }
      </fieldset>
    }
  `,
})
export class ScopeFields {
  /** What is ticked at first. */
  readonly first = input<readonly string[]>([]);

  protected readonly words = inject(Words);
  protected readonly scopesOf: Readonly<Record<Group, readonly KeyScope[]>> = keyScopes;
  protected readonly groups = ['sends', 'reads', 'changes'] as const;
  protected readonly chosen = linkedSignal<ReadonlySet<string>>(() => new Set(this.first()));
  /** What is ticked, in the order of the list. */
  readonly given = computed<readonly KeyScope[]>(() =>
    allKeyScopes.filter((scope) => this.chosen().has(scope)),
  );

  protected titleOf(group: Group): string {
    return this.words.t(`keys.${group}`);
  }

  protected textOf(scope: KeyScope): string {
    return this.words.t(`keys.scopes.${scope}`);
  }

  protected choose(scope: KeyScope, isOn: boolean): void {
    const others = [...this.chosen()].filter((one) => one !== scope);
    this.chosen.set(new Set(isOn ? [...others, scope] : others));
  }
}
