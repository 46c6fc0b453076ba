import { Injectable } from '@nestjs/common';
import type { InvitationChannel } from '@vigie/contracts';

import type { Delivery, DeliveryKind, DeliveryOutcome, Letter, NewDelivery } from '../deliveries/delivery';
import { Mailer } from '../deliveries/mailer';
import { Outbox } from '../deliveries/outbox';
import { Webhook } from '../deliveries/webhook';
import { Database, type Tx } from '../platform/database';
import { Problem } from '../platform/problems';
import { Keyring } from '../privacy/keyring';
import { openText, sealText } from '../privacy/sealed-text';
import { addressKeptMs, invitationKeptMs, type Invitation } from './invitation';
import { findInvitation, findTemplate } from './invitation-store';
import { noteDelivered, noteSending } from './invitation-state-store';
import { wordInvitation } from './invitation-words';
import { SurveyEvents } from './survey-events';
import { SurveyLinks } from './survey-links';

const name = 'survey invitation';

/**
 * Invitations as letters of the outbox: text messages by the webhook, e-mail by the mail server or, without one, by the
 * webhook too. The address waits there, encrypted; link and words are made when it is sent.
 */
@Injectable()
export class InvitationLetters implements DeliveryKind {
  readonly name = name;
  readonly triedMs = addressKeptMs;
  readonly keptMs = invitationKeptMs;

  constructor(
    private readonly outbox: Outbox,
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly links: SurveyLinks,
    private readonly events: SurveyEvents,
    private readonly webhook: Webhook,
    private readonly mailer: Mailer,
  ) {
    outbox.add(this);
  }

  /** Throws 409 where this server cannot invite in that way at all. */
  assertPossible(channel: InvitationChannel): void {
    const hasWay = this.webhook.isConfigured || (channel === 'email' && this.mailer.isConfigured);
    if (this.links.isConfigured && hasWay) return;
    const detail = this.links.isConfigured
      ? `This server has no way to send by ${channel}.`
      : 'This server has no public address that patients could be invited to (VIGIE_PUBLIC_URL).';
    throw new Problem({ code: 'surveys_not_set_up', status: 409, detail });
  }

  /** Hands the letter in, to be sent once the transaction is committed. */
  put(tx: Tx, { tenantId, invitationId, createdAt }: Invitation, address: string): Promise<void> {
    const sealed = sealText(address, this.keyring.keyOf(tenantId, 'survey addresses'), invitationId);
    const letter: NewDelivery = {
      tenantId,
      messageId: invitationId,
      kind: name,
      topic: '',
      about: {},
      address: sealed,
      createdAt,
    };
    return this.outbox.put(tx, letter);
  }

  /** Wakes the sender; a letter that is not noticed now is found within seconds. */
  hint(tenantId: string): void {
    this.outbox.hint(tenantId);
  }

  /** Nobody needs to be written to any more. */
  cancel(tx: Tx, tenantId: string, invitationId: string): Promise<void> {
    return this.outbox.cancel(tx, { tenantId, messageId: invitationId, kind: name });
  }

  readonly write = async ({ tenantId, messageId, address }: Delivery): Promise<Letter | null> => {
    const clear = openText(address, this.keyring.keyOf(tenantId, 'survey addresses'), messageId);
    const found = await this.database.withTenant(tenantId, async (tx) => {
      const invitation = await findInvitation(tx, tenantId, messageId);
      return invitation && { invitation, template: await findTemplate(tx, tenantId, invitation.surveyId) };
    });
    // Sealed under another key, or forgotten: nobody can send that any more.
    if (clear === null || found?.template === undefined || !this.links.isConfigured) return null;
    const { channel, language, expiresAt } = found.invitation;
    const link = this.links.addressOf({ tenantId, invitationId: messageId });
    const { subject, text } = wordInvitation(found.template, { channel, language, link });
    if (channel === 'email' && this.mailer.isConfigured) {
      // A mail program's own "unsubscribe" is a refusal for good.
      const headers = {
        'List-Unsubscribe': `<${link}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      };
      return { by: 'mail', mail: { to: clear, subject, text, headers } };
    }
    const whom = { invitationId: messageId, tenant: tenantId, channel, address: clear, language };
    const what = { ...(channel === 'email' && { subject }), text, link };
    const data = { ...whom, ...what, expiresAt: new Date(expiresAt).toISOString() };
    return { by: 'webhook', type: 'survey.invitation', data };
  };

  readonly settle = async (
    tx: Tx,
    { tenantId, messageId }: Delivery,
    outcome: DeliveryOutcome,
    now: number,
  ): Promise<void> => {
    const key = { tenantId, invitationId: messageId };
    const isSent = outcome === 'delivered' || outcome === 'handed_over';
    await noteSending(tx, key, isSent ? 'sent' : 'failed');
    if (outcome === 'delivered') await noteDelivered(tx, key, now);
  };

  readonly afterRound = (tenantId: string): Promise<void> => this.events.publishPending(tenantId);
}
