import type { ConnectorStatus } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { msOf } from '../platform/sql-instant';
import type { ConnectorOptions } from './connector';

/** A connector as it is kept. */
export type StoredConnector = Readonly<{
  id: string;
  kind: string;
  name: string;
  source: string;
  options: ConnectorOptions;
  /** Sealed. */
  secret: Buffer | null;
  /** Rises with each change. */
  revision: number;
  createdAt: number;
  /** As whoever holds the connection said last, and when; null: nobody has. */
  status: ConnectorStatus | null;
  saidAt: number | null;
  /** What was or is recorded of it; null: nothing. */
  recording: Readonly<{ begunAt: number; until: number; messages: number; bytes: number }> | null;
}>;

const rowsSql = `SELECT c.connector_id AS id, c.kind, c.name, c.source, c.options, c.secret, c.revision,
  ${msOf('c.created_at')} AS "createdAt", s.status,
  ${msOf('s.updated_at')} AS "saidAt",
  CASE WHEN r.begun_at IS NOT NULL THEN json_build_object('begunAt', ${msOf('r.begun_at')},
    'until', ${msOf('r.until_at')}, 'messages', r.messages, 'bytes', r.bytes) END AS recording
FROM connector c LEFT JOIN connector_state s ON s.tenant_id = c.tenant_id AND s.connector_id = c.connector_id
LEFT JOIN connector_recording r ON r.tenant_id = c.tenant_id AND r.connector_id = c.connector_id
WHERE c.tenant_id = $1`;

/** Every connector of the tenant, the oldest first. */
export function listConnectors(tx: EntityManager, tenantId: string): Promise<StoredConnector[]> {
  return tx.query<StoredConnector[]>(`${rowsSql} ORDER BY c.created_at, c.connector_id`, [tenantId]);
}

export async function findConnector(
  tx: EntityManager,
  tenantId: string,
  id: string,
): Promise<StoredConnector | undefined> {
  const rows = await tx.query<StoredConnector[]>(`${rowsSql} AND c.connector_id = $2`, [tenantId, id]);
  return rows[0];
}

/** False when there is one of that kind for that source. */
export async function insertConnector(
  tx: EntityManager,
  tenantId: string,
  connector: Omit<StoredConnector, 'revision' | 'status' | 'saidAt' | 'recording'>,
): Promise<boolean> {
  const { id, kind, name, source, options, secret, createdAt } = connector;
  const added = await tx.query<unknown[]>(
    `INSERT INTO connector (tenant_id, connector_id, kind, name, source, options, secret, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000))
     ON CONFLICT (tenant_id, source, kind) DO NOTHING RETURNING 1`,
    [tenantId, id, kind, name, source, JSON.stringify(options), secret, createdAt],
  );
  return added.length > 0;
}

/** What is changed of a connector. A new name alone leaves the connection as it is. */
export async function updateConnector(
  tx: EntityManager,
  tenantId: string,
  { id, name, options, secret }: Pick<StoredConnector, 'id' | 'name' | 'options' | 'secret'>,
): Promise<void> {
  await tx.query(
    `UPDATE connector SET name = $3, options = $4, secret = $5,
       revision = CASE WHEN options = $4 AND secret IS NOT DISTINCT FROM $5 THEN revision ELSE revision + 1 END
     WHERE tenant_id = $1 AND connector_id = $2`,
    [tenantId, id, name, JSON.stringify(options), secret],
  );
}

/** False when there is none. */
export async function deleteConnector(tx: EntityManager, tenantId: string, id: string): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    'DELETE FROM connector WHERE tenant_id = $1 AND connector_id = $2',
    [tenantId, id],
  );
  return count > 0;
}

/** Whose state it is. */
type Of = Readonly<{ tenantId: string; id: string }>;

/** False, and nothing happens, where the connector is gone. */
export async function saveStatus(
  tx: EntityManager,
  { tenantId, id }: Of,
  status: ConnectorStatus,
  now: number,
): Promise<boolean> {
  const saved = await tx.query<unknown[]>(
    `INSERT INTO connector_state (tenant_id, connector_id, status, updated_at)
     SELECT tenant_id, connector_id, $3::jsonb, to_timestamp($4::float8 / 1000) FROM connector
     WHERE tenant_id = $1 AND connector_id = $2
     ON CONFLICT (tenant_id, connector_id) DO UPDATE SET status = excluded.status, updated_at = excluded.updated_at
     RETURNING 1`,
    [tenantId, id, JSON.stringify(status), now],
  );
  return saved.length > 0;
}

export async function saveCheckpoint(
  tx: EntityManager,
  { tenantId, id }: Of,
  checkpoint: unknown,
  now: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO connector_state (tenant_id, connector_id, checkpoint, updated_at)
     SELECT tenant_id, connector_id, $3::jsonb, to_timestamp($4::float8 / 1000) FROM connector
     WHERE tenant_id = $1 AND connector_id = $2
     ON CONFLICT (tenant_id, connector_id) DO UPDATE SET checkpoint = excluded.checkpoint`,
    [tenantId, id, JSON.stringify(checkpoint), now],
  );
}

export async function loadCheckpoint(tx: EntityManager, { tenantId, id }: Of): Promise<unknown> {
  const [row] = await tx.query<{ checkpoint: unknown }[]>(
    'SELECT checkpoint FROM connector_state WHERE tenant_id = $1 AND connector_id = $2',
    [tenantId, id],
  );
  return row?.checkpoint ?? null;
}

/** Changes what is kept of how a connector stands, one after the other whoever does; nothing happens where it is gone. */
export async function changeState(
  tx: EntityManager,
  { tenantId, id }: Of,
  now: number,
  change: (kept: KeptState) => { readonly status: ConnectorStatus; readonly checkpoint: unknown },
): Promise<void> {
  // The row of the connector is what all wait for: there may be none of its state yet.
  const [row] = await tx.query<KeptState[]>(
    `SELECT s.status, s.checkpoint FROM connector c
       LEFT JOIN connector_state s ON s.tenant_id = c.tenant_id AND s.connector_id = c.connector_id
     WHERE c.tenant_id = $1 AND c.connector_id = $2 FOR UPDATE OF c`,
    [tenantId, id],
  );
  if (row === undefined) return;
  const { status, checkpoint } = change(row);
  await saveStatus(tx, { tenantId, id }, status, now);
  await saveCheckpoint(tx, { tenantId, id }, checkpoint, now);
}

type KeptState = { readonly status: ConnectorStatus | null; readonly checkpoint: unknown };
