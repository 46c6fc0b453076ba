import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { ReportAction } from '@vigie/contracts';

import type { AskFailure } from '../shell/ask-server';
import { Words } from '../shell/words';
import { writtenIn } from '../shell/sender';
import type { ActionDraft } from './open-report';

const statuses = ['open', 'done', 'dropped'] as const satisfies readonly ReportAction['status'][];
/** What the server takes at most, in letters. */
const longest = { text: 300, owner: 120, expected: 300, outcome: 500 };

/** Reads what was written; null when it does not say what and who. */
export function draftOf(fields: FormData): ActionDraft | null {
  const written = (name: string): string => writtenIn(fields)(name).trim();
  const text = written('text');
  const owner = written('owner');
  if (text === '' || owner === '') return null;
  return {
    text,
    owner,
    due: written('due') === '' ? null : written('due'),
    expected: written('expected'),
    status: statuses.find((status) => status === written('status')) ?? 'open',
    outcome: written('outcome') === '' ? null : written('outcome'),
  };
}

/** Writes one action; it leaves the keeping to who opened it. */
@Component({
  selector: 'vg-action-form',
  styleUrl: './action-form.css',
  templateUrl: './action-form.html',
})
export class ActionForm {
  readonly action = input.required<ReportAction | null>();
  readonly saving = input(false);
  readonly failure = input<AskFailure | null>(null);
  readonly kept = output<ActionDraft>();
  readonly left = output();

  protected readonly words = inject(Words);
  protected readonly statuses = statuses;
  protected readonly longest = longest;
  protected readonly incomplete = signal(false);
  private readonly first = viewChild.required<ElementRef<HTMLElement>>('first');
  protected readonly problem = computed(() => {
    if (this.incomplete()) return this.words.t('reports.action.needed');
    const failure = this.failure();
    if (failure === null) return null;
    return this.words.t(failure === 'refused' ? 'reports.action.refused' : 'reports.action.failed');
  });

  constructor() {
    afterNextRender(() => {
      this.first().nativeElement.focus();
    });
  }

  protected keep(event: Event, form: HTMLFormElement): void {
    event.preventDefault();
    const draft = draftOf(new FormData(form));
    this.incomplete.set(draft === null);
    if (draft === null) this.first().nativeElement.focus();
    else this.kept.emit(draft);
  }
}
