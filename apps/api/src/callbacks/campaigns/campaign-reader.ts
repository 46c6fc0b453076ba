import { foldContact, type ContactFact, type FoldedContact, type Instant } from '@vigie/calls';
import type { Campaign, CampaignProgress } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { seesAllOfClinic } from '../../access/scope-reach';
import type { Viewer } from '../../access/viewer';
import type { NotedOfCampaign } from '../../fold/campaign-note-projection';
import { TenantSettings } from '../../settings/tenant-settings';
import { seesClinic, workedScope } from '../callback-scope';
import {
  answeredCalls,
  answersInCalls,
  contactNotes,
  marksOfClinic,
  pendingNotes,
  saidByDay,
  type FactsByCaller,
} from './campaign-notes-query';
import type { ListSums, StoredCampaign } from './campaign-store';
import { runOf, stateAt } from './campaign-time';
import { listContacts, type StoredContact } from './contact-store';
import { listTallies } from './list-tally-query';

/** Somebody of a list, and how far it came with them. */
export type StandingContact = Readonly<{ contact: StoredContact; folded: FoldedContact }>;

export type CampaignViewer = Pick<
  Viewer,
  'tenantId' | 'scope' | 'scopeOf' | 'may' | 'keyId' | 'personId' | 'name' | 'roles'
>;

/** Tells campaigns, their lists and how far they came. Settings must have been loaded. */
@Injectable()
export class CampaignReader {
  constructor(private readonly settings: TenantSettings) {}

  /** Campaigns as somebody sees them, in the order they are given. */
  async views(
    tx: EntityManager,
    viewer: CampaignViewer,
    campaigns: readonly StoredCampaign[],
    { now, nameOf }: Readonly<{ now: Instant; nameOf: (clinicId: string) => string }>,
  ): Promise<readonly Campaign[]> {
    const settings = this.settings.current(viewer.tenantId);
    const progress = await this.progressOf(tx, viewer.tenantId, campaigns, now);
    return campaigns.map((campaign) => {
      const { id, clinicId, version, order, endedAt, endedBy, listErasedAt } = campaign;
      const state = stateAt(campaign, settings.clinic(clinicId), now);
      return {
        ...{ id, clinicId, clinicName: nameOf(clinicId), state, version, order, endedBy },
        endedAt: endedAt === null ? null : iso(endedAt),
        listErasedAt: listErasedAt === null ? null : iso(listErasedAt),
        progress: progress(campaign),
        mayWrite: state !== 'ended' && seesAllOfClinic(viewer.scopeOf('campaigns.write'), clinicId),
        mayWork:
          viewer.may('callbacks.work') && seesClinic(workedScope(viewer, settings), settings, clinicId),
      };
    });
  }

  /** Everybody of its list, folded from what is known of each. */
  async contacts(
    tx: EntityManager,
    tenantId: string,
    { id, clinicId }: Pick<StoredCampaign, 'id' | 'clinicId'>,
  ): Promise<readonly StandingContact[]> {
    const notes = Map.groupBy(await contactNotes(tx, tenantId, id), ({ about }) => about);
    const known = await this.knownOf(tx, tenantId, { id, clinicId });
    const contacts = await listContacts(tx, tenantId, id);
    return contacts.map((contact) => ({
      contact,
      folded: foldContact(factsOf(contact, notes.get(contact.id) ?? [], known)),
    }));
  }

  /** One of them. */
  async standingOf(
    tx: EntityManager,
    tenantId: string,
    campaign: Pick<StoredCampaign, 'id' | 'clinicId'>,
    contact: StoredContact,
  ): Promise<FoldedContact> {
    const notes = await contactNotes(tx, tenantId, campaign.id, contact.id);
    return foldContact(factsOf(contact, notes, await this.knownOf(tx, tenantId, campaign, contact.hashes)));
  }

  /** What became of everybody of lists, by campaign: counted in the database, but where something is not folded yet. */
  async listSums(
    tx: EntityManager,
    tenantId: string,
    campaigns: readonly Pick<StoredCampaign, 'id' | 'clinicId' | 'listSums'>[],
  ): Promise<ReadonlyMap<string, ListSums>> {
    // First what is not folded yet, then what is.
    const pending = await pendingNotes(tx, tenantId);
    const isPending = (id: string): boolean =>
      pending.some(({ ofCall, campaignId, said }) =>
        ofCall ? said === 'doNotCall' || said === 'mayCall' : campaignId === id,
      );
    const sums = new Map<string, ListSums>();
    const kept = campaigns.filter(({ listSums }) => listSums === null);
    const settled = kept.filter(({ id }) => !isPending(id)).map(({ id }) => id);
    for (const [id, of] of await listTallies(tx, tenantId, settled)) sums.set(id, of);
    for (const campaign of kept)
      if (isPending(campaign.id)) sums.set(campaign.id, sumsOf(await this.contacts(tx, tenantId, campaign)));
    for (const { id, listSums } of campaigns) if (listSums !== null) sums.set(id, listSums);
    return sums;
  }

