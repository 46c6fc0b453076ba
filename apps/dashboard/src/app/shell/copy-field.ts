import { Component, computed, inject, input, output, signal } from '@angular/core';

import { Words } from './words';

/** An address to be handed on, which is shown this once: copied by a button, and put away. */
@Component({
  selector: 'vg-copy-field',
  host: { class: 'fields' },
  styles: `
    input {
      font-family: ui-monospace, monospace;
      font-size: 12.5px;
      overflow-wrap: anywhere;
    }
  `,
  template: `
    <input readonly [value]="whole()" [attr.aria-label]="label()" #field (focus)="field.select()" />
    <p class="do">
      <button type="button" class="button main" (click)="copy(field)">
        {{ words.t('account.people.copy') }}
      </button>
      <button type="button" class="button" (click)="closed.emit()">
        {{ words.t('account.people.close') }}
      </button>
      <span role="status">
        @if (isCopied()) {
          {{ words.t('account.people.copied') }}
        }
      </span>
    </p>
  `,
})
export class CopyField {
  /** The address, or its path at our own origin. */
  readonly url = input.required<string>();
  /** What the field is, for who does not see it. */
  readonly label = input.required<string>();
  readonly closed = output();

  protected readonly words = inject(Words);
  protected readonly isCopied = signal(false);
  protected readonly whole = computed(() => new URL(this.url(), globalThis.location.origin).href);

  protected async copy(field: HTMLInputElement): Promise<void> {
    field.select();
    try {
      await navigator.clipboard.writeText(this.whole());
      this.isCopied.set(true);
    } catch {
      // Where the browser keeps its clipboard to itself, the link stays selected for the keyboard.
      this.isCopied.set(false);
    }
  }
}
