import type { Instant } from '@vigie/calls';

import { msOf } from '../platform/sql-instant';
import { upsertSql } from './bulk-upsert';
import { noteColumns, obligationColumns } from './obligation-columns';
import { atOrAfter } from './shadow-store';

const namesOf = (side: string): string => obligationColumns.map(({ name }) => `${side}.${name}`).join(', ');
const lineKeys = `$${obligationColumns.length + 2}::uuid[]`;
const ids = `$${obligationColumns.length + 3}::uuid[]`;
/** What lines are owed in place of what they were; what began before `from` stays. */
export const writeSql = (from: Instant | null): string => `WITH gone AS (
  DELETE FROM obligation WHERE tenant_id = $1 AND line_key = ANY(${lineKeys}) AND obligation_id <> ALL(${ids})
    AND ${atOrAfter('opened_at', from)} RETURNING obligation_id AS id
), written AS (${upsertSql('obligation', obligationColumns)}
  WHERE (${namesOf('old')}) IS DISTINCT FROM (${namesOf('EXCLUDED')}) RETURNING obligation_id AS id
) SELECT id FROM gone UNION ALL SELECT id FROM written`;

export const writeNotesSql = upsertSql('obligation_note', noteColumns).replace(
  't.callback_key',
  't.callback_key::uuid',
);

/** Of one caller at one clinic no more calls are looked at: whoever called more often shares a number with others. */
const mostCalls = 2_000;
export const callsOfLines = {
  name: 'vigie_calls_of_lines',
  text: `SELECT k.line_key AS "lineKey", c.call_key AS "callKey", c.facts
FROM unnest($2::uuid[], $3::text[], $4::text[]) AS k(line_key, clinic_id, ani_hash), LATERAL (
  SELECT call_key, facts FROM call WHERE tenant_id = $1 AND ani_hash = k.ani_hash
    AND coalesce(clinic_id, '') = k.clinic_id ORDER BY arrived_at DESC, call_key LIMIT ${mostCalls}) AS c`,
};
export const ownCallsOfLines = {
  name: 'vigie_own_calls_of_lines',
  text: `SELECT k.line_key AS "lineKey", c.call_key AS "callKey", c.facts
FROM unnest($2::uuid[], $3::uuid[]) AS k(line_key, call_key) JOIN call c ON c.call_key = k.call_key
WHERE c.tenant_id = $1`,
};

export const owedOrNoted = {
  name: 'vigie_owed_or_noted',
  text: `SELECT line_key AS key FROM obligation WHERE tenant_id = $1 AND line_key = ANY($2::uuid[])
UNION SELECT call_key FROM obligation_note WHERE tenant_id = $1 AND call_key = ANY($3::uuid[])`,
};

export const notesOfCalls = {
  name: 'vigie_notes_of_calls',
  text: `WITH own AS (SELECT * FROM obligation_note WHERE tenant_id = $1 AND call_key = ANY($2::uuid[]))
SELECT note_key AS "noteKey", call_key AS "callKey", callback_key AS "callbackKey", ${msOf('at')} AS at, note FROM (
  SELECT * FROM own UNION SELECT o.* FROM obligation_note o WHERE o.tenant_id = $1
    AND o.callback_key IN (SELECT callback_key FROM own WHERE callback_key IS NOT NULL)) AS n`,
};
