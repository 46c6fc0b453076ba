import { Component, computed, inject, output } from '@angular/core';
import { callOutcomes, difficultReasons, type CallOutcome, type DifficultReason } from '@vigie/contracts';

import { CallbackTexts } from '../callbacks/callback-texts';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { callKeys, type CallKey } from './call-keys';
import { OwnCallStore } from './own-call-store';

/** What a secretary notes of her call, a key each, and what came of it. The call's end moves nothing. */
@Component({
  selector: 'vg-call-notes-card',
  host: { class: 'card' },
  styleUrl: './call-notes-card.css',
  template: `
    <h2>
      <span>{{ words.t('secretary.thisCall') }}</span>
      <span class="muted">{{ words.t('secretary.withAlt') }}</span>
    </h2>
    <div class="keys">
      @for (one of keys(); track one.kind) {
        <button
          type="button"
          class="button"
          [class]="one.kind"
          [disabled]="!canNote()"
          [attr.aria-pressed]="one.isToggle ? one.isOn : null"
          [attr.aria-keyshortcuts]="'Alt+' + one.key"
          (click)="pressed.emit(one.kind)"
        >
          <kbd aria-hidden="true">{{ one.key }}</kbd>
          <span
            >{{ one.name }}
            @if (one.isOn) {
              <i aria-hidden="true">✓</i>
            }
          </span>
        </button>
      }
    </div>
    <fieldset>
      <legend>{{ words.t('secretary.outcome') }}</legend>
      @for (outcome of outcomes; track outcome; let nth = $index) {
        <label>
          <input
            type="radio"
            name="outcome"
            [disabled]="!canNote()"
            [checked]="store.noted().outcome === outcome"
            (change)="chosen.emit(outcome)"
          />
          <span
            ><kbd aria-hidden="true">{{ nth + 1 }}</kbd> {{ words.t(outcomeKey(outcome)) }}</span
          >
        </label>
      }
    </fieldset>
    @if (store.noted().difficult === true) {
      <fieldset>
        <legend>{{ words.t('secretary.why') }}</legend>
        @for (why of whys; track why) {
          <label>
            <input
              type="radio"
              name="why"
              [disabled]="!canNote()"
              [checked]="store.noted().why === why"
              (change)="store.note({ kind: 'difficult', isSo: true, why })"
            />
            <span>{{ words.t(whyKey(why)) }}</span>
          </label>
        }
      </fieldset>
    }
    <!-- A long sentence scrolls, and so is reached by keyboard. -->
    <p class="emergency" tabindex="0">{{ emergency() }}</p>
  `,
})
export class CallNotesCard {
  /** A key was pressed by hand; the page does what it stands for. */
  readonly pressed = output<CallKey>();
  readonly chosen = output<CallOutcome>();

  protected readonly store = inject(OwnCallStore);
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly texts = inject(CallbackTexts);
  protected readonly outcomes = callOutcomes;
  protected readonly whys = difficultReasons;
  protected readonly canNote = computed(() => {
    const phase = this.store.call()?.phase;
    return phase !== undefined && phase !== 'ringing';
  });
  protected readonly keys = computed(() => {
    const noted = this.store.noted();
    const isPromised = noted.until !== undefined && noted.until !== 'none';
    const states: Readonly<Record<CallKey, boolean>> = {
      urgent: noted.urgent === true,
      appointment: noted.appointment === true,
      difficult: noted.difficult === true,
      missed: (noted.missed ?? []).length > 0,
      promised: isPromised || this.store.followups().length > 0,
      unclear: noted.unclear === true,
    };
    return callKeys.map(({ kind, key }) => ({
      kind,
      key,
      isOn: states[kind],
      isToggle: kind !== 'missed',
      name: (kind === 'promised' ? this.promised() : null) ?? this.words.t(`secretary.keys.${kind}`),
    }));
  });
  protected readonly emergency = computed(() => {
    const said = this.store.isOwnSheet() ? (this.store.sheet()?.sheet?.emergency ?? '') : '';
    return said === '' ? '' : this.words.t('secretary.emergency', { said });
  });

  protected outcomeKey(outcome: CallOutcome) {
    return `secretary.outcomes.${outcome}` as const;
  }

  protected whyKey(why: DifficultReason) {
    return `secretary.whys.${why}` as const;
  }

  /** What was planned, or until when a call was promised. */
  private promised(): string | null {
    const [first, ...others] = this.store.followups();
    if (first !== undefined) {
      const type = this.texts.followupType(first.type);
      return others.length === 0 ? type : this.words.t('secretary.plan.several', { type, n: others.length });
    }
    const { until = 'none' } = this.store.noted();
    return until === 'none' ? null : this.promise();
  }

  /** Until when; the server says it by the clinic's hours. */
  private promise(): string {
    const { dueAt, until } = this.store.noted();
    if (dueAt === null || dueAt === undefined) return this.words.t('secretary.keys.promised');
    return until === 'today'
      ? this.words.t('secretary.promisedBy', { when: this.formats.hourInWords(dueAt) })
      : this.words.t('secretary.promisedNext');
  }
}
