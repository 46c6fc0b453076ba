import type { IncidentFact, IncidentOutcome, Instant } from '@vigie/calls';
import type { EntityManager } from 'typeorm';

import type { ViewerScope } from '../access/viewer';
import { incidentEvents, incidentNoteOf } from '../fold/incident-note-projection';
import { serverSource } from '../event-log/server-events';
import { idsOf, ofScope } from '../metrics/owed-query';
import { msOf } from '../platform/sql-instant';

/** Those of a scope that began in a range; of some clinics alone where they are named. */
export type IncidentRange = Readonly<{
  scope: ViewerScope;
  from: Instant;
  to: Instant;
  clinicIds?: readonly string[] | undefined;
}>;

/** Far more than there are in a year. */
const mostCounted = 5_000;

/**
 * Calls of a scope that were marked urgent first in a range, and those from before of which no review is told; the latest
 * first.
 */
export async function incidentKeys(
  tx: EntityManager,
  tenantId: string,
  { scope, from, to }: { readonly scope: ViewerScope; readonly from: Instant; readonly to: Instant },
): Promise<readonly string[]> {
  const rows = await tx.query<{ key: string }[]>(
    `WITH marked AS (
       SELECT call_key, min(at) AS opened FROM incident_note WHERE tenant_id = $1 AND kind = 'marked' GROUP BY call_key)
     SELECT call_key AS key FROM marked JOIN call c USING (call_key)
     WHERE c.tenant_id = $1 AND ${ofScope(scope, '$2')} AND opened < to_timestamp($4 / 1000.0)
       AND (opened >= to_timestamp($3 / 1000.0) OR NOT EXISTS (SELECT FROM incident_note n
         WHERE n.tenant_id = $1 AND n.call_key = marked.call_key AND n.kind = 'reviewed'))
     ORDER BY opened DESC, call_key LIMIT $5`,
    [tenantId, idsOf(scope), from, to, mostCounted],
  );
  return rows.map(({ key }) => key);
}

/** Calls of a scope, of some clinics alone where they are named, that were marked urgent first in a range. */
export async function openedIncidents(
  tx: EntityManager,
  tenantId: string,
  { scope, from, to, clinicIds }: IncidentRange,
): Promise<readonly string[]> {
  const rows = await tx.query<{ key: string }[]>(
    `WITH marked AS (
       SELECT call_key, min(at) AS opened FROM incident_note WHERE tenant_id = $1 AND kind = 'marked' GROUP BY call_key)
     SELECT call_key AS key FROM marked JOIN call c USING (call_key)
     WHERE c.tenant_id = $1 AND ${ofScope(scope, '$2')} AND opened >= to_timestamp($3 / 1000.0)
       AND opened < to_timestamp($4 / 1000.0) AND ($5::text[] IS NULL OR clinic_id = ANY($5)) ORDER BY call_key`,
    [tenantId, idsOf(scope), from, to, clinicIds ?? null],
  );
  return rows.map(({ key }) => key);
}

type Row = {
  readonly key: string;
  readonly callKey: string;
  readonly at: Instant;
  readonly kind: IncidentFact['kind'];
  readonly by: string;
  readonly byId: string;
  readonly outcome: IncidentOutcome;
  readonly note: string;
};

/** What is folded of these calls, by call. */
export async function incidentFacts(
  tx: EntityManager,
  tenantId: string,
  callKeys: readonly string[],
): Promise<ReadonlyMap<string, readonly IncidentFact[]>> {
  const rows = await tx.query<Row[]>(
    `SELECT note_key AS key, call_key AS "callKey", ${msOf('at')} AS at, kind, by_name AS by, by_id AS "byId", outcome, note
     FROM incident_note WHERE tenant_id = $1 AND call_key = ANY($2::uuid[])`,
    [tenantId, callKeys],
  );
  return Map.groupBy(rows, ({ callKey }) => callKey);
}

/** Two who act on one at the same time do so one after the other. */
export async function lockIncident(tx: EntityManager, tenantId: string, id: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1 || ' incident ' || $2, 0))`, [
    tenantId,
    id,
  ]);
}

/** What supervisors did about these and is not folded yet. */
export async function pendingFacts(
  tx: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly IncidentFact[]>> {
  const rows = await tx.query<
    { id: string; subject: string; type: string; at: Instant; data: Record<string, unknown> }[]
  >(
    `SELECT event_id AS id, subject, type, ${msOf('at')} AS at, data FROM event_log
     WHERE tenant_id = $1 AND source = '${serverSource}' AND subject = ANY($2::text[]) AND type = ANY($3::text[])
       AND seq > coalesce((SELECT seq FROM fold_cursor WHERE tenant_id = $1), 0)`,
    [tenantId, ids, Object.values(incidentEvents)],
  );
  const facts = rows.flatMap((row) => {
    const note = incidentNoteOf({ ...row, source: serverSource });
    return note === undefined ? [] : [{ ...note, key: note.noteKey }];
  });
  return Map.groupBy(facts, ({ callKey }) => callKey) as unknown as ReadonlyMap<
    string,
    readonly IncidentFact[]
  >;
}

/** First what is not folded yet, then what is: what is folded between the two is in both, never in neither. */
export async function allFacts(
  tx: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly IncidentFact[]>> {
  const pending = await pendingFacts(tx, tenantId, ids);
  const folded = await incidentFacts(tx, tenantId, ids);
  return new Map(ids.map((id) => [id, [...(folded.get(id) ?? []), ...(pending.get(id) ?? [])]]));
}
