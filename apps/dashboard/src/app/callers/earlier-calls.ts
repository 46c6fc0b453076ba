import { Component, computed, inject, input, linkedSignal, resource, signal } from '@angular/core';
import type { EarlierCall, EarlierCalls as Answer } from '@vigie/contracts';

import { isLost, outcomeKey } from '../live/word-keys';
import { addressOf, askServer, ServerSaidNo } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { earlierCallsShape } from './caller-answers';

/** By what the patient is known on the page: a call that goes on, or a row of the list to call back. */
export type EarlierOf = { readonly kind: 'call' | 'callback'; readonly id: string };

const firstCalls = 5;
const olderCalls = 50;

/**
 * What a patient called this clinic for before, and what is owed to them. It is read when it is drawn, once: that
 * somebody looks is written down, so it belongs behind a button ({@link EarlierCallsButton}).
 */
@Component({
  selector: 'vg-earlier-calls',
  styleUrl: './earlier-calls.css',
  template: `
    @if (read.hasValue()) {
      <p class="sum">
        @if (why(); as text) {
          {{ text }}
        } @else {
          <b>{{ inDays() }}</b>
          @if (read.value().frequent) {
            <span class="watch">· {{ words.t('earlier.frequent') }}</span>
          }
        }
      </p>
      @for (one of owed(); track one.id) {
        <p class="owed" [class.late]="one.late">
          <span aria-hidden="true">{{ one.late ? '▲' : '●' }}</span> {{ one.text }}
        </p>
      }
      <ol>
        @for (call of calls(); track call.id) {
          <li>
            <time>{{ call.at }}</time>
            <span>
              <span [class.lost]="call.lost">
                @if (call.lost) {
                  <span aria-hidden="true">▲</span>
                }
                {{ call.outcome }}</span
              >
              <small>{{ call.reason }}</small>
            </span>
            <small>{{ call.took }}</small>
          </li>
        }
      </ol>
      @if (next() !== null) {
        <button type="button" class="button" [disabled]="busy()" (click)="older()">
          {{ words.t('earlier.older') }}
        </button>
      }
      <p class="muted foot">{{ words.t('earlier.noted') }}</p>
    } @else if (read.error()) {
      <p role="status">
        {{ words.t(absent() ? 'earlier.absent' : 'earlier.failed') }}
        @if (!absent()) {
          <button type="button" class="button" (click)="read.reload()">{{ words.t('earlier.retry') }}</button>
        }
      </p>
    } @else {
      <p class="muted" role="status">{{ words.t('earlier.loading') }}</p>
    }
  `,
})
export class EarlierCalls {
  readonly of = input.required<EarlierOf>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);

  protected readonly busy = signal(false);
  protected readonly read = resource({
    params: () => ({ kind: this.of().kind, id: this.of().id, tenant: this.tenants.chosen() }),
    loader: ({ abortSignal }) => this.ask({ limit: String(firstCalls) }, abortSignal),
  });
  /** The pages after the first. */
  private readonly pages = linkedSignal<Answer | null, readonly Answer[]>({
    source: () => (this.read.hasValue() ? this.read.value() : null),
    computation: () => [],
  });
  protected readonly next = computed(() => {
    const last = this.pages().at(-1) ?? (this.read.hasValue() ? this.read.value() : null);
    return last?.next ?? null;
  });
  protected readonly absent = computed(() => {
    const error = this.read.error();
    return error instanceof ServerSaidNo && (error.status === 403 || error.status === 404);
  });
  /** Why there is nothing to tell; empty where there is. */
  protected readonly why = computed(() => {
    if (!this.read.hasValue()) return '';
    const { caller, calls } = this.read.value();
    if (caller !== 'known') return this.words.t(`earlier.${caller}`);
    return calls.length === 0 ? this.words.t('earlier.none') : '';
  });
  protected readonly inDays = computed(() =>
    this.read.hasValue() ? this.words.n('earlier.inDays', this.read.value().callsIn30Days) : '',
  );
  protected readonly owed = computed(() => {
    if (!this.read.hasValue()) return [];
    return this.read.value().owed.map(({ id, dueAt, promised, late }) => {
      const key = late ? 'earlier.late' : promised ? 'earlier.promised' : 'earlier.owed';
      return { id, late, text: this.words.t(key, { time: this.formats.moment(dueAt) }) };
    });
  });
  protected readonly calls = computed(() => {
    const first = this.read.hasValue() ? [this.read.value()] : [];
    return [...first, ...this.pages()].flatMap(({ calls }) => calls.map((call) => this.told(call)));
  });

  protected async older(): Promise<void> {
    const cursor = this.next();
    if (cursor === null || this.busy()) return;
    this.busy.set(true);
    try {
      const page = await this.ask({ limit: String(olderCalls), cursor });
      this.pages.update((pages) => [...pages, page]);
    } catch {
      // Whoever left the line meanwhile is told of as such, and so is a server that is away.
      this.read.reload();
    } finally {
      this.busy.set(false);
    }
  }

  private async ask(page: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Answer> {
    const { kind, id } = this.of();
    const path = kind === 'call' ? `/api/v1/calls/${id}/earlier` : `/api/v1/callbacks/${id}/calls`;
    const address = addressOf(path, { ...page, tenant: this.tenants.chosen() });
    return readAnswer(earlierCallsShape, await askServer(address, signal === undefined ? {} : { signal }));
  }

  private told({ id, arrivedAt, outcome, reason, waitMs, talkMs }: EarlierCall) {
    const key = outcomeKey(outcome);
    const took = [
      waitMs === null ? '' : this.words.t('earlier.wait', { time: this.formats.duration(waitMs) }),
      talkMs === null ? '' : this.words.t('earlier.talk', { time: this.formats.duration(talkMs) }),
    ];
    return {
      id,
      at: this.formats.moment(arrivedAt),
      outcome: key === null ? outcome : this.words.t(key),
      lost: isLost(outcome),
      reason: reason ?? this.words.t('callbacks.unknownReason'),
      took: took.filter((part) => part !== '').join(' · '),
    };
  }
}

/** The button that opens a patient's earlier calls below it, and closes them. */
@Component({
  selector: 'vg-earlier-calls-button',
  imports: [EarlierCalls],
  template: `
    <button type="button" class="button" [attr.aria-expanded]="isOpen()" (click)="isOpen.set(!isOpen())">
      {{ words.t('earlier.title') }}
    </button>
    @if (isOpen()) {
      <vg-earlier-calls [of]="of()" />
    }
  `,
})
export class EarlierCallsButton {
  readonly of = input.required<EarlierOf>();

  protected readonly words = inject(Words);
  /** Of another patient it is closed again. */
  protected readonly isOpen = linkedSignal({
    source: () => `${this.of().kind} ${this.of().id}`,
    computation: () => false,
  });
}
