import { Component, computed, inject, input } from '@angular/core';
import type { ClinicView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { Claims } from './claims';
import { LiveStore } from './live-store';

/** "I am on it", or who is since when. One's own claim is let go by pressing again; another's is taken over. */
@Component({
  selector: 'vg-claim-button',
  styles: `
    button {
      width: 100%;
      min-height: 28px;
      padding: 1px 8px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .taken {
      border-color: transparent;
      background: none;
      color: var(--accent);
      font-weight: 600;
    }
  `,
  template: `
    @if (store.isPast()) {
      @if (clinic().claim; as claim) {
        <span class="then">✓ {{ claim.by }}, {{ formats.hourInWords(claim.at) }}</span>
      }
    } @else if (clinic().claim; as claim) {
      <button
        type="button"
        class="button taken"
        [title]="said()"
        [attr.aria-label]="said()"
        (click)="press()"
      >
        <span aria-hidden="true">✓</span> {{ claim.by }}, {{ formats.hourInWords(claim.at) }}
      </button>
    } @else {
      <button type="button" class="button" [attr.aria-label]="said()" (click)="press()">
        {{ words.t('claim.claim') }}
      </button>
    }
  `,
})
export class ClaimButton {
  readonly clinic = input.required<ClinicView>();
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly claims = inject(Claims);
  protected readonly store = inject(LiveStore);

  private readonly isMine = computed(() => {
    const { claim } = this.clinic();
    return claim !== null && this.claims.isMine(claim.by);
  });
  protected readonly said = computed(() => {
    const { claim, name } = this.clinic();
    if (claim === null) return this.words.t('claim.claimOf', { name });
    const told = { name, by: claim.by, time: this.formats.hourInWords(claim.at) };
    return this.words.t(this.isMine() ? 'claim.releaseOf' : 'claim.takeOver', told);
  });

  protected press(): void {
    const { id, claim } = this.clinic();
    void (claim !== null && this.isMine() ? this.claims.release(id) : this.claims.claim(id));
  }
}
