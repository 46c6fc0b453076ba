import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';

import { ExportMenu, type Exportable } from '../history/export-menu';
import { HistoryChoices, narrowings } from '../history/history-choices';
import { daysOf } from '../history/history-range';
import { HistoryState } from '../history/history-state';
import { HistoryTexts } from '../history/history-texts';
import { HoursPicker } from '../history/hours-picker';
import { NarrowPicker } from '../history/narrow-picker';
import { outcomeWord } from '../history/outcome-words';
import { Address } from '../shell/address';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { Words } from '../shell/words';
import { callColumns, columnsText, readColumns, type CallColumn } from './call-columns';
import { CallPages } from './call-list';
import { CallWords } from './call-words';
import { ColumnPicker } from './column-picker';

const durations: ReadonlySet<CallColumn> = new Set(['wait', 'talk', 'hold', 'transfers']);
const minuteMs = 60_000;

/** The calls that a number counts: as many as it says, the latest first, each with a page of its own. */
@Component({
  selector: 'vg-calls-page',
  imports: [ColumnPicker, ExportMenu, HistoryState, HoursPicker, NarrowPicker, RouterLink],
  providers: [CallPages],
  styleUrl: './calls-page.css',
  templateUrl: './calls-page.html',
})
export class CallsPage {
  protected readonly words = inject(Words);
  protected readonly me = inject(Me);
  protected readonly formats = inject(Formats);
  protected readonly list = inject(CallPages);
  protected readonly choices = inject(HistoryChoices);
  private readonly texts = inject(HistoryTexts);
  private readonly told = inject(CallWords);
  private readonly address = inject(Address);
  protected readonly narrowings = narrowings;
  protected readonly all = callColumns;

  protected readonly columns = computed(() => readColumns(this.address.value('columns')));
  protected readonly heads = computed(() =>
    this.columns().map((column) => ({
      column,
      name: this.words.t(`history.list.columns.${column}`),
      isNumber: durations.has(column),
    })),
  );
  protected readonly rows = computed(() =>
    (this.list.calls() ?? []).map((call) => ({
      id: call.id,
      key: `${call.id} ${call.segment ?? ''}`,
      day: this.formats.day(call.arrivedAt),
      time: this.formats.clockTime(Date.parse(call.arrivedAt)),
      at: call.arrivedAt,
      cells: this.columns().map((column) => this.told.cell(column, call)),
    })),
  );
  /** Rows under the day they arrived on. */
  protected readonly days = computed(() =>
    [...Map.groupBy(this.rows(), ({ day }) => day)].map(([name, rows]) => ({ name, rows })),
  );
  private readonly countName = computed(() => {
    const key = outcomeWord(this.list.count());
    return key === null ? this.list.count() : this.words.t(key);
  });
  protected readonly title = computed(() => {
    const total = this.list.about()?.total ?? null;
    return total === null
      ? this.countName()
      : this.words.t('history.list.title', { name: this.countName(), n: this.formats.number(total) });
  });
  /** When, and what one line is: a call, or its passage through a queue. */
  protected readonly about = computed(() => {
    const about = this.list.about();
    if (about === null) return '';
    const { from, to, timezone, unit } = about;
    const isWithinDay = Date.parse(to) - Date.parse(from) < 24 * 60 * minuteMs;
    const days = this.texts.span(daysOf(about, timezone));
    const when = isWithinDay ? `${days}, ${this.formats.hour(from)} – ${this.formats.hour(to)}` : days;
    return unit === 'calls' ? when : `${when}. ${this.words.t(`history.list.units.${unit}`)}`;
  });
  /** Whether there were calls, of which only sums are kept. */
  protected readonly isGone = computed(() => (this.list.about()?.total ?? 0) > 0);
  /** Back to the page whose number this is: of a part of its range, to the whole of that part. */
  protected readonly back = computed(() => ({ count: null, columns: null }));

  /** All of the calls, not only those that were read. */
  protected readonly files = computed<readonly Exportable[]>(() => [
    { name: this.title(), path: '/api/v1/calls', question: this.list.question() },
  ]);

  constructor() {
    showPageName(() => this.title());
  }

  protected choose(columns: readonly CallColumn[]): void {
    void this.address.set({ columns: columnsText(columns) });
  }
}
