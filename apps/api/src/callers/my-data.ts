import { Injectable } from '@nestjs/common';
import type { MyData } from '@vigie/contracts';

import { AuditNames } from '../access/audit/audit-names';
import { demoPeople } from '../access/demo-people';
import { People } from '../access/people/people';
import type { KeptEntry } from '../audit/audit-entry';
import { AuditLog } from '../audit/audit-log';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { TenantSettings } from '../settings/tenant-settings';
import { countOwn, keptAgentDays } from './kept-data-store';

/** Somebody of a centre; `isDemo`: one of the people who exist in the demonstration only. */
export type Oneself = Readonly<{ tenantId: string; personId: string; isDemo: boolean }>;

const dayMs = 86_400_000;
const watchedDays = 30;
const deedDays = 90;
const mostRead = 5_000;
const mostTold = 100;
/** Where agents are told by name. */
const watching = ['board.see', 'calls.see', 'metrics.see'];

/** Tells somebody of the centre what is kept of them, and who looked. */
@Injectable()
export class MyDataReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly settings: TenantSettings,
    private readonly audit: AuditLog,
    private readonly names: AuditNames,
  ) {}

  async read(oneself: Oneself): Promise<MyData> {
    const { tenantId, personId } = oneself;
    const { agentId, since } = await this.accountOf(oneself);
    const { retention, agent, own } = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      return {
        retention: this.settings.current(tenantId).retention,
        own: await countOwn(tx, tenantId, personId),
        agent: agentId === null ? null : { id: agentId, ...(await keptAgentDays(tx, tenantId, agentId)) },
      };
    });
    const { callMonths, agentMonths, auditMonths } = retention;
    return {
      keptMonths: { calls: callMonths, agentDays: agentMonths, audit: auditMonths },
      account: since === null ? null : { since: new Date(since).toISOString() },
      own,
      agent,
      deeds: await this.deeds(tenantId, personId, agentId),
      watchers: agentId === null ? [] : await this.watchers(tenantId, personId),
    };
  }

  private async accountOf({
    tenantId,
    personId,
    isDemo,
  }: Oneself): Promise<{ readonly agentId: string | null; readonly since: number | null }> {
    if (isDemo)
      return { agentId: demoPeople.find(({ id }) => id === personId)?.agentId ?? null, since: null };
    const { agentId, createdAt } = await this.people.one(tenantId, personId);
    return { agentId, since: createdAt };
  }

  /** An id is found within others (`anna` in `annabelle`): only whole ones count. */
  private async deeds(tenantId: string, personId: string, agentId: string | null): Promise<MyData['deeds']> {
    const from = this.clock.now() - deedDays * dayMs;
    const ids = agentId === null ? [personId] : [personId, agentId];
    const found = await Promise.all(
      ids.map((subject) => this.audit.search(tenantId, { subject, from, limit: mostRead })),
    );
    const others = found.flat().filter((entry) => entry.actor.id !== personId && namesOneOf(ids, entry));
    const entries = [...new Map(others.map((entry) => [entry.seq, entry])).values()]
      .toSorted((a, b) => b.seq - a.seq)
      .slice(0, mostTold);
    const names = await this.names.of(tenantId, entries);
    return entries.map(({ at, actor: { kind, id }, action, times }) => ({
      at: new Date(at).toISOString(),
      who: names[id ?? ''] ?? null,
      kind,
      action,
      times,
    }));
  }

  /** Those who saw agents by name: by a key, or as somebody who is told of them. */
  private async watchers(tenantId: string, personId: string): Promise<MyData['watchers']> {
    const from = this.clock.now() - watchedDays * dayMs;
    const all = await this.audit.search(tenantId, { actions: watching, from, limit: mostRead });
    const others = all.filter(({ actor }) => actor.id !== personId && seesAgents(actor));
    const names = await this.names.of(tenantId, others);
    return [...Map.groupBy(others, ({ actor: { kind, id } }) => `${kind} ${id ?? ''}`).values()].map(
      (ofOne) => {
        const [last] = ofOne;
        const { kind = 'nobody', id = null } = last?.actor ?? {};
        return {
          who: names[id ?? ''] ?? null,
          kind,
          days: new Set(ofOne.map(({ at }) => Math.floor(at / dayMs))).size,
          lastAt: new Date(last?.at ?? 0).toISOString(),
        };
      },
    );
  }
}

function namesOneOf(ids: readonly string[], { subject }: KeptEntry): boolean {
  const parts = (subject ?? '').split(/[\s=,/()]+/u);
  return ids.some((id) => parts.includes(id));
}

function seesAgents({ kind, role }: KeptEntry['actor']): boolean {
  return kind === 'key' || kind === 'machine' || role?.split('+').includes('supervisor') === true;
}
