import { Component, computed, inject, resource } from '@angular/core';
import type { MyData } from '@vigie/contracts';

import { addressOf, askServer, failureOf } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { actionInWords, actorInWords } from './audit-deed';
import { myDataShape } from './privacy-answers';

/** What is kept of whoever looks, for how long, and who looked at it: in sentences. */
@Component({
  selector: 'vg-my-data-page',
  imports: [PageState],
  styleUrl: './callers-page.css',
  template: `
    <header>
      <h1>{{ words.t('menu.myData') }}</h1>
      <p class="muted">{{ words.t('myData.about') }}</p>
    </header>
    @if (failure(); as why) {
      <vg-page-state [kind]="why" (again)="read.reload()" />
    }
    @if (data(); as it) {
      <section class="card part told">
        <h2>{{ words.t('myData.kept.title') }}</h2>
        <ul>
          @for (sentence of kept(); track sentence) {
            <li>{{ sentence }}</li>
          }
        </ul>
      </section>
      @if (it.agent !== null) {
        <section class="card part told">
          <h2>{{ words.t('myData.watched.title') }}</h2>
          <p class="muted">{{ words.t('myData.watched.about') }}</p>
          <ul>
            @for (row of watchers(); track $index) {
              <li>
                <b>{{ row.who }}</b> · {{ row.when }}
              </li>
            } @empty {
              <li>{{ words.t('myData.watched.none') }}</li>
            }
          </ul>
        </section>
      }
      <section class="card part told">
        <h2>{{ words.t('myData.named.title') }}</h2>
        <p class="muted">{{ words.t('myData.named.about') }}</p>
        <ul>
          @for (row of deeds(); track $index) {
            <li>
              <time [attr.datetime]="row.at">{{ formats.moment(row.at) }}</time> · <b>{{ row.who }}</b>
              {{ row.deed }}
            </li>
          } @empty {
            <li>{{ words.t('myData.named.none') }}</li>
          }
        </ul>
      </section>
      <p class="muted">{{ words.t('myData.rights') }}</p>
    }
  `,
})
export class MyDataPage {
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  protected readonly read = resource({
    params: () => ({ tenant: this.tenants.chosen() }),
    loader: async ({ params, abortSignal }) =>
      readAnswer(myDataShape, await askServer(addressOf('/api/v1/me/data', params), { signal: abortSignal })),
  });
  protected readonly data = computed(() => (this.read.hasValue() ? this.read.value() : null));
  /** Why there is nothing to show. */
  protected readonly failure = computed(() => {
    const error = this.read.error();
    return error === undefined ? null : failureOf(error);
  });
  protected readonly kept = computed(() => {
    const data = this.data();
    return data === null ? [] : [...this.ofAccount(data), ...this.ofAgent(data), this.ofLog(data)];
  });
  protected readonly watchers = computed(() =>
    (this.data()?.watchers ?? []).map(({ who, kind, days, lastAt }) => ({
      who: actorInWords(this.words, kind, who),
      when: this.words.n('myData.watched.days', days, { when: this.formats.moment(lastAt) }),
    })),
  );
  protected readonly deeds = computed(() =>
    (this.data()?.deeds ?? []).map(({ at, who, kind, action }) => ({
      at,
      who: actorInWords(this.words, kind, who),
      deed: actionInWords(this.words, action),
    })),
  );

  constructor() {
    showPageName(() => this.words.t('menu.myData'));
  }

  private ofAccount({ account, own: { views, mailings } }: MyData): string[] {
    if (account === null) return [];
    const numbers = { views: this.formats.number(views), mailings: this.formats.number(mailings) };
    return [
      this.words.t('myData.kept.account', { when: this.formats.moment(account.since) }),
      ...(views + mailings === 0 ? [] : [this.words.t('myData.kept.own', numbers)]),
    ];
  }

  private ofAgent({ agent, keptMonths }: MyData): string[] {
    if (agent === null) return [this.words.t('myData.kept.noAgent')];
    const { id, days, from, to } = agent;
    const months = this.words.n('myData.months', keptMonths.agentDays);
    const dates = { from: this.date(from), to: this.date(to), months };
    return [
      days === 0
        ? this.words.t('myData.kept.noDays', { months })
        : this.words.n('myData.kept.days', days, dates),
      this.words.t('myData.kept.calls', { months: this.words.n('myData.months', keptMonths.calls) }),
      this.words.t('myData.kept.sums', { id }),
    ];
  }

  private ofLog({ keptMonths }: MyData): string {
    return this.words.t('myData.kept.log', { months: this.words.n('myData.months', keptMonths.audit) });
  }

  /** Midday: the same date in whatever zone it is read. */
  private date(date: string | null): string {
    return date === null ? '' : this.formats.day(`${date}T12:00:00Z`);
  }
}
