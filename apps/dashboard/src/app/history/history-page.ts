import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { AgentsTimeCard } from './agents-time-card';
import { BreakdownCard } from './breakdown-card';
import { CallCount } from './call-count';
import { ExportMenu, type Exportable } from './export-menu';
import { HeatCard } from './heat-card';
import { Headlines } from './headlines';
import { HistoryState } from './history-state';
import { HistoryChoices } from './history-choices';
import { HistoryStore } from './history-store';
import { HistoryTexts } from './history-texts';
import { CallbacksCard } from './callbacks-card';
import { ReplayLink } from './replay-link';
import { OutcomesCard } from './outcomes-card';
import { RangeBar } from './range-bar';
import { CampaignsCard } from './campaigns-card';
import { FollowupsCard } from './followups-card';
import { HandoversCard } from './handovers-card';
import { IncidentsCard } from './incidents-card';
import { NotedCard } from './noted-card';
import { ReturnsCard } from './returns-card';
import { TrendCard } from './trend-card';
import { HistoryViews } from './history-views';
import { ViewsMenu } from './views-menu';
import { WaitsCard } from './waits-card';

const hourMs = 3_600_000;

/** The numbers of any range: what they are, whether they changed, when, where calls ended, how long callers waited, and where. */
@Component({
  selector: 'vg-history-page',
  imports: [
    AgentsTimeCard,
    BreakdownCard,
    CallCount,
    ExportMenu,
    ViewsMenu,
    HeatCard,
    Headlines,
    HistoryState,
    CallbacksCard,
    OutcomesCard,
    RangeBar,
    CampaignsCard,
    FollowupsCard,
    HandoversCard,
    IncidentsCard,
    NotedCard,
    ReturnsCard,
    ReplayLink,
    RouterLink,
    TrendCard,
    WaitsCard,
  ],
  providers: [HistoryStore],
  styleUrl: './history-page.css',
  templateUrl: './history-page.html',
})
export class HistoryPage {
  protected readonly words = inject(Words);
  protected readonly store = inject(HistoryStore);
  private readonly formats = inject(Formats);
  private readonly choices = inject(HistoryChoices);
  private readonly texts = inject(HistoryTexts);
  private readonly me = inject(Me);

  protected readonly tenants = inject(Tenants);
  /** Whether some clinic is seen whole: calls of contract lines are told of no part of one. */
  protected readonly seesClinics = computed(() =>
    (this.me.who()?.permissions ?? []).some(
      ({ permission, scope }) =>
        permission === 'metrics.see' && (scope.kind === 'all' || scope.kind === 'clinics'),
    ),
  );

  protected readonly frame = computed(() => this.store.history()?.frame ?? null);
  /** A secretary's own: what she answered alone, since what ends or waits without her is of nobody. */
  protected readonly isOwn = computed(() => this.frame()?.unit === 'legs');
  protected readonly answered = computed(() =>
    (this.store.history()?.trend.points ?? []).reduce((sum, point) => sum + point.answered, 0),
  );
  /** Without a call there is nothing to draw; what was compared may still have had some. */
  protected readonly isEmpty = computed(() => this.store.history()?.outcomes.presented === 0);
  /** Of which times the telephone system told nothing; null where it told all. */
  protected readonly incomplete = computed(() => {
    const times = this.store.history()?.incomplete ?? [];
    if (times.length === 0) return null;
    const told = times.map(({ from, to }) =>
      this.words.t('history.incompleteTime', {
        from: this.formats.moment(from),
        to: this.formats.moment(to),
      }),
    );
    return this.words.t('history.incomplete', { times: told.join(', ') });
  });
  /** Which days, how many of them with calls, and against what. */
  protected readonly about = computed(() => {
    const history = this.store.history();
    if (history === null) return '';
    const { frame, headlines } = history;
    const { now, before } = headlines.presented;
    const days = this.words.n('history.about.days', now.days);
    const against =
      before === null
        ? ''
        : this.words.t('history.about.against', {
            when: this.texts.compared(frame),
            n: this.formats.number(before.days),
          });
    const until = frame.running
      ? this.words.t('history.about.running', { time: this.formats.hourInWords(frame.to) })
      : '';
    const which = this.words.t(frame.coveredOnly ? 'history.about.covered' : 'history.about.all');
    return `${days}${against}${until}${which}`;
  });

  /** The middle of the quarter or hour, or the forenoon of the day, in which most calls came; null without one. */
  protected readonly busiest = computed(() => {
    const history = this.store.history();
    if (history === null) return null;
    const { frame, trend } = history;
    const [busiest] = trend.points.toSorted((a, b) => b.presented - a.presented);
    if (busiest === undefined || busiest.presented === 0) return null;
    const [start, end] = [Date.parse(busiest.start), Date.parse(busiest.end)];
    const middle = end - start <= hourMs ? (start + end) / 2 : start + 10 * hourMs;
    return Math.min(middle, Date.parse(frame.to) - 1);
  });

  /** What is shown, as files. */
  protected readonly files = computed<readonly Exportable[]>(() => {
    const question = this.choices.question();
    const by = this.choices.by();
    return [
      { name: this.words.t('history.files.figures'), path: '/api/v1/history', question },
      {
        name: this.words.t(`history.table.by.${by}`),
        path: '/api/v1/history/breakdown',
        question: { ...question, by },
      },
    ];
  });

  constructor() {
    inject(HistoryViews).begin();
    showPageName(() => {
      const frame = this.frame();
      const name = this.words.t('history.title');
      return frame === null ? name : `${name} · ${this.texts.title(frame)}`;
    });
  }
}
