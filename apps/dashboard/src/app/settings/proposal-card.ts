import type { ElementRef } from '@angular/core';
import {
  afterNextRender,
  Component,
  computed,
  inject,
  Injector,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import type { SettingsProposal } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { sender } from '../shell/sender';
import { Words } from '../shell/words';
import { CentreProposals } from './centre-proposals';
import { CentreSettings } from './centre-settings';
import { changeInWords, fieldInWords, valueInWords, type SettingSpeech } from './setting-words';

/** One change that somebody wishes for: what would be another than today, and what was or is to be answered. */
@Component({
  selector: 'vg-proposal-card',
  host: { class: 'fields' },
  styleUrl: './proposal-card.css',
  templateUrl: './proposal-card.html',
})
export class ProposalCard {
  readonly proposal = input.required<SettingsProposal>();
  /** The centre's present day. */
  readonly today = input.required<string>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly proposals = inject(CentreProposals);
  private readonly settings = inject(CentreSettings);
  private readonly injector = inject(Injector);
  private readonly why = viewChild<ElementRef<HTMLInputElement>>('why');
  protected readonly sender = sender();
  protected readonly asks = signal<'refuse' | 'past' | null>(null);
  /** From which day it is accepted: the day that is wished for, unless that is past. */
  protected readonly from = linkedSignal(() =>
    this.proposal().from < this.today() ? this.today() : this.proposal().from,
  );
  protected readonly isPast = computed(() => this.from() < this.today());
  protected readonly inputId = computed(() => `from-${this.proposal().id}`);

  private readonly speech = computed<SettingSpeech>(() => ({
    words: this.words,
    formats: this.formats,
    nameOf: this.settings.nameOf,
  }));
  protected readonly head = computed(() => {
    const { by, at, from } = this.proposal();
    const who = by === '' ? this.words.t('settings.proposals.someone') : by;
    const said = { who, when: this.formats.moment(at), day: this.formats.date(from) };
    return this.words.t('settings.proposals.by', said);
  });
  /** While it is open what would change of today; afterwards what it asked for. */
  protected readonly lines = computed(() => {
    const { fields, state } = this.proposal();
    return fields.map(({ field, before, now, after }) =>
      changeInWords(this.speech(), { field, before: state === 'open' ? now : before, after }),
    );
  });
  /** What is another than when it was proposed. */
  protected readonly stale = computed(() => {
    const { fields, state, isStale } = this.proposal();
    if (state !== 'open' || !isStale) return [];
    return fields
      .filter(({ before, now }) => JSON.stringify(before) !== JSON.stringify(now))
      .map(({ field, before }) =>
        this.words.t('settings.proposals.stale', {
          field: fieldInWords(this.words, field),
          before: valueInWords(this.speech(), field, before),
        }),
      );
  });
  protected readonly answered = computed(() => {
    const { state, decided } = this.proposal();
    if (state === 'open' || decided === null) return '';
    const { by, at, from, answer } = decided;
    const who = by === '' ? this.words.t('settings.proposals.someone') : by;
    const day = from === null ? '' : this.formats.date(from);
    return this.words.t(`settings.proposals.${state}`, { who, when: this.formats.moment(at), day, answer });
  });

  protected async accept(): Promise<void> {
    if (this.isPast() && this.asks() !== 'past') return this.asks.set('past');
    await this.do(() => this.proposals.accept(this.proposal(), this.from()));
  }

  protected askWhy(): void {
    this.asks.set('refuse');
    afterNextRender(() => this.why()?.nativeElement.focus(), { injector: this.injector });
  }

  protected async refuse(event: Event, answer: string): Promise<void> {
    event.preventDefault();
    if (answer.trim() === '') return this.sender.failure.set('invalid');
    await this.do(() => this.proposals.refuse(this.proposal(), answer.trim()));
  }

  protected withdraw(): Promise<void> {
    return this.do(() => this.proposals.withdraw(this.proposal()));
  }

  private async do(work: () => Promise<void>): Promise<void> {
    await this.sender.send(work);
    if (this.sender.failure() === null) return this.asks.set(null);
    // Answered in another tab, or changed since: what it is now is read before anybody tries again.
    if (this.sender.failure() === 'conflict') this.proposals.reload();
  }
}
