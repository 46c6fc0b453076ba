import { Component, computed, inject, input, output } from '@angular/core';
import type { PlacedCallView } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { Words } from '../shell/words';

/** A telephone system that says nothing of the call it was asked for will not for longer. */
const silentMs = 120_000;
const unansweredMs = 60_000;
const words = [
  'set_busy',
  'set_unknown',
  'call_unknown',
  'number_unknown',
  'not_allowed',
  'lines_full',
  'not_believed',
  'certificate_wrong',
  'address_wrong',
  'way_removed',
  'system_failed',
] as const;

/** Has the telephone system call, first one's own set, and says how far it has come. */
@Component({
  selector: 'vg-place-call',
  styles: `
    :host {
      display: grid;
      gap: 6px;
      justify-items: start;
    }
    p {
      min-height: 20px;
      font-size: 13.5px;
    }
    .wrong {
      color: var(--alarm);
      font-weight: 600;
    }
    kbd {
      padding: 0 5px;
      border: 1px solid currentColor;
      border-radius: 4px;
      font: inherit;
      font-size: 12px;
    }
    @media (width < 1000px) {
      .button {
        min-height: 40px;
      }
      kbd {
        display: none;
      }
    }
  `,
  template: `
    <button
      type="button"
      class="button main"
      [disabled]="busy() || isUnderWay() || !isMine()"
      (click)="called.emit()"
    >
      <kbd aria-hidden="true">A</kbd>
      {{ words.t(placed() === null ? 'callbacks.place.call' : 'callbacks.place.again') }}
    </button>
    <p role="status" [class.wrong]="isWrong()">{{ said() }}</p>
  `,
})
export class PlaceCall {
  /** What was asked for before; null: nothing, or it is said what came of it. */
  readonly placed = input.required<PlacedCallView | null>();
  readonly now = input.required<number>();
  readonly isMine = input.required<boolean>();
  readonly busy = input.required<boolean>();
  readonly called = output();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly ageMs = computed(() => {
    const placed = this.placed();
    return placed === null ? 0 : this.now() - Date.parse(placed.at);
  });
  /** Whether another call would ring somebody twice. */
  protected readonly isUnderWay = computed(() => {
    switch (this.placed()?.state) {
      case 'patient':
      case 'talking':
        return true;
      case 'asked':
        return this.ageMs() < unansweredMs;
      case 'ringing':
        return this.ageMs() < silentMs;
      default:
        return false;
    }
  });
  protected readonly isWrong = computed(() =>
    ['refused', 'unreachable', 'unknown'].includes(this.placed()?.state ?? ''),
  );
  protected readonly said = computed(() => {
    const placed = this.placed();
    if (placed === null) return this.words.t('callbacks.place.about');
    const time = this.formats.hourInWords(Date.parse(placed.at));
    if (placed.state === 'refused')
      return this.words.t('callbacks.place.refused', { why: this.whyOf(placed) });
    if (placed.state === 'ringing' && !this.isUnderWay())
      return this.words.t('callbacks.place.silent', { time });
    if (placed.state === 'asked' && !this.isUnderWay()) return this.words.t('callbacks.place.states.unknown');
    return this.words.t(`callbacks.place.states.${placed.state}`);
  });

  private whyOf({ why }: PlacedCallView): string {
    const known = words.find((one) => one === why);
    return this.words.t(known === undefined ? 'callbacks.place.why.refused' : `callbacks.place.why.${known}`);
  }
}
