import { afterNextRender, Component, type ElementRef, inject, viewChild } from '@angular/core';

import { Words } from '../shell/words';
import { Claims } from './claims';

/** Asks once for the name this browser signs with. */
@Component({
  selector: 'vg-claim-dialog',
  styles: `
    form {
      position: fixed;
      z-index: 20;
      inset: 0;
      display: grid;
      gap: 10px;
      width: min(360px, calc(100vw - 32px));
      height: fit-content;
      margin: auto;
      padding: 18px;
      border: 1px solid var(--edge);
      border-radius: 10px;
      background: var(--raised);
      box-shadow: 0 12px 40px rgb(0 0 0 / 0.25);
    }
    label {
      display: grid;
      gap: 6px;
      font-weight: 600;
    }
    small {
      color: var(--muted);
      font-weight: 400;
    }
    input {
      min-height: 36px;
      padding: 4px 10px;
      border: 1px solid var(--edge);
      border-radius: 8px;
      background: var(--surface);
    }
    div {
      display: flex;
      justify-content: flex-end;
      gap: 8px;
    }
  `,
  template: `
    <form
      role="dialog"
      aria-labelledby="claim-name"
      (submit)="sign($event, typed.value)"
      (keydown.escape)="claims.asking.set(null)"
    >
      <label id="claim-name">
        {{ words.t('claim.name') }}
        <small>{{ words.t('claim.nameAbout') }}</small>
        <input #typed #field autocomplete="given-name" maxlength="40" required />
      </label>
      <div>
        <button type="button" class="button" (click)="claims.asking.set(null)">
          {{ words.t('claim.cancel') }}
        </button>
        <button type="submit" class="button">{{ words.t('claim.claim') }}</button>
      </div>
    </form>
  `,
})
export class ClaimDialog {
  protected readonly claims = inject(Claims);
  protected readonly words = inject(Words);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  constructor() {
    afterNextRender(() => {
      this.field().nativeElement.focus();
    });
  }

  protected sign(event: Event, name: string): void {
    event.preventDefault();
    void this.claims.sign(name);
  }
}
