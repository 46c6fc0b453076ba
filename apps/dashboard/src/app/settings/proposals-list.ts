import { Component, computed, inject, input } from '@angular/core';
import type { SettingsItem, SettingsKind } from '@vigie/contracts';

import { Words } from '../shell/words';
import { CentreProposals } from './centre-proposals';
import { ProposalCard } from './proposal-card';

/** As many answered ones as stay below the form. */
const mostAnswered = 5;

/** What is proposed on one item, and what was answered last. */
@Component({
  selector: 'vg-proposals-list',
  imports: [ProposalCard],
  styles: `
    :host {
      display: grid;
      gap: 10px;
    }
    :host:empty {
      display: none;
    }
    h2 {
      font-size: 15px;
    }
  `,
  template: `
    @if (shown().length > 0) {
      <h2>{{ words.t('settings.proposals.title') }}</h2>
      @for (one of shown(); track one.id) {
        <vg-proposal-card [proposal]="one" [today]="today()" />
      }
    }
  `,
})
export class ProposalsList {
  readonly kind = input.required<SettingsKind>();
  readonly item = input.required<SettingsItem>();
  readonly today = input.required<string>();

  protected readonly words = inject(Words);
  private readonly proposals = inject(CentreProposals);
  protected readonly shown = computed(() => {
    const all = this.proposals.of(this.kind(), this.item().id);
    const isOpen = ({ state }: (typeof all)[number]): boolean => state === 'open';
    return [...all.filter(isOpen), ...all.filter((one) => !isOpen(one)).slice(0, mostAnswered)];
  });
}
