import { Counter, register } from 'prom-client';

import { deliveryOutcomes, type DeliveryOutcome } from './delivery';

const name = 'vigie_deliveries_total';

type Labels = 'kind' | 'outcome';

const known = register.getSingleMetric(name);
const settled: Counter<Labels> =
  known instanceof Counter
    ? known
    : new Counter({
        name,
        help: 'Messages that were settled by this process, by kind and by what became of them.',
        labelNames: ['kind', 'outcome'],
      });

/** Makes a kind's counters show before anything of it was sent. */
export function announceKind(kind: string): void {
  for (const outcome of deliveryOutcomes) settled.inc({ kind, outcome }, 0);
}

export function countSettled(kind: string, outcome: DeliveryOutcome): void {
  settled.inc({ kind, outcome });
}
