import { Counter, Gauge, register } from 'prom-client';

const labelNames = ['round'] as const;

function gauge(name: string, help: string): Gauge<'round'> {
  const known = register.getSingleMetric(name);
  return known instanceof Gauge ? known : new Gauge({ name, help, labelNames });
}

function counter(name: string, help: string): Counter<'round'> {
  const known = register.getSingleMetric(name);
  return known instanceof Counter ? known : new Counter({ name, help, labelNames });
}

const lastRun = gauge(
  'vigie_round_last_run_timestamp_seconds',
  'When this process last did a round of periodic work for a tenant, or for itself.',
);
const duration = gauge('vigie_round_last_duration_seconds', 'How long that took.');
const runs = counter('vigie_round_runs_total', 'Rounds of periodic work done by this process.');
const failures = counter('vigie_round_failures_total', 'Rounds of periodic work that failed.');

/** Makes a round's counters show before it has run: a rate over a series that begins late misses the first failure. */
export function announceRound(round: string): void {
  runs.inc({ round }, 0);
  failures.inc({ round }, 0);
}

/** Notes one run. Instants in ms since 1970. */
export function countRun(
  round: string,
  run: { readonly begunAt: number; readonly endedAt: number; readonly failed: boolean },
): void {
  lastRun.set({ round }, run.endedAt / 1000);
  duration.set({ round }, Math.max(0, run.endedAt - run.begunAt) / 1000);
  runs.inc({ round });
  if (run.failed) failures.inc({ round });
}
