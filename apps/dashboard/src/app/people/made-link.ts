import { Component, inject, input, output, signal } from '@angular/core';
import type { MadeLinkView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

/** A link that opens once, to be handed on: shown this once, and copied by a button. */
@Component({
  selector: 'vg-made-link',
  host: { class: 'fields' },
  styleUrl: './people-form.css',
  template: `
    <h2>{{ words.t('account.people.linkTitle', { name: name() }) }}</h2>
    <p class="muted">
      {{ words.t('account.people.linkAbout', { until: formats.moment(link().expiresAt) }) }}
    </p>
    <input
      class="made"
      readonly
      [value]="url()"
      [attr.aria-label]="words.t('account.people.newLink')"
      #field
      (focus)="field.select()"
    />
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
export class MadeLink {
  readonly link = input.required<MadeLinkView>();
  /** Whom it is for. */
  readonly name = input.required<string>();
  readonly closed = output();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly isCopied = signal(false);

  protected url(): string {
    return new URL(this.link().url, globalThis.location.origin).href;
  }

  protected async copy(field: HTMLInputElement): Promise<void> {
    field.select();
    try {
      await navigator.clipboard.writeText(this.url());
      this.isCopied.set(true);
    } catch {
      // Where the browser keeps its clipboard to itself, the link stays selected for the keyboard.
      this.isCopied.set(false);
    }
  }
}
