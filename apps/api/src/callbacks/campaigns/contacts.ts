import { randomUUID } from 'node:crypto';

import { claimHoldsMs, type Instant } from '@vigie/calls';
import type { Contact, ContactList, ContactOutcome } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { PgEventLog } from '../../event-log/pg-event-log';
import { serverEvent } from '../../event-log/server-events';
import { contactCalled } from '../../fold/campaign-note-projection';
import { Bell } from '../../platform/bell';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { isUuid } from '../../platform/http/read-request';
import { notFound } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';
import { seesClinic, workedScope } from '../callback-scope';
import { callerOf, type Caller } from '../callbacks';
import { CampaignReader, type CampaignViewer } from './campaign-reader';
import type { StoredCampaign } from './campaign-store';
import { isCallingTime, stateAt } from './campaign-time';
import { campaignOver, Campaigns, conflict } from './campaigns';
import { holdContact, setClaim, type StoredContact } from './contact-store';
import { keepMarks } from './mark-store';

/** The list of a campaign as it is worked: who is to be called, who calls, and what comes of it. */
@Injectable()
export class Contacts {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly campaigns: Campaigns,
    private readonly reader: CampaignReader,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
    private readonly clock: Clock,
  ) {}

  /** Who is to be called now, fewest tries first; nobody outside the hours for calling, and after the end. */
  list(viewer: CampaignViewer, id: string): Promise<ContactList> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      const campaign = await this.worked(tx, viewer, id);
      const now = this.clock.now();
      const clinic = this.settings.current(tenantId).clinic(campaign.clinicId);
      const isNow = isCallingTime(campaign, clinic, now);
      const standing = isNow ? await this.reader.contacts(tx, tenantId, campaign) : [];
      const { byId } = callerOf(viewer);
      return {
        at: iso(now),
        campaign: await this.campaigns.view(tx, viewer, campaign),
        isCallingTime: isNow,
        contacts: standing
          .filter(({ folded }) => folded.state === 'left')
          .toSorted((a, b) => a.folded.tries - b.folded.tries)
          .map(({ contact, folded }) => ({
            ...{ id: contact.id, mask: contact.mask, reference: contact.reference, tries: folded.tries },
            latestTryAt: folded.latestTryAt === null ? null : iso(folded.latestTryAt),
            claim: claimView(contact, byId, now),
          })),
      };
    });
  }

  /** Says who calls. Rejects with 409: `claimed`, `not_open` for who is not to be called, `not_calling_time`. */
  claim(viewer: CampaignViewer, id: string, contactId: string): Promise<void> {
    return this.act(viewer, id, contactId, async ({ tx, contact, caller, now }) => {
      await setClaim(tx, viewer.tenantId, { campaignId: id, id: contact.id }, { ...caller, at: now });
    });
  }

  /** Says that whoever claimed does not call. */
  release(viewer: CampaignViewer, id: string, contactId: string): Promise<void> {
    return this.act(viewer, id, contactId, ({ tx, contact }) =>
      setClaim(tx, viewer.tenantId, { campaignId: id, id: contact.id }, null),
    );
  }

  /** Writes into the log what came of a call. Who does not want to be called is kept for good in the same moment. */
  async note(viewer: CampaignViewer, id: string, contactId: string, outcome: ContactOutcome): Promise<void> {
    const { tenantId } = viewer;
    await this.act(viewer, id, contactId, async ({ tx, contact, campaign, now }) => {
      const data = { campaignId: id, outcome };
      const event = {
        type: contactCalled,
        at: now,
        subject: contact.id,
        id: `campaign-${randomUUID()}`,
        data,
      };
      await this.log.append(tx, tenantId, [serverEvent(event)]);
      if (outcome === 'doNotCall')
        await keepMarks(tx, tenantId, campaign.clinicId, { hashes: contact.hashes, at: now });
      await setClaim(tx, tenantId, { campaignId: id, id: contact.id }, null);
    });
    this.bell.ring(tenantId);
  }

  private act(viewer: CampaignViewer, id: string, contactId: string, work: Work): Promise<void> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      const campaign = await this.worked(tx, viewer, id);
      const contact = isUuid(contactId) ? await holdContact(tx, tenantId, id, contactId) : undefined;
      if (contact === undefined) throw notFound('There is nobody of that id on the list.');
      const now = this.clock.now();
      const clinic = this.settings.current(tenantId).clinic(campaign.clinicId);
      if (stateAt(campaign, clinic, now) === 'ended') throw campaignOver();
      if (!isCallingTime(campaign, clinic, now))
        throw conflict('not_calling_time', 'Nobody is called for this campaign at this hour.');
      const folded = await this.reader.standingOf(tx, tenantId, campaign, contact);
      if (folded.state !== 'left') throw conflict('not_open', 'They are not to be called any more.');
      const caller = callerOf(viewer);
      const claim = claimView(contact, caller.byId, now);
      if (claim !== null && !claim.isMine) throw conflict('claimed', `${claim.by} is calling.`);
      const after = Math.max(now, (folded.latestTryAt ?? 0) + 1);
      await work({ tx, contact, campaign, caller, now: after });
    });
  }

  private async worked(tx: EntityManager, viewer: CampaignViewer, id: string): Promise<StoredCampaign> {
    const campaign = await this.campaigns.seen(tx, viewer, id);
    const settings = this.settings.current(viewer.tenantId);
    if (!seesClinic(workedScope(viewer, settings), settings, campaign.clinicId))
      throw notFound('There is no such campaign.');
    return campaign;
  }
}

type Work = (
  of: Readonly<{
    tx: EntityManager;
    contact: StoredContact;
    campaign: StoredCampaign;
    caller: Caller;
    now: Instant;
  }>,
) => Promise<void>;

function claimView(
  { claimedBy, claimedById, claimedAt }: StoredContact,
  byId: string,
  now: Instant,
): Contact['claim'] {
  if (claimedBy === null || claimedAt === null || now >= claimedAt + claimHoldsMs) return null;
  return { by: claimedBy, isMine: claimedById === byId, until: iso(claimedAt + claimHoldsMs) };
}

const iso = (at: Instant): string => new Date(at).toISOString();
