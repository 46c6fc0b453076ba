import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { followupTypes, type Followup } from '@vigie/contracts';

import { refusalWord } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { readOfCentre } from '../shell/read-of-centre';
import { Words } from '../shell/words';
import { frFollowups } from '../words/fr-followups';
import { followupListShape } from './callback-answers';
import { CallbackTexts } from './callback-texts';
import { FollowupListForm } from './followup-list-form';

const root = '/api/v1/followups';
const yearMs = 365 * 86_400_000;

/** The follow-ups that are to come, and a form for one more. */
@Component({
  selector: 'vg-followups',
  imports: [FollowupListForm],
  styleUrl: './followups-panel.css',
  templateUrl: './followups-panel.html',
})
export class FollowupsPanel {
  /** How many are due: one that has come due is not to come any more. */
  readonly due = input.required<number>();

  protected readonly words = inject(Words);
  protected readonly texts = inject(CallbackTexts);
  private readonly formats = inject(Formats);

  protected readonly read = readOfCentre(root, followupListShape);
  protected readonly types = followupTypes;
  /** Nothing is planned before today, nor further ahead than a year: a date field takes no longer a year than its last. */
  protected readonly days = computed(() => {
    const at = Date.parse(this.list()?.at ?? '');
    return Number.isNaN(at)
      ? { first: null, last: null }
      : { first: this.formats.dayKey(at), last: this.formats.dayKey(at + yearMs) };
  });
  protected readonly busy = signal(false);
  /** What was done, or why it was not. */
  protected readonly said = signal('');
  protected readonly failure = signal('');
  protected readonly list = computed(() => this.read.value());
  protected readonly rows = computed(() =>
    (this.list()?.followups ?? []).map((one) => ({
      ...one,
      what: this.texts.followupType(one.type),
      who: one.reference ?? this.words.t('callbacks.noReference'),
      when: this.words.t('followups.when', {
        from: this.formats.moment(one.dueFrom),
        until: this.formats.moment(one.dueUntil),
      }),
    })),
  );

  constructor() {
    effect(() => {
      this.due();
      untracked(() => this.read.reload());
    });
  }

  protected async plan(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = [...new FormData(form)].filter(([, value]) => value !== '');
    const body = Object.fromEntries(given) as Readonly<Record<string, string>>;
    const { clinicId = '' } = body;
    const name = this.list()?.clinics.find(({ id }) => id === clinicId)?.name ?? clinicId;
    if (await this.send('', body, this.words.t('followups.planned', { clinic: name }))) form.reset();
  }

  protected cancel({ id }: Pick<Followup, 'id'>): Promise<boolean> {
    return this.send(`/${id}/cancel`, {}, this.words.t('followups.cancelled'));
  }

  private async send(path: string, body: Readonly<Record<string, string>>, done: string): Promise<boolean> {
    this.busy.set(true);
    this.failure.set('');
    this.said.set('');
    try {
      await this.read.change(`${root}${path}`, 'POST', body);
      this.said.set(done);
      this.readSoon();
      return true;
    } catch (error) {
      this.failure.set(this.words.t('followups.failed', { why: this.why(error) }));
      return false;
    } finally {
      this.busy.set(false);
    }
  }

  /** What is read just now may be from before it was folded. */
  protected readSoon(): void {
    setTimeout(() => this.read.reload(), foldedWithinMs);
  }

  private why(error: unknown): string {
    return this.words.t(`followups.why.${refusalWord(error, frFollowups.why)}`);
  }
}

const foldedWithinMs = 600;
