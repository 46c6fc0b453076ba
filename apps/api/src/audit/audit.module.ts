import { Logger, Module } from '@nestjs/common';

import { Rounds } from '../platform/rounds/rounds';
import { PrivacyModule } from '../privacy/privacy.module';
import { TenantsModule } from '../tenants/tenants.module';
import { AuditHeads } from './audit-heads';
import { AuditLog } from './audit-log';
import { AuditRemoval } from './audit-removal';
import { AuditVerifications, headText } from './audit-verifications';
import { AuditVerifier } from './audit-verifier';

/** Who did what: written once, chained, verified. */
@Module({
  imports: [PrivacyModule, TenantsModule],
  providers: [AuditLog, AuditHeads, AuditVerifier, AuditVerifications, AuditRemoval],
  exports: [AuditLog, AuditVerifications, AuditRemoval],
})
export class AuditModule {
  private readonly logger = new Logger('Audit');

  constructor(rounds: Rounds, heads: AuditHeads, verifications: AuditVerifications) {
    rounds.add({
      kind: 'leased',
      name: 'audit heads',
      everyMs: 3_600_000,
      run: async (tenantId) => {
        const advanced = await heads.advance(tenantId);
        if (advanced === undefined) return;
        const { head, contradicted } = advanced;
        // The process's log usually leaves the machine: there it is out of reach of whoever owns the database.
        this.logger.log({ tenantId, auditHead: headText(head) });
        if (contradicted === null) return;
        const noted = headText(contradicted);
        this.logger.error({ tenantId, msg: 'the audit log is not the one whose end was noted', noted });
      },
    });
    rounds.add({
      kind: 'leased',
      name: 'audit verification',
      everyMs: 24 * 3_600_000,
      run: async (tenantId) => void (await verifications.run(tenantId)),
    });
  }
}
