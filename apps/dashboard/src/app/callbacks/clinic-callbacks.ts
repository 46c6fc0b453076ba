import { Component, computed, effect, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CallbackList, CallbackView } from '@vigie/contracts';

import { addressOf, askServer } from '../shell/ask-server';
import { Clock } from '../shell/clock';
import { Formats } from '../shell/formats';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { callbackListShape } from './callback-answers';
import { inOrder } from './callback-order';
import { CallbackTexts } from './callback-texts';

const rereadMs = 10_000;
const shownRows = 3;
const signs = { late: '▲', soon: '◆', fine: '●' } as const;

/** The first of those whom one clinic, or all, owe a call, and the way to the rest; its height is that of a full one. */
@Component({
  selector: 'vg-clinic-callbacks',
  imports: [RouterLink],
  styleUrl: './clinic-callbacks.css',
  template: `
    <h3>
      {{ words.t('callbacks.title') }} <span class="muted">{{ count() }}</span>
    </h3>
    <div class="rows">
      @if (list.hasValue()) {
        <ul>
          @for (row of rows(); track row.id) {
            <li>
              <b [class]="row.due.level"
                ><i aria-hidden="true">{{ signs[row.due.level] }}</i> {{ row.due.first }}</b
              >
              <span class="mask">{{ row.mask }}</span>
              <span class="muted">{{ row.about }}</span>
            </li>
          } @empty {
            <li class="muted">{{ nobody() }}</li>
          }
        </ul>
      } @else {
        <p class="muted">{{ words.t(list.error() ? 'callbacks.unread' : 'callbacks.loading') }}</p>
      }
    </div>
    <div class="way">
      @if (isTheirs()) {
        <a routerLink="/callbacks" [queryParams]="wholeList()">{{
          words.t(clinicId() === null ? 'callbacks.wholeList' : 'callbacks.ofClinic')
        }}</a>
      }
    </div>
  `,
})
export class ClinicCallbacks {
  /** Null: of all that may be seen. */
  readonly clinicId = input.required<string | null>();

  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly texts = inject(CallbackTexts);
  private readonly tenants = inject(Tenants);
  private readonly clock = inject(Clock);
  protected readonly signs = signs;
  protected readonly list = resource({
    params: () => ({
      clinicId: this.clinicId(),
      limit: this.clinicId() === null ? String(shownRows) : null,
      tenant: this.tenants.chosen(),
    }),
    loader: async ({ params, abortSignal }) =>
      readAnswer(
        callbackListShape,
        await askServer(addressOf('/api/v1/callbacks', params), { signal: abortSignal }),
      ),
  });
  /** Whether it is theirs to work. Whom the centre calls for them is counted on the tile, and no list of theirs. */
  protected readonly isTheirs = computed(() => this.list.hasValue() && this.list.value().mayWork);
  protected readonly count = computed(() =>
    this.isTheirs() && this.list.hasValue() ? this.formats.number(this.countOf(this.list.value())) : '',
  );
  protected readonly rows = computed(() => (this.list.hasValue() ? this.told(this.list.value()) : []));
  /** Why there is nobody: nobody is owed a call, or the clinic does not call back itself. */
  protected readonly nobody = computed(() => {
    if (!this.isTheirs()) return this.words.t('callbacks.notYours');
    return this.words.t(this.clinicId() === null ? 'callbacks.nobodyAtAll' : 'callbacks.nobodyOfClinic');
  });
  protected readonly wholeList = computed(() => ({
    tenant: this.tenants.chosen() ?? null,
    clinic: this.clinicId(),
  }));
  private readonly beat = computed(() => Math.floor(this.clock.second() / rereadMs));

  constructor() {
    effect(() => {
      this.beat();
      this.list.reload();
    });
  }

  /** Of all of them only the first are asked for: how many there are is in the sums. */
  private countOf({ callbacks, sums }: CallbackList): number {
    return this.clinicId() === null ? sums.open + sums.openFromBefore : callbacks.length;
  }

  private about(one: CallbackView): string {
    return this.clinicId() === null ? one.clinicName : this.texts.patient(one);
  }

  private told({ at, me, callbacks }: CallbackList) {
    const now = Date.parse(at);
    return inOrder(callbacks, now)
      .slice(0, shownRows)
      .map((one) => ({
        id: one.id,
        due: this.texts.due(one, now),
        mask: this.texts.who(one),
        about: this.texts.holder(one, me, now) || this.about(one),
      }));
  }
}
