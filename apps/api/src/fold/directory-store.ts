import type { AgentFact, Call, Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { textArray, timestamptzArray } from '../event-log/binary-array';

type Kind = 'clinic' | 'queue' | 'agent';

const addSql = `INSERT INTO directory (tenant_id, kind, id, name, first_seen, named)
SELECT $1, t.kind, t.id, t.id, t.at, t.named
FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::boolean[]) AS t(kind, id, at, named)
ON CONFLICT (tenant_id, kind, id) DO UPDATE SET named = true WHERE excluded.named AND NOT directory.named`;

type SeenId = {
  readonly kind: Kind;
  readonly id: string;
  readonly at: Instant;
  /** Whether an event named it by itself. */
  readonly named: boolean;
};

/** Ids seen in one fold, each with the instant it was first seen there. */
export class SeenIds {
  readonly ids = new Map<string, SeenId>();

  see(kind: Kind, id: string | null | undefined, at: Instant): void {
    if (id === null || id === undefined) return;
    const key = `${kind}\0${id}`;
    if (!this.ids.has(key)) this.ids.set(key, { kind, id, at, named: false });
  }

  /** An event itself says whose call it is: that clinic is one, also when a queue bears its name (ADR 0063). */
  nameClinic(id: string | undefined, at: Instant): void {
    if (id === undefined) return;
    const key = `clinic\0${id}`;
    const seen = this.ids.get(key);
    if (seen?.named !== true) this.ids.set(key, { kind: 'clinic', id, at: seen?.at ?? at, named: true });
  }

  seeCall(call: Call): void {
    this.see('clinic', call.clinicId, call.firstAt);
    for (const { queueId, enqueuedAt } of call.segments) this.see('queue', queueId, enqueuedAt);
    for (const { agentId } of call.legs) this.see('agent', agentId, call.firstAt);
  }

  seeAgent(agentId: string, fact: AgentFact): void {
    this.see('agent', agentId, fact.at);
    this.see('queue', fact.queueId, fact.at);
  }
}

const keyOf = ({ kind, id, named }: SeenId): string => `${kind}\0${id}${named ? '\0named' : ''}`;

/** Gives every clinic, queue and agent that events name a row of its own: its id as its name until settings say more. */
@Injectable()
export class DirectoryStore {
  /** Ids that are known to have a row, so that a busy day does not ask for the same few hundred over and over. */
  private readonly known = new Map<string, Set<string>>();

  /** Adds what is not there; gives back what to call when the transaction has committed. */
  async add(tx: EntityManager, tenantId: string, seen: SeenIds): Promise<() => void> {
    const known = this.known.get(tenantId) ?? new Set<string>();
    const fresh = [...seen.ids.values()].filter((entry) => !known.has(keyOf(entry)));
    if (fresh.length === 0) return () => undefined;
    const entries = fresh.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
    await tx.query(addSql, [
      tenantId,
      textArray(entries.map(({ kind }) => kind)),
      textArray(entries.map(({ id }) => id)),
      timestamptzArray(entries.map(({ at }) => at)),
      entries.map(({ named }) => named),
    ]);
    return () => {
      for (const entry of fresh) known.add(keyOf(entry));
      this.known.set(tenantId, known);
    };
  }
}
