import { Counter, register } from 'prom-client';

const name = 'vigie_ignored_facts_total';
const known = register.getSingleMetric(name);
const ignored =
  known instanceof Counter
    ? known
    : new Counter({ name, help: 'Facts beyond what one call may have (too_many_facts): in the log alone.' });

/** Counts facts that their calls were folded without. */
export function countIgnored(facts: number): void {
  if (facts > 0) ignored.inc(facts);
}
