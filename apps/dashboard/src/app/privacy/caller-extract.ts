import { Component, computed, inject, input } from '@angular/core';
import type { CallerExport } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { saveFile } from '../shell/save-file';

/** What is kept of a caller, in one sentence, and as a file for them to have. */
@Component({
  selector: 'vg-caller-extract',
  styles: `
    :host {
      display: grid;
      gap: 10px;
    }
    h2 {
      font-size: 15px;
    }
  `,
  template: `
    <h2>{{ words.t('callers.exported.title') }}</h2>
    <p>{{ told() }}</p>
    @if (extract().truncated) {
      <p class="act">{{ words.t('callers.exported.truncated') }}</p>
    }
    <p class="muted">{{ words.t('callers.exported.left') }}</p>
    <p class="do">
      <button type="button" class="button main" (click)="save()">
        {{ words.t('callers.exported.file') }}
      </button>
    </p>
  `,
})
export class CallerExtract {
  readonly extract = input.required<CallerExport>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  protected readonly told = computed(() => {
    const { calls, invitations, owed, keptNumbers, handovers, refusedEvents, notAskedSince, campaigns } =
      this.extract();
    const counts = {
      calls: calls.length,
      answers: calls.reduce((sum, call) => sum + call.surveys.filter((one) => one.items !== null).length, 0),
      comments: calls.reduce((sum, call) => sum + call.comments.length, 0),
      invitations: invitations.length,
      owed: owed.length,
      keptNumbers: keptNumbers.length,
      handovers: handovers.length,
      campaigns: campaigns.lists.length + campaigns.answers.length,
      notCalled: campaigns.doNotCall.length,
      refusedEvents: refusedEvents.length,
    };
    const parts = (Object.keys(counts) as (keyof typeof counts)[]).flatMap((name) =>
      counts[name] === 0 ? [] : [this.words.n(`callers.exported.${name}`, counts[name])],
    );
    if (notAskedSince !== null)
      parts.push(this.words.t('callers.exported.notAsked', { when: this.formats.moment(notAskedSince) }));
    return parts.length === 0 ? this.words.t('callers.exported.nothing') : `${parts.join(', ')}.`;
  });

  protected save(): void {
    const name = `${this.words.t('callers.exported.fileName')}.json`;
    saveFile(name, 'application/json', JSON.stringify(this.extract(), null, 2));
  }
}
