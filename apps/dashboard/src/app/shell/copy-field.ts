import { Component, inject, input, output, signal } from '@angular/core';

import { Words } from './words';

const wordsOf = {
  link: { copy: 'account.people.copy', copied: 'account.people.copied', close: 'account.people.close' },
  key: { copy: 'keys.copy', copied: 'keys.copied', close: 'keys.close' },
} as const;

/** A path at our own origin, or an address, as whoever it is handed on to opens it. */
export const wholeAddress = (url: string): string => new URL(url, globalThis.location.origin).href;

/** A link or a key to be handed on, which is shown this once: copied by a button, and put away. */
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
    <input readonly [value]="text()" [attr.aria-label]="label()" #field (focus)="field.select()" />
    <p class="do">
      <button type="button" class="button main" (click)="copy(field)">
        {{ words.t(wordsOf[what()].copy) }}
      </button>
      <button type="button" class="button" (click)="closed.emit()">
        {{ words.t(wordsOf[what()].close) }}
      </button>
      <span role="status">
        @if (isCopied()) {
          {{ words.t(wordsOf[what()].copied) }}
        }
      </span>
    </p>
  `,
})
export class CopyField {
  /** What is copied, as it is. */
  readonly text = input.required<string>();
  readonly what = input<keyof typeof wordsOf>('link');
  /** What the field is, for who does not see it. */
  readonly label = input.required<string>();
  readonly closed = output();

  protected readonly wordsOf = wordsOf;
  protected readonly words = inject(Words);
  protected readonly isCopied = signal(false);

  protected async copy(field: HTMLInputElement): Promise<void> {
    field.select();
    try {
      await navigator.clipboard.writeText(this.text());
      this.isCopied.set(true);
    } catch {
      // Where the browser keeps its clipboard to itself, it stays selected for the keyboard.
      this.isCopied.set(false);
    }
  }
}
