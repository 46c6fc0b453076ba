import { Module } from '@nestjs/common';

import { Keyring } from './keyring';

/** What keeps people unknown: keys derived for each tenant, pseudonyms of callers, sealed texts. */
@Module({ providers: [Keyring], exports: [Keyring] })
export class PrivacyModule {}
