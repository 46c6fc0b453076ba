import type { EntityManager } from 'typeorm';

import type { Clock } from './clock';
import type { Access } from './roles/logins';
import type { Database } from './database';
import { everyTenant } from './rounds/round-store';

/** What is asked of tenants: the answers of all in one statement, or those of one alone, which names it. */
export type TenantQuestion<Answer> = {
  readonly ofAll: (tx: EntityManager) => Promise<readonly Answer[]>;
  readonly ofOne: (tx: EntityManager, tenantId: string) => Promise<readonly Answer[]>;
  readonly access: Access;
};

/** Tenants whose data could not be read when all of them were asked, although the database answered. */
export class TenantsAway {
  private ids: readonly string[] = [];

  set(ids: readonly string[]): void {
    this.ids = ids;
  }

  list(): readonly string[] {
    return this.ids;
  }
}

/** So long each is asked alone before all are asked at once again. */
const aloneMs = 10_000;

/**
 * Asks all tenants at once, in one statement: nothing is cheaper. Where tenants live on several servers and one of them is
 * away, such a statement fails for all; then each is asked by itself for a while, and only those of that server are missing.
 */
export class AskedTenants<Answer> {
  private aloneUntil = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly database: Pick<Database, 'withTenant'>,
    private readonly clock: Clock,
    private readonly away: TenantsAway,
    private readonly question: TenantQuestion<Answer>,
  ) {}

  /** Throws where nobody could be asked. */
  async ask(): Promise<readonly Answer[]> {
    const { ofAll, access } = this.question;
    if (this.clock.now() < this.aloneUntil) return this.askEach();
    try {
      const answers = await this.database.withTenant('', ofAll, access);
      this.away.set([]);
      return answers;
    } catch {
      // What is wrong is told by asking each, where it is not their server.
      this.aloneUntil = this.clock.now() + aloneMs;
      return this.askEach();
    }
  }

  private async askEach(): Promise<readonly Answer[]> {
    const { ofOne, access } = this.question;
    const tenants = await this.database.withTenant('', everyTenant, access);
    const asking = (tenantId: string) =>
      this.database.withTenant(tenantId, (tx) => ofOne(tx, tenantId), access);
    const answers: (readonly Answer[])[] = [];
    const failed: string[] = [];
    let last: unknown;
    for (const tenantId of tenants) {
      try {
        answers.push(await asking(tenantId));
      } catch (error) {
        failed.push(tenantId);
        last = error;
      }
    }
    // Where nobody answers it is the database that is away, and no tenant more than another.
    const isWhole = failed.length > 0 && failed.length === tenants.length;
    this.away.set(isWhole ? [] : failed);
    if (isWhole) throw new Error('no tenant can be read', { cause: last });
    return answers.flat();
  }
}
