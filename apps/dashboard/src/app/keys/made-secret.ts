import {
  afterNextRender,
  Component,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { MadeApiKeyView } from '@vigie/contracts';

import { Words } from '../shell/words';

/** The secret of a key that was just made: shown this once, and copied by a button. */
@Component({
  selector: 'vg-made-secret',
  host: { class: 'fields' },
  styleUrl: '../people/people-form.css',
  template: `
    <h2 #head tabindex="-1">{{ words.t('keys.secretTitle', { name: made().key.name }) }}</h2>
    <p class="muted">{{ words.t('keys.secretAbout') }}</p>
    <input
      class="made"
      readonly
      [value]="made().secret"
      [attr.aria-label]="words.t('keys.secret')"
      #field
      (focus)="field.select()"
    />
    <p class="do">
      <button type="button" class="button main" (click)="copy(field)">{{ words.t('keys.copy') }}</button>
      <button type="button" class="button" (click)="closed.emit()">{{ words.t('keys.close') }}</button>
      <span role="status">
        @if (isCopied()) {
          {{ words.t('keys.copied') }}
        }
      </span>
    </p>
  `,
})
export class MadeSecret {
  readonly made = input.required<MadeApiKeyView>();
  readonly closed = output();

  protected readonly words = inject(Words);
  private readonly head = viewChild.required<ElementRef<HTMLElement>>('head');
  protected readonly isCopied = signal(false);

  constructor() {
    afterNextRender(() => {
      this.head().nativeElement.focus();
    });
  }

  protected async copy(field: HTMLInputElement): Promise<void> {
    field.select();
    try {
      await navigator.clipboard.writeText(this.made().secret);
      this.isCopied.set(true);
    } catch {
      // Where the browser keeps its clipboard to itself, the key stays selected for the keyboard.
      this.isCopied.set(false);
    }
  }
}
