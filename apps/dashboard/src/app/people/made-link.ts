import { Component, computed, inject, input, output } from '@angular/core';
import type { MadeLinkView } from '@vigie/contracts';

import { CopyField, wholeAddress } from '../shell/copy-field';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

/** A link that opens once, to be handed on: shown this once, and copied by a button. */
@Component({
  selector: 'vg-made-link',
  imports: [CopyField],
  host: { class: 'fields' },
  styleUrl: './people-form.css',
  template: `
    <h2>{{ words.t('account.people.linkTitle', { name: name() }) }}</h2>
    <p class="muted">
      {{ words.t('account.people.linkAbout', { until: formats.moment(link().expiresAt) }) }}
    </p>
    <vg-copy-field [text]="address()" [label]="words.t('account.people.newLink')" (closed)="closed.emit()" />
  `,
})
export class MadeLink {
  readonly link = input.required<MadeLinkView>();
  /** Whom it is for. */
  readonly name = input.required<string>();
  readonly closed = output();

  protected readonly address = computed(() => wholeAddress(this.link().url));
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
}
