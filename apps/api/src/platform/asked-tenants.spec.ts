import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';

import { AskedTenants, TenantsAway } from './asked-tenants';
import { ManualClock } from './clock';

/** Centres on two servers; what is asked of a server that is away fails, and with it what is asked of all. */
class SpreadDatabase {
  readonly asked: string[] = [];
  awayServer: 'north' | 'south' | 'both' | undefined;
  private readonly servers = { lyon: 'south', lille: 'north', nice: 'south' } as const;

  async withTenant<T>(tenantId: string, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    this.asked.push(tenantId);
    const list = { query: () => Object.keys(this.servers).map((id) => ({ tenant_id: id })) };
    return work(list as unknown as EntityManager);
  }

  answer(tenantId?: keyof SpreadDatabase['servers']): Promise<string[]> {
    const servers = tenantId === undefined ? Object.values(this.servers) : [this.servers[tenantId]];
    const isAway = servers.some((server) => server === this.awayServer || this.awayServer === 'both');
    if (isAway) return Promise.reject(new Error('connection to the remote node failed'));
    return Promise.resolve(tenantId === undefined ? Object.keys(this.servers) : [tenantId]);
  }
}

describe('what is asked of all centres', () => {
  let database: SpreadDatabase;
  let away: TenantsAway;
  let tenants: AskedTenants<string>;
  const clock = new ManualClock(0);

  beforeEach(() => {
    database = new SpreadDatabase();
    away = new TenantsAway();
    tenants = new AskedTenants(database, clock, away, {
      access: 'fold',
      ofAll: () => database.answer(),
      ofOne: (_, tenantId) => database.answer(tenantId as 'lyon'),
    });
  });

  it('is asked once where one database has them all', async () => {
    expect(await tenants.ask()).toEqual(['lyon', 'lille', 'nice']);
    expect(database.asked).toEqual(['']);
  });

  it('is answered for the others while a server is away, which of them it has is known, and all come back with it', async () => {
    database.awayServer = 'south';
    expect(await tenants.ask()).toEqual(['lille']);
    expect(away.list()).toEqual(['lyon', 'nice']);
    database.asked.length = 0;
    clock.advance(9_000);
    expect(await tenants.ask()).toEqual(['lille']);
    // The list of centres, and each: not again what is known to fail.
    expect(database.asked).toEqual(['', 'lyon', 'lille', 'nice']);
    database.awayServer = undefined;
    expect(await tenants.ask()).toEqual(['lyon', 'lille', 'nice']);
    expect(away.list()).toEqual([]);
    database.asked.length = 0;
    clock.advance(2_000);
    await tenants.ask();
    expect(database.asked).toEqual(['']);
  });

  it('fails where nobody answers, and no centre is to blame', async () => {
    database.awayServer = 'both';
    await expect(tenants.ask()).rejects.toThrow('no tenant can be read');
    expect(away.list()).toEqual([]);
  });
});
