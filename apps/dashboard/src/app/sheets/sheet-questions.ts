import { Component, computed, effect, inject, input, linkedSignal, output, resource } from '@angular/core';
import type { SheetQuestion, SheetQuestions as SheetQuestionsView } from '@vigie/contracts';

import { failureOf } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { sender, type ChangeFailure } from '../shell/sender';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { ClinicSheets } from './clinic-sheets';

/** What callers ask and the sheet does not answer: how often, who may write the answer, and what came of each. */
@Component({
  selector: 'vg-sheet-questions',
  styleUrl: './sheet-questions.css',
  template: `
    @if (it(); as questions) {
      <h3>{{ words.t('sheets.questions.title') }}</h3>
      <p class="muted">{{ sum() }}</p>
      <p role="status" class="said">
        @if (failure(); as why) {
          <span class="act">{{
            words.t(why === 'refused' ? 'sheets.failed.refused' : 'sheets.failed.failed')
          }}</span>
        }
      </p>
      <ul>
        @for (row of rows(); track row.question) {
          <li>
            <div>
              <b>{{ row.question }}</b>
              <small class="muted">{{ row.about }}</small>
            </div>
            @if (questions.mayDecide && row.state === 'open') {
              @if (refusing() === row.question) {
                <form
                  class="fields"
                  novalidate
                  (submit)="$event.preventDefault(); refuse(row.question, why.value)"
                >
                  <label>
                    {{ words.t('sheets.questions.why') }}
                    <input #why maxlength="200" />
                  </label>
                  <p class="do">
                    <button type="submit" class="button main" [disabled]="busy()">
                      {{ words.t('sheets.questions.refuse') }}
                    </button>
                    <button type="button" class="link" (click)="refusing.set(null)">
                      {{ words.t('sheets.cancel') }}
                    </button>
                  </p>
                </form>
              } @else {
                <p class="do">
                  <button type="button" class="button" (click)="answered.emit(row.question)">
                    {{ words.t('sheets.questions.answer') }}<span class="hidden">: {{ row.question }}</span>
                  </button>
                  <button type="button" class="link" (click)="refusing.set(row.question)">
                    {{ words.t('sheets.questions.refuse') }}…<span class="hidden">: {{ row.question }}</span>
                  </button>
                </p>
              }
            }
          </li>
        } @empty {
          <li class="muted">{{ words.t('sheets.questions.none') }}</li>
        }
      </ul>
      @if (questions.unclear.length > 0) {
        <h4>{{ words.t('sheets.questions.unclear') }}</h4>
        <ul>
          @for (one of questions.unclear; track one.name) {
            <li>
              <div>
                <b>{{ one.name }}</b>
                <small class="muted">{{ words.n('sheets.questions.times', one.count) }}</small>
              </div>
            </li>
          }
        </ul>
      }
    } @else if (unread()) {
      <p role="alert">{{ words.t('sheets.failed.failed') }}</p>
    }
  `,
})
export class SheetQuestions {
  readonly clinicId = input.required<string>();
  /** A question whose answer was written meanwhile. */
  readonly accepted = input<string | null>(null);
  /** Somebody wants to write the answer to a question. */
  readonly answered = output<string>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  private readonly sheets = inject(ClinicSheets);
  private readonly read = resource({
    params: () => ({ clinicId: this.clinicId(), tenant: this.tenants.chosen() }),
    loader: ({ params, abortSignal }) => this.sheets.questions(params.clinicId, abortSignal),
  });
  private readonly ofThisClinic = <T>(value: T) =>
    linkedSignal<string, T>({ source: this.clinicId, computation: () => value });
  protected readonly refusing = this.ofThisClinic<string | null>(null);
  private readonly sender = sender(this.ofThisClinic<ChangeFailure | null>(null));
  protected readonly failure = this.sender.failure;
  protected readonly busy = this.sender.sending;

  protected readonly it = computed<SheetQuestionsView | null>(() =>
    this.read.hasValue() ? this.read.value() : null,
  );
  protected readonly unread = computed(() => {
    const error = this.read.error();
    return error !== undefined && failureOf(error) !== 'missing';
  });
  protected readonly sum = computed(() => {
    const it = this.it();
    if (it === null || it.lookUps === 0)
      return this.words.t('sheets.questions.noLookUps', { days: it?.days ?? 0 });
    const { missed, lookUps, medianMs, askedOnce, days } = it;
    const share = this.formats.percent(missed / lookUps, 0);
    const [of, n] = [lookUps, missed].map((count) => this.formats.number(count));
    const said = [this.words.t('sheets.questions.sum', { n: n ?? '', of: of ?? '', share, days })];
    if (medianMs !== null)
      said.push(this.words.t('sheets.questions.median', { time: this.formats.duration(medianMs) }));
    if (askedOnce > 0) said.push(this.words.n('sheets.questions.once', askedOnce));
    return said.join(' ');
  });
  protected readonly rows = computed(() =>
    (this.it()?.questions ?? []).map((one) => ({ ...one, about: this.aboutOf(one) })),
  );

  constructor() {
    effect(() => {
      const question = this.accepted();
      if (question !== null) void this.decide({ question, decision: 'accepted' });
    });
  }

  protected async refuse(question: string, why: string): Promise<void> {
    await this.decide({ question, decision: 'refused', why });
    this.refusing.set(null);
  }

  private async decide(
    decided: Readonly<
      { question: string; decision: 'accepted' } | { question: string; decision: 'refused'; why: string }
    >,
  ): Promise<void> {
    await this.sender.send(async () => {
      this.read.set(await this.sheets.decide(this.clinicId(), decided));
    });
  }

  private aboutOf({ state, asked, proposed, lastAt, decided }: SheetQuestion): string {
    const said = [
      asked > 0 ? this.words.n('sheets.questions.asked', asked) : '',
      proposed > 0 ? this.words.n('sheets.questions.proposed', proposed) : '',
      lastAt === null ? '' : this.words.t('sheets.questions.last', { when: this.formats.dateAt(lastAt) }),
      decided === null ? '' : this.decisionOf(state, decided),
    ];
    return said.filter((part) => part !== '').join(' · ');
  }

  private decisionOf(
    state: SheetQuestion['state'],
    { at, by, why }: NonNullable<SheetQuestion['decided']>,
  ): string {
    const word = state === 'open' ? 'again' : state;
    const who = by === '' ? this.words.t('sheets.someone') : by;
    const said = this.words.t(`sheets.questions.${word}`, { who, when: this.formats.dateAt(at) });
    return why === '' ? said : this.words.pair(said, why);
  }
}
