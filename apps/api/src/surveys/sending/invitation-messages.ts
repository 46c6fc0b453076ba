import { Injectable } from '@nestjs/common';

import { openText } from '../../privacy/sealed-text';
import { Database } from '../../platform/database';
import { Keyring } from '../../privacy/keyring';
import type { Invitation } from '../invitation';
import { findTemplate } from '../invitation-store';
import { SurveyLinks } from '../survey-links';
import { wordMessage, type Message } from './message';

/** Makes messages of invitations: opens the address, makes the link, finds the words. */
@Injectable()
export class InvitationMessages {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly links: SurveyLinks,
  ) {}

  /** Null when the address is gone or was sealed under another key: nobody can send that any more. */
  async of(invitation: Invitation): Promise<Message | null> {
    const { tenantId, invitationId, surveyId, sealedAddress, channel, language, expiresAt } = invitation;
    const key = this.keyring.keyOf(tenantId, 'survey addresses');
    const address = sealedAddress === null ? null : openText(sealedAddress, key, invitationId);
    const template = await this.database.withTenant(tenantId, (tx) => findTemplate(tx, tenantId, surveyId));
    if (address === null || template === undefined || !this.links.isConfigured) return null;
    const to = { channel, language, link: this.links.addressOf({ tenantId, invitationId }) };
    return { id: invitationId, tenantId, address, expiresAt, ...to, ...wordMessage(template, to) };
  }
}
