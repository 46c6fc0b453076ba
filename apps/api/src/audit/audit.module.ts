import { Logger, Module } from '@nestjs/common';

import { Database } from '../platform/database';
import { Rounds } from '../platform/rounds/rounds';
import { PrivacyModule } from '../privacy/privacy.module';
import { TenantsModule } from '../tenants/tenants.module';
import { AuditHeads } from './audit-heads';
import { AuditLog } from './audit-log';
import { keptChain } from './audit-store';
import { AuditVerifier } from './audit-verifier';

/** Who did what: written once, chained, verified. */
@Module({
  imports: [PrivacyModule, TenantsModule],
  providers: [AuditLog, AuditHeads, AuditVerifier],
  exports: [AuditLog],
})
export class AuditModule {
  private readonly logger = new Logger('Audit');

  constructor(rounds: Rounds, database: Database, heads: AuditHeads) {
    rounds.add({
      kind: 'leased',
      name: 'audit heads',
      everyMs: 3_600_000,
      run: async (tenantId) => {
        const chain = await database.withTenant(tenantId, (tx) => keptChain(tx, tenantId));
        if (chain === undefined) return;
        const { seq, hash } = chain.head;
        // The process's log usually leaves the machine: there it is out of reach of whoever owns the database.
        this.logger.log({ tenantId, auditHead: `${seq}:${hash.toString('hex')}` });
        await heads.note(tenantId, chain.head);
      },
    });
  }
}
