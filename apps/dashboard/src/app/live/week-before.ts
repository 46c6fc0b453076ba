import { computed, effect, inject, resource, Service } from '@angular/core';
import type { QuarterView } from '@vigie/contracts';

import { addressOf, askServer, figuresFailureOf } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { presentedRowsShape } from '../shell/page-answers';
import { readAnswer } from '../shell/read-answer';
import { axisQuarters } from './axis-quarters';
import { LiveStore } from './live-store';

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;
/** How often it is asked whether a past that is being loaded is whole. */
const askEveryMs = 20_000;

/** The hours that are drawn of one centre: instants, ms since 1970. */
type DrawnHours = { readonly tenant: string; readonly from: number; readonly to: number };

/**
 * Calls presented a week before, by the local time at which their quarter begins (`08:15`). An hour more is asked for at
 * both ends, since clocks may have changed meanwhile.
 */
async function readWeekBefore(
  { tenant, from, to }: DrawnHours,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const address = addressOf('/api/v1/metrics', {
    tenant,
    from: new Date(from - weekMs - hourMs).toISOString(),
    to: new Date(to - weekMs + hourMs).toISOString(),
    interval: '15m',
  });
  const { rows } = readAnswer(presentedRowsShape, await askServer(address, { signal }));
  return new Map(rows.map(({ start, counts }) => [start.slice(11, 16), counts.presented]));
}

/** How the same weekday went a week before, beside the day that is drawn. Nothing when it cannot be read. */
@Service()
export class WeekBefore {
  private readonly store = inject(LiveStore);
  private readonly formats = inject(Formats);

  private readonly hours = computed<DrawnHours | undefined>(
    () => {
      const quarters = axisQuarters(this.store.quarters(), this.store.quarterNow());
      const [first, last, centre] = [quarters[0], quarters.at(-1), this.store.centre()];
      if (first === undefined || last === undefined || centre === null) return undefined;
      const from = Math.floor(Date.parse(first.start) / hourMs) * hourMs;
      // By whole hours: the chart of an evening grows by a quarter at a time, and need not ask at each.
      const to = Math.ceil((Date.parse(last.start) + 1) / hourMs) * hourMs;
      return { tenant: centre.tenantId, from, to };
    },
    { equal: (a, b) => a?.tenant === b?.tenant && a?.from === b?.from && a?.to === b?.to },
  );
  private readonly read = resource({
    params: () => this.hours(),
    loader: async ({ params, abortSignal }) => readWeekBefore(params, abortSignal),
  });
  private readonly byTime = computed(() =>
    this.read.hasValue() ? this.read.value() : new Map<string, number>(),
  );

  /** Whether a call came in the hours that are drawn, a week before. */
  readonly known = computed(() => [...this.byTime().values()].some((calls) => calls > 0));

  constructor() {
    effect((onCleanup) => {
      if (figuresFailureOf(this.read.error()) !== 'pastLoading') return;
      const timer = setTimeout(() => this.read.reload(), askEveryMs);
      onCleanup(() => {
        clearTimeout(timer);
      });
    });
  }

  /** Calls presented in the quarter of the week before. */
  of(quarter: QuarterView): number {
    return this.byTime().get(this.formats.hour(quarter.start)) ?? 0;
  }
}
