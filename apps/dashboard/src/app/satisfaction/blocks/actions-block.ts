import { Component, computed, inject, input, signal } from '@angular/core';
import type { ActionsBlock } from '@vigie/contracts';

import type { AskFailure } from '../../shell/ask-server';
import { Language } from '../../shell/language';
import { Words } from '../../shell/words';
import { ActionForm } from '../action-form';
import { OpenReport, type ActionDraft } from '../open-report';
import { BlockHead } from './block-head';

const adding = 'new';

/** What was decided together: who, when, what should come of it, and what did. Written here, on the page. */
@Component({
  selector: 'vg-actions-block',
  imports: [ActionForm, BlockHead],
  styleUrl: './actions-block.css',
  templateUrl: './actions-block.html',
})
export class ActionsBlockView {
  readonly block = input.required<ActionsBlock>();
  /** Whether one more can be decided here. */
  readonly mayAdd = input(true);

  protected readonly report = inject(OpenReport);
  protected readonly words = inject(Words);
  protected readonly language = inject(Language).active;
  /** The id of the action that is being written, `new` for one more; null when none is. */
  protected readonly open = signal<string | null>(null);
  protected readonly failure = signal<AskFailure | null>(null);
  protected readonly saving = signal(false);
  protected readonly said = signal('');
  protected readonly adding = adding;
  protected readonly edited = computed(() => this.report.actions().get(this.open() ?? '') ?? null);

  protected readonly addable = computed(() => this.mayAdd() && this.report.editable());

  protected who({ owner, due }: ActionsBlock['actions'][number]): string {
    return [owner, due].filter((part) => part !== '').join(', ');
  }

  protected start(id: string): void {
    this.failure.set(null);
    this.open.set(id);
  }

  protected async save(draft: ActionDraft): Promise<void> {
    const id = this.open();
    this.saving.set(true);
    const failure = await this.report.keep(id === adding ? null : id, draft);
    this.saving.set(false);
    this.failure.set(failure);
    if (failure !== null) return;
    this.open.set(null);
    this.said.set(this.words.t('reports.action.saved'));
  }
}
