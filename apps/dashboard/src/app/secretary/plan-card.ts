import {
  afterNextRender,
  Component,
  inject,
  output,
  signal,
  viewChild,
  type ElementRef,
} from '@angular/core';
import { followupTypes, type OwnCall } from '@vigie/contracts';

import { CallbackTexts } from '../callbacks/callback-texts';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { OwnCallStore } from './own-call-store';

type Planned = OwnCall['followups'][number];

/** A call to the patient is planned before this one ends, or after it: for what, when, and by which reference. */
@Component({
  selector: 'vg-plan-card',
  host: { role: 'dialog', 'aria-labelledby': 'plan-title', '(keydown.escape)': 'leave($event)' },
  styles: `
    :host {
      display: block;
      min-height: 100%;
      padding: 12px 14px;
    }
    h2 {
      margin-bottom: 8px;
      font-size: 15px;
    }
    fieldset {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 6px;
      margin: 0;
      padding: 0;
      border: 0;
    }
    fieldset label {
      display: flex;
      align-items: center;
      gap: 7px;
      min-height: 32px;
      font-size: 13.5px;
    }
    .fields {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 8px;
      margin-top: 6px;
    }
    .fields label {
      display: grid;
      gap: 3px;
      min-width: 0;
      color: var(--muted);
      font-size: 12.5px;
    }
    .fields .whole {
      grid-column: 1 / -1;
    }
    .fields input {
      width: 100%;
      min-width: 0;
      min-height: 34px;
      padding: 3px 8px;
      border: 1px solid var(--edge);
      border-radius: 8px;
      background: var(--surface);
      color: var(--ink);
      font-size: 14px;
    }
    .do {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-top: 10px;
    }
    ul {
      margin-top: 8px;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      align-items: center;
      gap: 8px;
      padding: 5px 0;
      border-top: 1px solid var(--line);
      font-size: 13px;
    }
    li button {
      min-height: 24px;
      margin-left: auto;
    }
  `,
  template: `
    <h2 id="plan-title">{{ words.t('secretary.plan.title') }}</h2>
    <form novalidate (submit)="plan($event)">
      <fieldset>
        <legend class="hidden">{{ words.t('followups.type') }}</legend>
        @for (type of types; track type; let first = $first) {
          <label>
            <input #choice type="radio" name="type" [value]="type" [checked]="first" />
            {{ texts.followupType(type) }}
          </label>
        }
      </fieldset>
      <div class="fields">
        <label>
          {{ words.t('followups.from') }}
          <input type="date" name="dueFrom" aria-describedby="plan-usual" />
        </label>
        <label>
          {{ words.t('followups.until') }}
          <input type="date" name="dueUntil" aria-describedby="plan-usual" />
        </label>
        <small id="plan-usual" class="whole muted">{{ words.t('followups.usual') }}</small>
        <label class="whole">
          {{ words.t('followups.reference') }}
          <input name="reference" maxlength="32" autocomplete="off" aria-describedby="plan-reference" />
          <small id="plan-reference">{{ words.t('followups.referenceAbout') }}</small>
        </label>
      </div>
      <p class="do">
        <button type="submit" class="button main" [disabled]="busy()">
          {{ words.t('secretary.plan.send') }}
        </button>
        <button type="button" class="button" (click)="left.emit()">
          {{ words.t('secretary.plan.leave') }}
        </button>
      </p>
    </form>
    <ul [attr.aria-label]="words.t('secretary.plan.ofCall')">
      @for (one of store.followups(); track one.id) {
        <li>
          <span>{{ told(one) }}</span>
          <button
            type="button"
            class="link"
            [attr.aria-label]="words.t('secretary.plan.cancelOf', { what: told(one) })"
            (click)="cancel(one)"
          >
            {{ words.t('followups.cancel') }}
          </button>
        </li>
      }
    </ul>
  `,
})
export class PlanCard {
  /** It was planned, or is not to be: the card is closed. */
  readonly left = output();

  protected readonly store = inject(OwnCallStore);
  protected readonly words = inject(Words);
  protected readonly texts = inject(CallbackTexts);
  private readonly formats = inject(Formats);
  private readonly choice = viewChild.required<ElementRef<HTMLInputElement>>('choice');
  protected readonly types = followupTypes;
  protected readonly busy = signal(false);

  constructor() {
    afterNextRender(() => {
      this.choice().nativeElement.focus();
    });
  }

  protected async plan(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = [...new FormData(form)].filter(([, value]) => value !== '');
    const { type = '', ...said } = Object.fromEntries(given) as Readonly<Record<string, string>>;
    this.busy.set(true);
    const isKept = await this.store.note({ kind: 'planned', type, ...said });
    this.busy.set(false);
    // What was not taken is still there to be mended.
    if (isKept) this.left.emit();
  }

  protected cancel({ id }: Planned): Promise<boolean> {
    return this.store.note({ kind: 'unplanned', followupId: id });
  }

  protected leave(event: Event): void {
    event.stopPropagation();
    this.left.emit();
  }

  protected told({ type, dueUntil }: Planned): string {
    const what = this.texts.followupType(type);
    return this.words.t('secretary.plan.until', { what, when: this.formats.moment(dueUntil) });
  }
}