  /** How far campaigns came. */
  private async progressOf(
    tx: EntityManager,
    tenantId: string,
    campaigns: readonly StoredCampaign[],
    now: Instant,
  ): Promise<(campaign: StoredCampaign) => CampaignProgress> {
    const settings = this.settings.current(tenantId);
    const campaignIds = campaigns.map(({ id }) => id);
    const always = { from: 0, to: endOfTime, timezone: 'UTC' };
    const rows = await saidByDay(tx, tenantId, { campaignIds, ...always });
    const said = Map.groupBy(
      rows.filter(({ ofCall }) => ofCall),
      ({ campaignId }) => campaignId,
    );
    const times = campaigns.map((campaign) => {
      const { from, to } = runOf(campaign, settings.clinic(campaign.clinicId));
      return { key: campaign.id, clinicId: campaign.clinicId, from, to: Math.min(to, now) };
    });
    const calls = await answeredCalls(tx, tenantId, times);
    const sums = await this.listSums(tx, tenantId, campaigns);
    return ({ id }) => {
      const sumOf = (part: 'accepted' | 'refused' | 'notOffered'): number =>
        (said.get(id) ?? []).reduce((sum, row) => sum + row[part], 0);
      return {
        inCalls: {
          calls: calls.get(id) ?? 0,
          accepted: sumOf('accepted'),
          refused: sumOf('refused'),
          notOffered: sumOf('notOffered'),
        },
        list: sums.get(id) ?? nobody,
      };
    };
  }

  private async knownOf(
    tx: EntityManager,
    tenantId: string,
    { id, clinicId }: Pick<StoredCampaign, 'id' | 'clinicId'>,
    hashes: readonly string[] | null = null,
  ): Promise<readonly FactsByCaller[]> {
    return [
      await answersInCalls(tx, tenantId, id, hashes),
      await marksOfClinic(tx, tenantId, clinicId, hashes),
    ];
  }
}

/** What is known of somebody of a list: what it says, what came of calling them, and what they said in calls. */
function factsOf(
  { id, hashes, consents, addedAt, answer, answeredAt }: StoredContact,
  notes: readonly NotedOfCampaign[],
  known: readonly FactsByCaller[],
): readonly ContactFact[] {
  const listed: ContactFact = { key: `listed ${id}`, at: addedAt, kind: 'listed', consents };
  const kept: readonly ContactFact[] =
    answer === null || answeredAt === null
      ? []
      : [{ key: `kept ${id}`, at: answeredAt, kind: 'answered', of: 'kept', answer }];
  const inCalls = known.flatMap((facts) => hashes.flatMap((hash) => facts.get(hash) ?? []));
  return [listed, ...kept, ...inCalls, ...notes.map(factOf)];
}

function factOf({ noteKey: key, at, about, said }: NotedOfCampaign): ContactFact {
  switch (said) {
    case 'accepted':
    case 'refused':
      return { key, at, kind: 'answered', of: about, answer: said };
    case 'noAnswer':
    case 'otherPerson':
    case 'wrongNumber':
      return { key, at, kind: 'tried', outcome: said };
    case 'notOffered':
    case 'none':
      return { key, at, kind: 'answered', of: about, answer: null };
    case 'doNotCall':
    case 'mayCall':
      return { key, at, kind: 'barred', of: about, isSo: said === 'doNotCall' };
  }
}

/** How many stand where. */
function sumsOf(contacts: readonly StandingContact[]): ListSums {
  const sums = { ...nobody, listed: contacts.length };
  for (const { folded } of contacts) sums[folded.state] += 1;
  return sums;
}

/** An empty list. */
export const nobody: ListSums = {
  listed: 0,
  accepted: 0,
  refused: 0,
  notReached: 0,
  left: 0,
  noConsent: 0,
  doNotCall: 0,
};
const endOfTime = 253_402_300_799_000;
const iso = (at: Instant): string => new Date(at).toISOString();
