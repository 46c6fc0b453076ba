import { Component, inject, input, output, signal } from '@angular/core';
import {
  dischargeAnswers,
  dischargeQuestions,
  type CallbackDetail,
  type DischargeAnswers,
} from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { CallbackBoard } from './callback-board';

/** What is asked of a patient after a discharge, as the clinic approved it; one that is not well is told the emergency. */
@Component({
  selector: 'vg-discharge-questions',
  styles: `
    :host {
      display: block;
    }
    h3 {
      margin: 6px 0 4px;
      font-size: 13px;
    }
    fieldset {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 14px;
      margin: 0;
      padding: 6px 0;
      border: 0;
      border-top: 1px solid var(--line);
    }
    legend {
      float: left;
      width: 100%;
      padding: 0;
      font-size: 13.5px;
    }
    label {
      display: flex;
      align-items: center;
      gap: 6px;
      min-height: 28px;
      font-size: 13.5px;
    }
    .emergency {
      padding: 6px 0;
      color: var(--alarm);
      font-weight: 600;
    }
    .about,
    .failure {
      font-size: 13px;
    }
    .failure {
      min-height: 20px;
      color: var(--alarm);
    }
  `,
  template: `
    <h3>{{ words.t('followups.questions.title') }}</h3>
    <p class="muted about">{{ about() }}</p>
    <p class="emergency">{{ words.t('followups.questions.emergency', { said: of().emergency }) }}</p>
    <form novalidate (submit)="send($event)">
      @for (question of questions; track question) {
        <fieldset>
          <legend>{{ words.t(wordOf(question)) }}</legend>
          @for (answer of answers; track answer) {
            <label>
              <input type="radio" [name]="question" [value]="answer" />
              {{ words.t(wordOf(answer)) }}
            </label>
          }
        </fieldset>
      }
      <p class="failure" role="alert">{{ failure() }}</p>
      <p class="do">
        <button type="submit" class="button main" [disabled]="busy()">
          {{ words.t('followups.questions.send') }}
        </button>
      </p>
    </form>
  `,
})
export class DischargeQuestions {
  readonly id = input.required<string>();
  readonly of = input.required<NonNullable<CallbackDetail['questions']>>();
  /** Somebody has the patient already, or it is over, or the sheet has changed: it is to be read again. */
  readonly changed = output();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly board = inject(CallbackBoard);
  protected readonly questions = dischargeQuestions;
  protected readonly answers = dischargeAnswers;
  protected readonly busy = signal(false);
  protected readonly failure = signal('');

  protected about(): string {
    const { version, approvedBy, approvedAt } = this.of();
    const when = this.formats.moment(approvedAt);
    return this.words.t('followups.questions.about', { version, by: approvedBy, when });
  }

  protected wordOf(key: (typeof dischargeQuestions)[number] | (typeof dischargeAnswers)[number]) {
    return `followups.questions.${key}` as const;
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const said = Object.fromEntries(new FormData(event.target as HTMLFormElement));
    if (dischargeQuestions.some((question) => said[question] === undefined)) {
      this.failure.set(this.words.t('followups.questions.missing'));
      return;
    }
    this.busy.set(true);
    this.failure.set('');
    const replies = { version: this.of().version, answers: said as unknown as DischargeAnswers };
    const why = await this.board.reply(this.id(), replies);
    this.busy.set(false);
    if (why === null) return;
    this.failure.set(
      this.words.t(why === 'changed' ? 'followups.questions.changed' : 'followups.questions.failed'),
    );
    if (why === 'changed') this.changed.emit();
  }
}
