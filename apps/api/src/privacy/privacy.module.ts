import { Module } from '@nestjs/common';

import { Keyring } from './keyring';
import { NumberVault } from './number-vault';

/** What keeps people unknown: keys derived for each tenant, pseudonyms of callers, sealed texts and numbers. */
@Module({ providers: [Keyring, NumberVault], exports: [Keyring, NumberVault] })
export class PrivacyModule {}
