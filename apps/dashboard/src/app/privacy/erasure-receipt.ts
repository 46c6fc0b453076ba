import { Component, computed, inject, input } from '@angular/core';
import type { CallerErasure } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { saveFile } from '../shell/save-file';
import { Words } from '../shell/words';

const counted = ['events', 'calls', 'comments', 'invitations', 'refusedEvents'] as const;

/** `2 événements, 2 appels`: from what somebody was erased. */
export function erasedInWords(words: Words, erasure: CallerErasure): string {
  const told = counted.flatMap((name) =>
    erasure[name] === 0 ? [] : [words.n(`callers.what.${name}`, erasure[name])],
  );
  return told.length === 0 ? words.t('callers.what.nothing') : told.join(', ');
}

/** What was erased of a caller, and when: shown, and to be kept as a file that does not say whom it is about. */
@Component({
  selector: 'vg-erasure-receipt',
  styles: `
    :host {
      display: grid;
      gap: 10px;
    }
    h2 {
      font-size: 15px;
    }
    dl {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 4px 16px;
    }
    dt {
      color: var(--muted);
    }
    code {
      overflow-wrap: anywhere;
    }
  `,
  template: `
    <h2><span class="fine" aria-hidden="true">✓</span> {{ words.t('callers.receipt.title') }}</h2>
    <p class="muted">{{ words.t('callers.receipt.about') }}</p>
    <dl>
      <dt>{{ words.t('callers.receipt.id') }}</dt>
      <dd>
        <code>{{ erasure().erasureId }}</code>
      </dd>
      <dt>{{ words.t('callers.receipt.asked') }}</dt>
      <dd>{{ formats.moment(erasure().askedAt) }}</dd>
      <dt>{{ words.t('callers.receipt.done') }}</dt>
      <dd>{{ formats.moment(erasure().doneAt) }}</dd>
      <dt>{{ words.t('callers.receipt.blanked') }}</dt>
      <dd>{{ what() }}</dd>
    </dl>
    <p class="do">
      <button type="button" class="button" (click)="save()">{{ words.t('callers.receipt.save') }}</button>
    </p>
  `,
})
export class ErasureReceipt {
  readonly erasure = input.required<CallerErasure>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly what = computed(() => erasedInWords(this.words, this.erasure()));

  protected save(): void {
    const { erasureId, askedAt, doneAt } = this.erasure();
    const text = this.words.t('callers.receipt.text', {
      id: erasureId,
      asked: this.formats.moment(askedAt),
      done: this.formats.moment(doneAt),
      what: this.what(),
    });
    const name = `${this.words.t('callers.receipt.fileName')}-${erasureId.slice(0, 8)}.txt`;
    saveFile(name, 'text/plain;charset=utf-8', text);
  }
}
