import type { Instant } from '@vigie/calls';
import type { RunningSatisfaction, SatisfactionView } from '@vigie/contracts';
import { Inject, Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { PublishedSatisfaction } from '../satisfaction/answer/published-satisfaction';
import type { RunningFigures } from '../satisfaction/answer/published-satisfaction';

const freshForMs = 5_000;

/** What is published of the running month, as boards show it; looked at every few seconds, since it moves by tens of answers. */
@Injectable()
export class SatisfactionNow {
  private readonly known = new Map<
    string,
    { readonly at: Instant; readonly view: Promise<SatisfactionView> }
  >();

  constructor(
    @Inject(PublishedSatisfaction) private readonly published: Pick<PublishedSatisfaction, 'running'>,
    private readonly clock: Clock,
  ) {}

  of(tenantId: string): Promise<SatisfactionView> {
    const now = this.clock.now();
    const known = this.known.get(tenantId);
    if (known !== undefined && Math.abs(now - known.at) < freshForMs) return known.view;
    const view = this.published.running(tenantId).then(toSatisfactionView);
    this.known.set(tenantId, { at: now, view });
    view.catch(() => this.known.delete(tenantId));
    return view;
  }
}

/** The figures of the wall; below ten answers there is none, and neither is their number told. */
export function toSatisfactionView({
  today,
  month,
}: Pick<RunningFigures, 'today' | 'month'>): SatisfactionView {
  return { today: toRunning(today), month: toRunning(month) };
}

function toRunning(figure: RunningFigures['today']): RunningSatisfaction {
  if (figure === null) return { satisfied: null, n: null, fragile: false, suppressed: 'few_answers' };
  return { satisfied: figure.csat, n: figure.n, fragile: figure.fragile, suppressed: null };
}
