import type { Instant, ObligationEnd, ObligationState } from '@vigie/calls';
import { unknownKey } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { lineOfRow } from '../fold/obligation-store';
import { msOf } from '../platform/sql-instant';
import { callerKeyOf } from './board/board-call';
import type { OwedCaller, ToldOwed } from './board/owed';

type Row = {
  readonly id: string;
  readonly key: string;
  readonly clinicId: string;
  readonly teamId: string | null;
  readonly aniHash: string | null;
  readonly openedBy: string;
  readonly openedAt: Instant;
  readonly latestAt: Instant;
  readonly calls: number;
  readonly state: ObligationState;
  readonly closedAt: Instant | null;
  readonly endsAt: Instant | null;
  readonly closedAs: ObligationEnd | null;
  readonly dueAt: Instant;
  readonly followupType: string | null;
  readonly sameHalfDay: boolean;
  readonly beforeClosing: boolean;
};

const rowsSql = `SELECT obligation_id AS id, line_key AS key, clinic_id AS "clinicId", team_id AS "teamId",
  ani_hash AS "aniHash", opened_by AS "openedBy", ${msOf('opened_at')} AS "openedAt", state,
  ${msOf('closed_at')} AS "closedAt", ${msOf('ends_at')} AS "endsAt",
  (detail->>'latestCallAt')::bigint AS "latestAt", (detail->>'calls')::int AS calls, closed_as AS "closedAs",
  ${msOf('due_at')} AS "dueAt", followup_type AS "followupType", same_half_day AS "sameHalfDay",
  before_closing AS "beforeClosing"
FROM obligation WHERE tenant_id = $1 AND detail <> '{}' AND state <> 'planned'`;

/** Who came to be owed a call a week before is not looked for among those who were reached. */
const weekMs = 7 * 86_400_000;

/** Whom clinics owed a call at an instant, and those of whom something began or ended since `from`, as it was then. */
export async function owedAt(
  tx: EntityManager,
  tenantId: string,
  { from, at }: { readonly from: Instant; readonly at: Instant },
): Promise<OwedCaller[]> {
  const rows = await tx.query<Row[]>(
    `${rowsSql} AND (state = 'open' OR opened_at >= to_timestamp($2 / 1000.0)
       OR (opened_at >= to_timestamp($3 / 1000.0) AND closed_at >= to_timestamp($2 / 1000.0)))`,
    [tenantId, from, from - weekMs],
  );
  return rows.filter((row) => begunAt(row) <= at).map((row) => asOf(toOwed(row), at));
}

/** These as they are now. */
export async function owedByIds(
  tx: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<ToldOwed[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<Row[]>(`${rowsSql} AND obligation_id = ANY($2::uuid[])`, [tenantId, ids]);
  const byId = new Map(rows.map((row) => [row.id, toOwed(row)]));
  return ids.map((id) => ({ id, caller: byId.get(id) ?? null }));
}

/** What was planned may have been done before its time. */
const begunAt = ({ openedAt, closedAt }: Row): Instant => Math.min(openedAt, closedAt ?? openedAt);

function toOwed({ key, aniHash, openedBy, teamId, followupType, dueAt, ...row }: Row): OwedCaller {
  const { clinicId, callKey } = lineOfRow({ key, clinicId: row.clinicId, aniHash, openedBy });
  return {
    ...row,
    followup: followupType === null ? null : { type: followupType, dueAt },
    callKey,
    callerKey: callerKeyOf({ aniHash, aniKind: null }, clinicId),
    teamId: teamId ?? unknownKey,
    counted: true,
  };
}

/** What had not ended by then was open. */
function asOf(one: OwedCaller, at: Instant): OwedCaller {
  const isLater = one.closedAt !== null && one.closedAt > at;
  return isLater ? { ...one, state: 'open', closedAt: null, closedAs: null } : one;
}
