import type { Instant } from '@vigie/calls';
import type { proposalStates, SettingsKind } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import type { FieldChange } from './settings-diff';

export type ProposalState = (typeof proposalStates)[number];

/** A change that is to be kept for somebody else to make. */
export type NewProposal = Readonly<{
  id: string;
  at: Instant;
  byId: string;
  by: string;
  kind: SettingsKind;
  itemId: string;
  /** `YYYY-MM-DD`. */
  from: string;
  note: string;
  fields: readonly FieldChange[];
}>;

/** One that is kept, and what was answered. */
export type KeptProposal = NewProposal &
  Readonly<{
    state: ProposalState;
    decidedAt: Instant | null;
    decidedBy: string | null;
    heldFrom: string | null;
    answer: string | null;
  }>;

/** What is answered, by whom and when. */
export type Decision = Readonly<{
  state: Exclude<ProposalState, 'open'>;
  at: Instant;
  by: Readonly<{ id: string | null; name: string }>;
  heldFrom: string | null;
  answer: string;
}>;

const kept = `SELECT proposal_id AS id, ${msOf('at')} AS at, by_id AS "byId", by_name AS by, kind, item_id AS "itemId",
    to_char(from_day, 'YYYY-MM-DD') AS "from", note, fields, state, ${msOf('decided_at')} AS "decidedAt",
    decided_by_name AS "decidedBy", to_char(held_from, 'YYYY-MM-DD') AS "heldFrom", answer
  FROM settings_proposal`;

/** As many as are shown of those that were answered. */
const mostDecidedShown = 100;

/** Those that are open, then those answered last; each newest first. */
export function listProposals(tx: EntityManager, tenantId: string): Promise<KeptProposal[]> {
  return tx.query<KeptProposal[]>(
    `(${kept} WHERE tenant_id = $1 AND state = 'open' ORDER BY settings_proposal.at DESC, proposal_id)
     UNION ALL
     (${kept} WHERE tenant_id = $1 AND state <> 'open' ORDER BY settings_proposal.decided_at DESC, proposal_id
      LIMIT ${mostDecidedShown})`,
    [tenantId],
  );
}

/** Undefined where there is none of that id. */
export async function readProposal(
  tx: EntityManager,
  tenantId: string,
  id: string,
): Promise<KeptProposal | undefined> {
  const [row] = await tx.query<KeptProposal[]>(`${kept} WHERE tenant_id = $1 AND proposal_id = $2`, [
    tenantId,
    id,
  ]);
  return row;
}

/** The open proposals on one item. */
export function openProposals(
  tx: EntityManager,
  tenantId: string,
  item: Readonly<{ kind: SettingsKind; id: string }>,
): Promise<KeptProposal[]> {
  return tx.query<KeptProposal[]>(
    `${kept} WHERE tenant_id = $1 AND state = 'open' AND kind = $2 AND item_id = $3`,
    [tenantId, item.kind, item.id],
  );
}

export async function insertProposal(
  tx: EntityManager,
  tenantId: string,
  proposal: NewProposal,
): Promise<void> {
  const { id, at, byId, by, kind, itemId, from, note, fields } = proposal;
  await tx.query(
    `INSERT INTO settings_proposal (tenant_id, proposal_id, at, by_id, by_name, kind, item_id, from_day, note, fields)
     VALUES ($1, $2, to_timestamp($3::float8 / 1000), $4, $5, $6, $7, $8::date, $9, $10::jsonb)`,
    [tenantId, id, at, byId, by, kind, itemId, from, note, JSON.stringify(fields)],
  );
}

/** Answers one that is open. */
export async function noteDecision(
  tx: EntityManager,
  tenantId: string,
  id: string,
  { state, at, by, heldFrom, answer }: Decision,
): Promise<void> {
  await tx.query(
    `UPDATE settings_proposal SET state = $3, decided_at = to_timestamp($4::float8 / 1000), decided_by_id = $5,
       decided_by_name = $6, held_from = $7::date, answer = $8
     WHERE tenant_id = $1 AND proposal_id = $2 AND state = 'open'`,
    [tenantId, id, state, at, by.id, by.name, heldFrom, answer],
  );
}
