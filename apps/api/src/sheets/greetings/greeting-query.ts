import type { Instant } from '@vigie/calls';
import type { GreetingPhase, GreetingSecond } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { msOf } from '../../platform/sql-instant';

/** The calls of a clinic that arrived within a range. */
export type GreetingRange = Readonly<{ clinicId: string; from: Instant; to: Instant }>;

export type GreetingCounts = Readonly<{
  greetingCalls: number;
  greeted: number;
  medianToGreetingMs: number | null;
  p90ToGreetingMs: number | null;
  greetedAfterOther: number;
  heardToEnd: number;
  hungUpBefore: number;
  hungUpDuring: number;
  hungUpAfter: number;
  waitsAnnounced: number;
  announcedErrorP50Ms: number | null;
  announcedErrorP90Ms: number | null;
}>;

const ms = (interval: string): string => `extract(epoch FROM ${interval}) * 1000`;
const rounded = (share: number, value: string): string =>
  `round(percentile_disc(${share}) WITHIN GROUP (ORDER BY ${value}))::bigint`;

/**
 * Each decided call with its greeting. A caller who hung up within a second of an end that was cut short did so during
 * the greeting; one whose end was never told goes on until the caller leaves.
 */
const heardSql = `WITH told AS (
  SELECT c.first_at, c.decided_at, c.outcome IN ('abandoned', 'ivrAbandoned') AS hung, c.outcome = 'answered' AS answered,
    g.started_at, g.after, g.ended_at, g.completed, g.announced_at, g.announced_ms
  FROM call c LEFT JOIN call_greeting g ON g.tenant_id = $1 AND g.call_key = c.call_key
  WHERE c.tenant_id = $1 AND c.clinic_id = $2 AND c.counted AND c.decided_at IS NOT NULL
    AND (c.offered OR c.outcome = 'ivrAbandoned')
    AND c.arrived_at >= to_timestamp($3::float8 / 1000) AND c.arrived_at < to_timestamp($4::float8 / 1000)),
heard AS (
  SELECT *, CASE WHEN started_at IS NULL OR decided_at < started_at THEN 'before'
      WHEN ended_at IS NULL OR decided_at <= ended_at
        OR (completed IS FALSE AND decided_at <= ended_at + interval '1 s') THEN 'during'
      ELSE 'after' END AS phase,
    greatest(0, ${ms('decided_at - first_at')}) AS life,
    greatest(0, ${ms('least(decided_at, coalesce(started_at, decided_at)) - first_at')}) AS before_ms,
    CASE WHEN started_at IS NULL THEN 0 ELSE
      greatest(0, ${ms('least(decided_at, coalesce(ended_at, decided_at)) - started_at')}) END AS during_ms
  FROM told)`;

/** What callers of a clinic did at its greeting. */
export async function countGreetings(
  tx: EntityManager,
  tenantId: string,
  { clinicId, from, to }: GreetingRange,
): Promise<GreetingCounts> {
  const toGreeting = ms('started_at - first_at');
  const error = `abs(${ms('decided_at - announced_at')} - announced_ms)`;
  const [row] = await tx.query<GreetingCounts[]>(
    `${heardSql} SELECT count(*) AS "greetingCalls", count(started_at) AS greeted,
       ${rounded(0.5, toGreeting)} AS "medianToGreetingMs", ${rounded(0.9, toGreeting)} AS "p90ToGreetingMs",
       count(*) FILTER (WHERE started_at IS NOT NULL AND after IN ('ringing', 'music', 'announcement')) AS "greetedAfterOther",
       count(*) FILTER (WHERE started_at IS NOT NULL AND coalesce(completed, ended_at < decided_at, false)) AS "heardToEnd",
       count(*) FILTER (WHERE hung AND phase = 'before') AS "hungUpBefore",
       count(*) FILTER (WHERE hung AND phase = 'during') AS "hungUpDuring",
       count(*) FILTER (WHERE hung AND phase = 'after') AS "hungUpAfter",
       count(announced_ms) FILTER (WHERE answered AND decided_at >= announced_at) AS "waitsAnnounced",
       round(percentile_disc(0.5) WITHIN GROUP (ORDER BY ${error})
         FILTER (WHERE answered AND decided_at >= announced_at))::bigint AS "announcedErrorP50Ms",
       round(percentile_disc(0.9) WITHIN GROUP (ORDER BY ${error})
         FILTER (WHERE answered AND decided_at >= announced_at))::bigint AS "announcedErrorP90Ms"
     FROM heard`,
    [tenantId, clinicId, from, to],
  );
  if (row === undefined) throw new Error('a sum of nothing is a row');
  return row;
}

type SecondRow = Readonly<{
  second: number;
  phase: GreetingPhase;
  hungUp: boolean;
  calls: number;
  before: number;
  during: number;
  life: number;
}>;

/** The same calls by the full second after their arrival in which they were decided; what took longer is in the last. */
export async function greetingSeconds(
  tx: EntityManager,
  tenantId: string,
  { clinicId, from, to }: GreetingRange,
  most: number,
): Promise<readonly GreetingSecond[]> {
  const rows = await tx.query<SecondRow[]>(
    `${heardSql} SELECT least($5::int, floor(life / 1000))::int AS second, phase, hung AS "hungUp", count(*) AS calls,
       sum(before_ms)::float8 AS before, sum(during_ms)::float8 AS during, sum(life)::float8 AS life
     FROM heard GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [tenantId, clinicId, from, to, most],
  );
  return rows.map(({ second, phase, hungUp, calls, before, during, life }) => ({
    ...{ second, phase, hungUp, calls },
    ms: { before, during, after: Math.max(0, life - before - during) },
  }));
}

/** A version of a sheet from which on the greeting was another. */
export type GreetingChange = Readonly<{ version: number; at: Instant }>;

/** Versions that changed the greeting and hold from within a range on, newest first; the first of a sheet changes nothing. */
export function greetingChanges(
  tx: EntityManager,
  tenantId: string,
  { clinicId, from, to }: GreetingRange,
): Promise<readonly GreetingChange[]> {
  return tx.query<GreetingChange[]>(
    `SELECT version, ${msOf('held_from')} AS at FROM (
       SELECT version, held_from, document->'greeting' AS greeting,
         lag(document->'greeting') OVER (ORDER BY held_from, version) AS before
       FROM clinic_sheet WHERE tenant_id = $1 AND clinic_id = $2 AND held_from IS NOT NULL) v
     WHERE before IS NOT NULL AND greeting <> before
       AND held_from >= to_timestamp($3::float8 / 1000) AND held_from < to_timestamp($4::float8 / 1000)
     ORDER BY held_from DESC, version DESC`,
    [tenantId, clinicId, from, to],
  );
}
