import { Component, computed, inject, input, output, resource } from '@angular/core';
import { callbackOutcomes, longestNote, type CallbackOutcome, type CallbackView } from '@vigie/contracts';

import { EarlierCallsButton } from '../callers/earlier-calls';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { writtenIn } from '../shell/sender';
import { Words } from '../shell/words';
import { CallbackBoard, type Beside } from './callback-board';
import { CallbackNumber } from './callback-number';
import { isAlert } from './callback-order';
import { CallbackTexts } from './callback-texts';
import { DischargeQuestions } from './discharge-questions';
import { PlaceCall } from './place-call';

/** An open patient: what happened on the way, the one sentence that may be said, and what came of the call. */
@Component({
  selector: 'vg-callback-card',
  imports: [CallbackNumber, DischargeQuestions, EarlierCallsButton, PlaceCall],
  styleUrl: './callback-card.css',
  template: `
    <section>
      <h3>
        {{ words.t('callbacks.history') }}
        <small class="muted">{{ words.t('callbacks.referenceOf', { reference: one().reference }) }}</small>
      </h3>
      <ol [attr.aria-busy]="detail.isLoading()">
        @for (step of steps(); track $index) {
          <li>
            <time>{{ step.at }}</time>
            <span>{{ step.what }}</span>
            <small class="muted">{{ step.beside }}</small>
          </li>
        }
      </ol>
      @if (mayLookUp() && one().followup === null) {
        <vg-earlier-calls-button [of]="{ kind: 'callback', id: one().id }" />
      }
    </section>
    <section>
      @if (isPlaced()) {
        <vg-place-call
          [placed]="one().placed"
          [now]="now()"
          [isMine]="isMine()"
          [busy]="busy()"
          (called)="called.emit()"
        />
      } @else {
        <p>
          <b>{{ words.t('callbacks.noWay') }}</b>
        </p>
        <p class="about">{{ way() }}</p>
        @if (obstacle(); as why) {
          <p class="muted about">{{ words.t(why) }}</p>
        }
      }
      @if (isMine() && seesNumber()) {
        <vg-callback-number [one]="one()" />
      }
      @if (isMine() && asksQuestions()) {
        @if (questions(); as of) {
          <vg-discharge-questions [id]="one().id" [of]="of" (changed)="detail.reload()" />
        } @else {
          <p class="muted about">{{ words.t('followups.questions.none') }}</p>
        }
      }
      @if (isMine()) {
        <h3>{{ words.t('callbacks.outcomeTitle') }}</h3>
        @if (closing(); as takes) {
          <form #beside class="beside" (submit)="$event.preventDefault()" (input)="tell(beside)">
            @if (takes.reasons.length > 0) {
              <label>
                {{ words.t('callbacks.closing.reason') }}
                <select name="reason">
                  <option value="">{{ words.t('callbacks.closing.none') }}</option>
                  @for (reason of takes.reasons; track reason) {
                    <option [value]="reason">{{ reason }}</option>
                  }
                </select>
              </label>
            }
            <label>
              {{ words.t('callbacks.closing.note') }}
              <input name="note" autocomplete="off" [attr.maxlength]="longestNote" />
              <small>{{ words.t('callbacks.closing.about') }}</small>
            </label>
          </form>
        }
        <div class="outcomes" role="group" [attr.aria-label]="words.t('callbacks.outcomeTitle')">
          @for (outcome of outcomes; track outcome) {
            <button
              type="button"
              class="button"
              [class.main]="outcome === one().suggested"
              [disabled]="busy()"
              (click)="said.emit(outcome)"
            >
              <kbd aria-hidden="true">{{ $index + 1 }}</kbd>
              {{ texts.offered(outcome, one().tries + 1) }}
            </button>
          }
        </div>
        @if (one().suggested !== null) {
          <p class="muted about">{{ words.t('callbacks.suggested') }}</p>
        }
        @for (one of sentences(); track one.to) {
          <p class="say">
            <span class="muted">{{ one.to }}</span> {{ one.say }}
          </p>
        }
      } @else {
        <p class="muted about">{{ texts.notOffered(one(), now()) || words.t('callbacks.claimFirst') }}</p>
      }
    </section>
  `,
})
export class CallbackCard {
  readonly one = input.required<CallbackView>();
  readonly now = input.required<number>();
  readonly isMine = input.required<boolean>();
  readonly busy = input.required<boolean>();
  readonly said = output<CallbackOutcome>();
  readonly called = output();
  /** What is written beside the outcome to come. */
  readonly beside = output<Beside>();

