import type { AgentFact, Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { LoggedEvent } from '../event-log/logged-event';
import { TenantSettings } from '../settings/tenant-settings';
import { AgentDayStore, lastDate } from './agent-day-store';
import { nothingGone, type FoldedTable } from './shadow-store';
import { toAgentFact } from './touched-agents';
import type { Turn } from './turn';

/** Other names of agents that the telephone systems themselves told. */
export const agentAliasTable: FoldedTable = {
  name: 'agent_alias',
  compared: {
    key: 'alias',
    // Who was told of only in months that are gone is told of by nothing that is kept.
    sql: (table, { callsFrom } = nothingGone) => `SELECT alias, agent_id FROM ${table} WHERE tenant_id = $1
      AND (${callsFrom === null} OR alias IN (SELECT alias FROM pg_temp.agent_alias WHERE tenant_id = $1))`,
  },
};

/** A fact, and whose it is. */
export type NamedFact = { readonly agentId: string; readonly fact: AgentFact };

type Alias = { readonly alias: string; readonly agentId: string };

const beforeAllDays = '0001-01-01';

/**
 * Says who an agent is by whatever name: settings first, then what the telephone systems told (a member name beside its
 * interface); the first that was told of a name stands.
 */
@Injectable()
export class AgentNames {
  constructor(
    private readonly settings: TenantSettings,
    private readonly store: AgentDayStore,
  ) {}

  /**
   * What events declare, of whom. What was taken for another's until a name was told is withdrawn there, and given
   * back with the rest.
   */
  async factsOf(
    tx: EntityManager,
    turn: Turn,
    events: readonly LoggedEvent[],
  ): Promise<readonly NamedFact[]> {
    if (events.length === 0) return [];
    const { tenantId } = turn.place;
    const learnt = await this.learn(tx, turn, events);
    const known = await this.known(tx, tenantId);
    const told = events.flatMap((event) => {
      const fact = toAgentFact(event);
      return fact === undefined ? [] : [this.named(tenantId, known, event.subject, fact)];
    });
    return [...(await this.withdrawn(tx, turn, known, learnt)), ...told];
  }

  /** Who it is that a name stands for at an instant; `known` are the names that were told. */
  identify(tenantId: string, known: ReadonlyMap<string, string>, name: string, at: Instant): string {
    const settings = this.settings.at(tenantId, at);
    if (settings.isAgentNamed(name)) return settings.agentIdOf(name);
    return settings.agentIdOf(known.get(name) ?? name);
  }

  /** The names that were told, each with the agent it stands for. */
  async known(tx: EntityManager, tenantId: string): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<Alias[]>(
      `SELECT alias, agent_id AS "agentId" FROM agent_alias WHERE tenant_id = $1`,
      [tenantId],
    );
    return new Map(rows.map(({ alias, agentId }) => [alias, agentId]));
  }

  /** The fact as one of whom it is, with the name it was told under where that is another. */
  named(tenantId: string, known: ReadonlyMap<string, string>, toldAs: string, fact: AgentFact): NamedFact {
    const agentId = this.identify(tenantId, known, toldAs, fact.at);
    if (agentId !== toldAs) return { agentId, fact: { ...fact, toldAs } };
    const own = Object.entries(fact).filter(([field]) => field !== 'toldAs');
    return { agentId, fact: Object.fromEntries(own) as AgentFact };
  }

  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.query(`DELETE FROM agent_alias WHERE tenant_id = $1`, [tenantId]);
  }

  /** Gives back the names that are new. */
  private async learn(
    tx: EntityManager,
    { place }: Turn,
    events: readonly LoggedEvent[],
  ): Promise<readonly string[]> {
    const pairs = new Map<string, string>();
    for (const { subject, data } of events) {
      const other = data['interface'];
      if (typeof other === 'string' && other !== subject && !pairs.has(other)) pairs.set(other, subject);
    }
    if (pairs.size === 0) return [];
    const added = await tx.query<{ alias: string }[]>(
      `INSERT INTO agent_alias (tenant_id, alias, agent_id)
       SELECT $1, t.alias, t.agent_id FROM unnest($2::text[], $3::text[]) AS t(alias, agent_id)
       ON CONFLICT DO NOTHING RETURNING alias`,
      [place.tenantId, [...pairs.keys()], [...pairs.values()]],
    );
    return added.map(({ alias }) => alias);
  }

  /** Facts that stand with a name of which it is known only now whose it is. */
  private async withdrawn(
    tx: EntityManager,
    { place: { tenantId }, agents }: Turn,
    known: ReadonlyMap<string, string>,
    names: readonly string[],
  ): Promise<readonly NamedFact[]> {
    if (names.length === 0) return [];
    const windows = new Map(names.map((name) => [name, { first: beforeAllDays, last: lastDate }]));
    const stored = await this.store.daysAround(tx, tenantId, windows);
    return [...stored].flatMap(([name, days]) =>
      days
        .days()
        .flatMap(({ facts }) => facts)
        .flatMap((fact) => {
          const found = this.named(tenantId, known, fact.toldAs ?? name, fact);
          if (found.agentId === name) return [];
          agents.withdraw(name, fact);
          return [found];
        }),
    );
  }
}
