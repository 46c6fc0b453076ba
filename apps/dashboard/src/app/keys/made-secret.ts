import { afterNextRender, Component, type ElementRef, inject, input, output, viewChild } from '@angular/core';
import type { MadeApiKeyView } from '@vigie/contracts';

import { CopyField } from '../shell/copy-field';
import { Words } from '../shell/words';

/** The secret of a key that was just made: shown this once, and copied by a button. */
@Component({
  selector: 'vg-made-secret',
  imports: [CopyField],
  host: { class: 'fields' },
  styleUrl: '../people/people-form.css',
  template: `
    <h2 #head tabindex="-1">{{ words.t('keys.secretTitle', { name: made().key.name }) }}</h2>
    <p class="muted">{{ words.t('keys.secretAbout') }}</p>
    <vg-copy-field
      what="key"
      [text]="made().secret"
      [label]="words.t('keys.secret')"
      (closed)="closed.emit()"
    />
  `,
})
export class MadeSecret {
  readonly made = input.required<MadeApiKeyView>();
  readonly closed = output();

  protected readonly words = inject(Words);
  private readonly head = viewChild.required<ElementRef<HTMLElement>>('head');

  constructor() {
    afterNextRender(() => {
      this.head().nativeElement.focus();
    });
  }
}
