import { Counter, Gauge, register } from 'prom-client';

import type { CountedAnswer } from './connector-counts';

/** Which connector is meant. */
export type ConnectorLabels = Readonly<{ tenant: string; source: string; kind: string }>;

const labelNames = ['tenant', 'source', 'kind'] as const;

function gauge(name: string, help: string): Gauge<(typeof labelNames)[number]> {
  const known = register.getSingleMetric(name);
  return known instanceof Gauge ? known : new Gauge({ name, help, labelNames });
}

function counter(name: string, help: string, more: readonly string[] = []): Counter {
  const known = register.getSingleMetric(name);
  return known instanceof Counter ? known : new Counter({ name, help, labelNames: [...labelNames, ...more] });
}

const up = gauge(
  'vigie_connector_up',
  'Whether this process hears a telephone system: 1, or 0 while it tries.',
);
const failures = counter(
  'vigie_connector_failures_total',
  'Connections to telephone systems that ended or did not begin, by reason.',
  ['fault'],
);
const events = counter('vigie_connector_events_total', 'Events of connectors, by what became of them.', [
  'outcome',
]);

export function setUp(labels: ConnectorLabels, isUp: boolean): void {
  up.set(labels, isUp ? 1 : 0);
}

/** It is no longer this process that sees to it. */
export function forgetUp(labels: ConnectorLabels): void {
  up.remove(labels);
}

export function countFailure(labels: ConnectorLabels, fault: string): void {
  failures.inc({ ...labels, fault });
}

export function countHandedIn(
  labels: ConnectorLabels,
  { accepted, duplicates, rejectedCount }: CountedAnswer,
): void {
  for (const [outcome, times] of Object.entries({ accepted, duplicate: duplicates, rejected: rejectedCount }))
    events.inc({ ...labels, outcome }, times);
}
