import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';

import { AuditModule } from '../audit/audit.module';
import { DeliveriesModule } from '../deliveries/deliveries.module';
import { PrivacyModule } from '../privacy/privacy.module';
import { TenantsModule } from '../tenants/tenants.module';
import { AccessChanges } from './access-changes';
import { Admission } from './admission';
import { AccessAudit } from './audit/access-audit';
import { AuditController } from './audit/audit.controller';
import { AuditExport } from './audit/audit-export';
import { AuditNames } from './audit/audit-names';
import { ApiKeyAuthority } from './api-key-authority';
import { ApiKeys } from './api-keys';
import { ApiKeysAudit } from './api-keys-audit';
import { ApiKeysController } from './api-keys.controller';
import { Entries } from './entries';
import { Features } from './features';
import { AccessLetters } from './letters/access-letters';
import { Forgotten } from './letters/forgotten';
import { LettersController } from './letters/letters.controller';
import { MeController } from './me.controller';
import { OpenWatches } from './open-watches';
import { Challenges } from './passkeys/challenges';
import { PasskeySignIn } from './passkeys/passkey-sign-in';
import { PasskeySignInController } from './passkeys/passkey-sign-in.controller';
import { Passkeys } from './passkeys/passkeys';
import { PasskeysController } from './passkeys/passkeys.controller';
import { People } from './people/people';
import { PeopleAudit } from './people/people-audit';
import { FactorRuleController } from './people/factor-rule.controller';
import { PeopleController } from './people/people.controller';
import { PermissionGuard } from './permission.guard';
import { ProviderClient } from './provider/provider-client';
import { ProviderController } from './provider/provider.controller';
import { ProviderPeople } from './provider/provider-people';
import { ProviderSignIn } from './provider/provider-sign-in';
import { CodeCheck } from './second-factor/code-check';
import { SecondFactorController } from './second-factor/second-factor.controller';
import { FactorRule } from './second-factor/factor-rule';
import { SecondFactors } from './second-factor/second-factors';
import { RequestLimits } from './request-limits';
import { SessionAuthority } from './sessions/session-authority';
import { Sessions } from './sessions/sessions';
import { AcceptLink } from './sign-in/accept-link';
import { KnownDevices } from './sign-in/known-devices';
import { PasswordHasher } from './sign-in/password-hasher';
import { SecondStep } from './sign-in/second-step';
import { SignIn } from './sign-in/sign-in';
import { SignInController } from './sign-in/sign-in.controller';
import { SignInDesk } from './sign-in/sign-in-desk';
import { SignInTransactions } from './sign-in/sign-in-transactions';
import { Tries } from './sign-in/tries';
import { TenantsController } from './tenants.controller';
import { WallAuthority } from './wall/wall-authority';
import { WallController } from './wall/wall.controller';
import { WallLinks } from './wall/wall-links';
import { WallLinksController } from './wall/wall-links.controller';

/** Who asks, of which tenant, and what they may. */
@Module({
  imports: [AuditModule, DeliveriesModule, DiscoveryModule, PrivacyModule, TenantsModule],
  controllers: [
    ApiKeysController,
    AuditController,
    TenantsController,
    SignInController,
    LettersController,
    MeController,
    SecondFactorController,
    PasskeySignInController,
    PasskeysController,
    ProviderController,
    PeopleController,
    FactorRuleController,
    WallController,
    WallLinksController,
  ],
  providers: [
    AccessAudit,
    AccessChanges,
    AccessLetters,
    Forgotten,
    Admission,
    AuditExport,
    AuditNames,
    AcceptLink,
    ApiKeyAuthority,
    ApiKeys,
    ApiKeysAudit,
    Challenges,
    CodeCheck,
    Entries,
    Features,
    FactorRule,
    KnownDevices,
    OpenWatches,
    PasswordHasher,
    PasskeySignIn,
    Passkeys,
    People,
    PeopleAudit,
    ProviderClient,
    ProviderPeople,
    ProviderSignIn,
    RequestLimits,
    SecondFactors,
    SecondStep,
    SessionAuthority,
    Sessions,
    SignIn,
    SignInDesk,
    SignInTransactions,
    Tries,
    WallAuthority,
    WallLinks,
    { provide: APP_GUARD, useClass: PermissionGuard },
  ],
  exports: [
    Features,
    AccessAudit,
    AccessChanges,
    Admission,
    ApiKeys,
    AuditNames,
    People,
    AuditModule,
    OpenWatches,
    PrivacyModule,
    TenantsModule,
  ],
})
export class AccessModule {}
