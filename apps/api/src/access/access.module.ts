import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';

import { AuditModule } from '../audit/audit.module';
import { PrivacyModule } from '../privacy/privacy.module';
import { TenantsModule } from '../tenants/tenants.module';
import { Admission } from './admission';
import { AccessAudit } from './audit/access-audit';
import { AuditController } from './audit/audit.controller';
import { ApiKeyAuthority } from './api-key-authority';
import { ApiKeys } from './api-keys';
import { Entries } from './entries';
import { PermissionGuard } from './permission.guard';
import { TenantsController } from './tenants.controller';

/** Who asks, of which tenant, and what they may. */
@Module({
  imports: [AuditModule, DiscoveryModule, PrivacyModule, TenantsModule],
  controllers: [AuditController, TenantsController],
  providers: [
    AccessAudit,
    Admission,
    ApiKeyAuthority,
    ApiKeys,
    Entries,
    { provide: APP_GUARD, useClass: PermissionGuard },
  ],
  exports: [AccessAudit, Admission, ApiKeys, AuditModule, PrivacyModule, TenantsModule],
})
export class AccessModule {}
