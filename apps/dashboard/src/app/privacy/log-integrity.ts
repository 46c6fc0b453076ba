import { Component, computed, DestroyRef, effect, inject, output, resource, signal } from '@angular/core';

import { addressOf, askServer } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { auditVerificationShape } from './privacy-answers';

const path = '/api/v1/audit/verification';
const againMs = 800;

/** Whether the log of who did what is whole, since when it is kept, and a button that looks now. */
@Component({
  selector: 'vg-log-integrity',
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: start;
      gap: 6px 20px;
      padding: 14px 18px;
    }
    h2 {
      font-size: 15px;
    }
    .said {
      display: grid;
      gap: 4px;
    }
    code {
      display: block;
      font-size: 12px;
      overflow-wrap: anywhere;
    }
    details {
      font-size: 12.5px;
    }
    summary {
      min-height: 24px;
      color: var(--muted);
    }
    progress {
      width: 100%;
      accent-color: var(--accent);
    }
    @media (width < 760px) {
      :host {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
  host: { class: 'card' },
  template: `
    <div class="said">
      <h2>{{ words.t('audit.check.title') }}</h2>
      @if (last(); as it) {
        @if (it.firstBreak; as gap) {
          <p class="act" role="alert">
            <b>{{ brokenText() }}</b>
            {{
              words.t('audit.check.brokenAt', { when: formats.moment(it.at), n: formats.number(it.entries) })
            }}
          </p>
        } @else {
          <p>
            <b class="fine">✓</b>
            {{ words.t('audit.check.whole', { n: formats.number(it.entries), when: formats.moment(it.at) }) }}
            @if (it.from; as first) {
              {{
                words.t('audit.check.since', {
                  when: formats.moment(first.at),
                  seq: formats.number(first.seq),
                })
              }}
            }
          </p>
          <details>
            <summary>{{ words.t('audit.check.head') }}</summary>
            <code>{{ it.head }}</code>
          </details>
        }
      } @else if (state.hasValue()) {
        <p class="muted">{{ words.t('audit.check.never') }}</p>
      }
      <p role="status" class="muted">
        @if (running(); as run) {
          {{
            words.t('audit.check.running', {
              read: formats.number(run.read),
              of: formats.number(run.of),
            })
          }}
        }
        @if (isRefused()) {
          {{ words.t('audit.check.failed') }}
        }
      </p>
      @if (running(); as run) {
        <progress [max]="run.of" [value]="run.read" [attr.aria-label]="words.t('audit.check.run')"></progress>
      }
    </div>
    <button
      type="button"
      class="button"
      [attr.aria-disabled]="running() === null ? null : 'true'"
      (click)="verify()"
    >
      {{ words.t('audit.check.run') }}
    </button>
  `,
})
export class LogIntegrity {
  /** One has just ended: the log has a line more. */
  readonly verified = output();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  protected readonly state = resource({
    params: () => ({ tenant: this.tenants.chosen() }),
    loader: async ({ params, abortSignal }) =>
      readAnswer(auditVerificationShape, await askServer(addressOf(path, params), { signal: abortSignal })),
  });
  protected readonly isRefused = signal(false);
  private readonly known = computed(() => (this.state.hasValue() ? this.state.value() : null));
  protected readonly running = computed(() => this.known()?.running ?? null);
  protected readonly last = computed(() => this.known()?.last ?? null);
  protected readonly brokenText = computed(() => {
    const gap = this.last()?.firstBreak ?? null;
    return gap === null
      ? ''
      : this.words.t(`audit.check.broken.${gap.kind}`, { seq: this.formats.number(gap.seq) });
  });

  constructor() {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasRunning = false;
    effect(() => {
      const isRunning = this.running() !== null;
      if (isRunning) timer = setTimeout(() => this.state.reload(), againMs);
      if (wasRunning && !isRunning && !this.state.isLoading()) this.verified.emit();
      wasRunning = isRunning;
    });
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(timer);
    });
  }

  protected async verify(): Promise<void> {
    if (this.running() !== null) return;
    this.isRefused.set(false);
    try {
      const address = addressOf(path, { tenant: this.tenants.chosen() });
      this.state.set(readAnswer(auditVerificationShape, await askServer(address, { method: 'POST' })));
      if (this.running() === null) this.verified.emit();
    } catch {
      this.isRefused.set(true);
    }
  }
}
