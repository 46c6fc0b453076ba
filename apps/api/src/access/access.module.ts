import { Module } from '@nestjs/common';

import { PrivacyModule } from '../privacy/privacy.module';
import { TenantsModule } from '../tenants/tenants.module';
import { ApiKeyAuthority } from './api-key-authority';
import { ApiKeyGuard } from './api-key.guard';
import { ApiKeys } from './api-keys';
import { EditorPipe } from './tenant-editor';
import { TenantOfRequest } from './tenant-of-request';
import { TenantPipe } from './tenant-reader';

const shared = [ApiKeyAuthority, ApiKeyGuard, ApiKeys, TenantOfRequest, TenantPipe, EditorPipe];

/** Who asks, of which tenant, and what they may. */
@Module({
  imports: [PrivacyModule, TenantsModule],
  providers: shared,
  exports: [...shared, PrivacyModule, TenantsModule],
})
export class AccessModule {}
