import { Module } from '@nestjs/common';

import { ApiKeyAuthority } from './api-key-authority';
import { ApiKeyGuard } from './api-key.guard';
import { ApiKeys } from './api-keys';
import { Keyring } from './keyring';
import { TenantDirectory } from './tenant-directory';
import { EditorPipe } from './tenant-editor';
import { TenantOfRequest } from './tenant-of-request';
import { TenantPipe } from './tenant-reader';
import { TenantsController } from './tenants.controller';

const shared = [
  ApiKeyAuthority,
  ApiKeyGuard,
  ApiKeys,
  Keyring,
  TenantDirectory,
  TenantOfRequest,
  TenantPipe,
  EditorPipe,
];

/** Whose data it is: tenants, the keys they send with, and what is derived for each from the installation's secret. */
@Module({ controllers: [TenantsController], providers: shared, exports: shared })
export class TenantsModule {}
