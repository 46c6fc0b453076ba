import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
} from '@angular/core';
import type { CallbackNumber as Answer, CallbackView } from '@vigie/contracts';

import { ServerSaidNo } from '../shell/ask-server';
import { Words } from '../shell/words';
import { CallbackBoard } from './callback-board';
import { keyActOf } from './callback-keys';

/** So long it is read and dialled; then the mask is there again. */
const shownMs = 30_000;

/** The number of a patient whom one is calling: shown when it is asked for, and not for long. */
@Component({
  selector: 'vg-callback-number',
  host: { '(document:keydown)': 'press($event)' },
  styles: `
    p {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 10px;
      min-height: 40px;
    }
    a {
      font-size: 18px;
      font-weight: 600;
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    kbd {
      padding: 0 5px;
      border: 1px solid currentColor;
      border-radius: 4px;
      font: inherit;
      font-size: 12px;
    }
  `,
  template: `
    @if (shown(); as number) {
      <p>
        <a [href]="'tel:' + number.number">{{ number.written }}</a>
        <small class="muted">{{ words.t('callbacks.number.shown') }}</small>
      </p>
    } @else {
      <p>
        <button type="button" class="button" [disabled]="busy()" (click)="ask()">
          <kbd aria-hidden="true">N</kbd> {{ words.t('callbacks.number.see') }}
        </button>
        <small class="muted">{{ words.t('callbacks.number.noted') }}</small>
      </p>
    }
    <small role="status">{{ failure() }}</small>
  `,
})
export class CallbackNumber {
  readonly one = input.required<CallbackView>();

  protected readonly words = inject(Words);
  private readonly board = inject(CallbackBoard);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly shown = signal<Answer | null>(null);
  protected readonly busy = signal(false);
  private readonly refusal = signal<unknown>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  protected readonly failure = computed(() => this.inWords(this.refusal()));

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected press(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const isOurs = target === document.body || target.closest('vg-callbacks-page') !== null;
    if (isOurs && keyActOf(event)?.kind === 'number') void this.ask();
  }

  protected async ask(): Promise<void> {
    if (this.busy() || this.shown() !== null) return;
    this.busy.set(true);
    this.refusal.set(null);
    try {
      this.shown.set(await this.board.numberOf(this.one().id));
      this.timer = setTimeout(() => this.hide(), shownMs);
      this.focus('a');
    } catch (error) {
      this.refusal.set(error);
    } finally {
      this.busy.set(false);
    }
  }

  private hide(): void {
    const isFocused = this.host.nativeElement.contains(document.activeElement);
    this.shown.set(null);
    if (isFocused) this.focus('button');
  }

  private focus(what: 'a' | 'button'): void {
    const focus = (): void => this.host.nativeElement.querySelector<HTMLElement>(what)?.focus();
    afterNextRender(focus, { injector: this.injector });
  }

  private inWords(error: unknown): string {
    if (error === null) return '';
    if (!(error instanceof ServerSaidNo)) return this.words.t('callbacks.number.failed');
    const { code, retryAfterSeconds } = error;
    if (code === 'not_kept') return this.words.t('callbacks.number.gone');
    if (code === 'not_claimed') return this.words.t('callbacks.claimFirst');
    if (code === 'not_open') return this.words.t('callbacks.failures.over');
    return code === 'too_many_requests'
      ? this.words.t('callbacks.number.wait', { n: retryAfterSeconds ?? 30 })
      : this.words.t('callbacks.number.failed');
  }
}
