import { Component, computed, inject, input, output, signal } from '@angular/core';
import { followupTypes, type FollowupFile, type FollowupList } from '@vigie/contracts';

import { addressOf, askServer, refusalWord } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { frFollowupList } from '../words/fr-followup-list';
import { followupFileShape } from './callback-answers';
import { CallbackTexts } from './callback-texts';

const root = '/api/v1/imports/followups-csv';

/** A clinic's list of discharges or visits: looked at first, then planned. What is looked at is what is planned. */
@Component({
  selector: 'vg-followup-list',
  styleUrl: './followup-list-form.css',
  templateUrl: './followup-list-form.html',
})
export class FollowupListForm {
  readonly clinics = input.required<FollowupList['clinics']>();
  /** Some were planned. */
  readonly planned = output();

  protected readonly words = inject(Words);
  protected readonly texts = inject(CallbackTexts);
  private readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  protected readonly types = followupTypes;
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly told = signal<FollowupFile | null>(null);
  protected readonly canPlan = computed(() => {
    const file = this.told();
    return file?.preview === true ? file.accepted : 0;
  });
  protected readonly sum = computed(() => {
    const { preview = true, accepted = 0, known = 0, rejectedCount = 0 } = this.told() ?? {};
    const parts = [
      this.words.n(preview ? 'followupList.would' : 'followupList.done', accepted),
      this.words.n('followupList.known', known),
      this.words.n('followupList.refused', rejectedCount),
    ];
    return `${parts.join(', ')}.`;
  });
  protected readonly rows = computed(() =>
    (this.told()?.rows ?? []).map((row) => ({
      line: row.line,
      what: this.texts.followupType(row.type),
      who: [row.reference, row.mask].filter((part) => part !== null).join(' · '),
      from: this.formats.moment(row.dueFrom),
      until: this.formats.moment(row.dueUntil),
    })),
  );

  protected forget(): void {
    this.told.set(null);
    this.failure.set('');
  }

  protected async send(event: Event, isPreview: boolean): Promise<void> {
    event.preventDefault();
    const form = (event.target as HTMLElement).closest('form');
    if (form === null) return;
    const chosen = (name: string): string =>
      form.querySelector<HTMLSelectElement>(`[name="${name}"]`)?.value ?? '';
    const file = form.querySelector<HTMLInputElement>('[type="file"]')?.files?.[0];
    if (file === undefined) {
      this.failure.set(this.words.t('followupList.noFile'));
      return;
    }
    this.busy.set(true);
    this.failure.set('');
    try {
      const preview = String(isPreview);
      const choices = {
        clinicId: chosen('clinicId'),
        type: chosen('type'),
        preview,
        tenant: this.tenants.chosen(),
      };
      const body = new Blob([file], { type: 'text/csv' });
      const answer = await askServer(addressOf(root, choices), { method: 'POST', body });
      this.told.set(readAnswer(followupFileShape, answer));
      if (!isPreview) this.planned.emit();
    } catch (error) {
      this.told.set(null);
      this.failure.set(this.words.t(`followupList.why.${refusalWord(error, frFollowupList.why)}`));
    } finally {
      this.busy.set(false);
    }
  }

  protected faultKey(fault: FollowupFile['rejected'][number]['fault']) {
    return `followupList.faults.${fault}` as const;
  }
}