  protected readonly words = inject(Words);
  protected readonly texts = inject(CallbackTexts);
  private readonly formats = inject(Formats);
  private readonly board = inject(CallbackBoard);
  protected readonly outcomes = callbackOutcomes;
  protected readonly longestNote = longestNote;
  private readonly me = inject(Me);
  /** A number that many share, or none, tells nothing of one patient. */
  protected readonly mayLookUp = computed(() => this.me.may('callers.see') && !this.one().alone);
  /** Where the clinic has numbers kept, whoever calls a patient may be shown it; who withheld theirs has none. */
  protected readonly seesNumber = computed(
    () =>
      this.one().numbersKept &&
      this.one().mask !== null &&
      !isAlert(this.one()) &&
      this.me.may('callbacks.number'),
  );
  protected readonly way = computed(() =>
    this.seesNumber() ? this.words.t('callbacks.number.way') : this.texts.way(this.one(), this.now()),
  );
  protected readonly detail = resource({
    params: () => ({
      id: this.one().id,
      tries: this.one().tries,
      calls: this.one().calls,
      isOver: this.one().placed?.state === 'over',
    }),
    loader: ({ params }) => this.board.detail(params.id),
  });
  /** Whether the telephone system can be asked to call; no more is said while that is read. */
  protected readonly isPlaced = computed(
    () => this.one().placed !== null || (this.detail.hasValue() && this.detail.value().callObstacle === null),
  );
  /** That no telephone system is set up is said once, above the list. */
  protected readonly obstacle = computed(() => {
    const why = this.detail.hasValue() ? this.detail.value().callObstacle : null;
    return why === null || why === 'noWay' ? null : (`callbacks.place.obstacles.${why}` as const);
  });
  protected readonly closing = computed(() => (this.detail.hasValue() ? this.detail.value().closing : null));
  /** Whether the clinic switched them on, and it is of a discharge; until then nothing is said of them. */
  protected readonly asksQuestions = computed(
    () => this.detail.hasValue() && this.detail.value().asksQuestions,
  );
  protected readonly questions = computed(() =>
    this.detail.hasValue() ? this.detail.value().questions : null,
  );
  /** The latest first; our tries are counted in their order. */
  protected readonly steps = computed(() => {
    const steps = this.detail.hasValue() ? this.detail.value().steps : [];
    let tries = 0;
    return steps
      .map((step) => this.texts.step(step, step.kind === 'tried' ? (tries += 1) : tries, this.now()))
      .toReversed();
  });
  /** The one sentence allowed, to an answering machine and to anybody but the patient: no speciality and no reason. */
  protected readonly sentences = computed(() => this.sentencesFor(this.one()));

  protected tell(form: HTMLFormElement): void {
    const written = writtenIn(new FormData(form));
    const [reason, note] = [written('reason'), written('note').trim()];
    this.beside.emit({ ...(reason !== '' && { reason }), ...(note !== '' && { note }) });
  }

  private sentencesFor(one: CallbackView): readonly { readonly to: string; readonly say: string }[] {
    if (isAlert(one)) {
      const { reference } = one;
      const say = this.words.t('followups.questions.alertSay', { reference });
      return [{ to: this.words.t('followups.questions.alertSayTo'), say }];
    }
    const [machine, other] = [this.words.t('callbacks.say'), this.words.t('callbacks.sayOther')];
    // Whom we call of our own accord did not try to reach us.
    if (one.followup !== null)
      return [
        { to: machine, say: this.words.t('callbacks.voicemailPlanned') },
        { to: other, say: this.words.t('callbacks.otherPlanned') },
      ];
    return [
      { to: machine, say: this.voicemail(one) },
      { to: other, say: this.words.t('callbacks.other') },
    ];
  }

  private voicemail({ callable, callableChangesAt }: CallbackView): string {
    if (!callable || callableChangesAt === null) return this.words.t('callbacks.voicemail');
    const time = this.formats.hourInWords(callableChangesAt);
    return this.words.t('callbacks.voicemailUntil', { time });
  }
}
