import type { Instant } from '@vigie/calls';
import type {
  Campaign,
  CampaignList,
  campaignOrderSchema,
  CampaignVersions,
  ImportedContacts,
  newCampaignSchema,
} from '@vigie/contracts';
import { dayOfDate, todayOf, zoneOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';

import { Features } from '../../access/features';
import { seesAllOfClinic } from '../../access/scope-reach';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { isUuid } from '../../platform/http/read-request';
import { badRequest, notFound, Problem } from '../../platform/problems';
import { everyCallerPseudonyms } from '../../privacy/caller-keys';
import { Keyring } from '../../privacy/keyring';
import { TenantSettings } from '../../settings/tenant-settings';
import { seesClinic } from '../callback-scope';
import { CampaignReader, type CampaignViewer } from './campaign-reader';
import {
  addCampaign,
  addOrder,
  findCampaign,
  listCampaigns,
  listOrders,
  noteEnd,
  type Signed,
  type StoredCampaign,
} from './campaign-store';
import { stateAt } from './campaign-time';
import { writeContacts } from './contact-store';
import { readContacts } from './read-contacts';

type Order = z.output<typeof campaignOrderSchema>;
type NewCampaign = z.output<typeof newCampaignSchema>;
const stateOrder: readonly Campaign['state'][] = ['running', 'planned', 'ended'];

/** Campaigns of clinics: the recorded order of each, in versions, its list, and its end (ADR 0118). */
@Injectable()
export class Campaigns {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly reader: CampaignReader,
    features: Features,
  ) {
    features.add('campaigns', (viewer) => this.isOn(viewer));
  }

  /** Whether any clinic that somebody sees has campaigns switched on. */
  private isOn(viewer: CampaignViewer): Promise<boolean> {
    const { tenantId } = viewer;
    const right = (['campaigns.see', 'marks.lift'] as const).find((one) => viewer.may(one));
    if (right === undefined) return Promise.resolve(false);
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const settings = this.settings.current(tenantId);
      const scope = viewer.scopeOf(right);
      return settings.clinics.some(({ id, campaigns }) => campaigns && seesClinic(scope, settings, id));
    });
  }

  /** Those of the viewer's scope, running ones first, and which clinics have campaigns. */
  list(viewer: CampaignViewer): Promise<CampaignList> {
    const { tenantId, scope } = viewer;
    const now = this.clock.now();
    return this.database.withTenant(tenantId, async (tx) => {
      const nameOf = await this.namesOf(tx, tenantId);
      const settings = this.settings.current(tenantId);
      const seen = (await listCampaigns(tx, tenantId)).filter(({ clinicId }) =>
        seesClinic(scope, settings, clinicId),
      );
      const campaigns = await this.reader.views(tx, viewer, seen, { now, nameOf });
      return {
        at: iso(now),
        clinics: settings.clinics
          .filter((clinic) => clinic.campaigns && seesClinic(scope, settings, clinic.id))
          .map(({ id, timezone }) => ({
            ...{ id, name: nameOf(id), today: todayOf(timezone, now) },
            mayWrite: seesAllOfClinic(viewer.scopeOf('campaigns.write'), id),
          })),
        campaigns: campaigns.toSorted((a, b) => stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state)),
      };
    });
  }

  /** Every order of one, newest first. Rejects with 404 outside the scope. */
  versions(viewer: CampaignViewer, id: string): Promise<CampaignVersions> {
    return this.database.withTenant(viewer.tenantId, async (tx) => {
      await this.seen(tx, viewer, id);
      const orders = await listOrders(tx, viewer.tenantId, id);
      return orders.map(({ version, at, by, order }) => ({ version, at: iso(at), by, order }));
    });
  }

  /**
   * Makes one on the clinic's order. Rejects with 404 for a clinic outside the scope, 409 `campaigns_off` for one that has
   * none, 409 `campaign_taken` for an id that is another's, 400 `campaign_over` for a last day that is past.
   */
  add(viewer: CampaignViewer, { campaignId: id, clinicId, order }: NewCampaign): Promise<Campaign> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      if (!seesAllOfClinic(viewer.scope, clinicId)) throw notFound('There is no such clinic.');
      if (!this.settings.current(tenantId).clinic(clinicId).campaigns) throw switchedOff();
      this.refuseOver(tenantId, clinicId, order);
      const isNew = await addCampaign(tx, tenantId, { id, clinicId });
      if (isNew) await addOrder(tx, tenantId, { id, version: 1, order: bare(order) }, this.signed(viewer));
      const kept = await findCampaign(tx, tenantId, id);
      if (kept?.clinicId !== clinicId)
        throw conflict('campaign_taken', 'There is another campaign of that id.');
      return this.view(tx, viewer, kept);
    });
  }

  /** Another version of the order. Rejects with 409 `campaign_changed` where it was begun with another than the newest. */
  change(viewer: CampaignViewer, id: string, basedOn: number, order: Order): Promise<Campaign> {
    const { tenantId } = viewer;
    return this.changing(viewer, id, async (tx, { clinicId, version }) => {
      this.refuseOver(tenantId, clinicId, order);
      const next = { id, version: basedOn + 1, order: bare(order) };
      if (version !== basedOn || !(await addOrder(tx, tenantId, next, this.signed(viewer))))
        throw conflict('campaign_changed', 'It was changed meanwhile: look at it again.');
    });
  }

  /** Ends one before its last day: from now on nothing is offered, and nobody called. */
  end(viewer: CampaignViewer, id: string): Promise<Campaign> {
    return this.changing(viewer, id, (tx) => noteEnd(tx, viewer.tenantId, id, this.signed(viewer)));
  }

  /** Takes the clinic's list in: numbers are hashed and not kept. Who is on it already is told anew. */
  async importList(viewer: CampaignViewer, id: string, text: string): Promise<ImportedContacts> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      const { clinicId } = await this.open(tx, viewer, id);
      const every = everyCallerPseudonyms(this.keyring, tenantId, this.settings.callerKeys(tenantId));
      const home = this.settings.current(tenantId).clinic(clinicId).country;
      const { contacts, faults } = readContacts(text, id, { every, home });
      const added = await writeContacts(tx, tenantId, id, { contacts, at: this.clock.now() });
      const told = new Set(contacts.map((contact) => contact.id));
      const standing = await this.reader.contacts(tx, tenantId, { id, clinicId });
      const ofThese = standing.filter(({ contact }) => told.has(contact.id));
      const isBarred = ({ folded }: (typeof ofThese)[number]): boolean => folded.isBarred;
      return {
        ...{ lines: contacts.length, added: added.size, known: contacts.length - added.size },
        noConsent: ofThese.filter((one) => !isBarred(one) && !one.contact.consents).length,
        doNotCall: ofThese.filter(isBarred).length,
        faults,
      };
    });
  }

  /** One of the viewer's scope. Rejects with 404 for another. */
  async seen(tx: EntityManager, { tenantId, scope }: CampaignViewer, id: string): Promise<StoredCampaign> {
    await this.settings.ensureLoaded(tx, tenantId);
    const found = isUuid(id) ? await findCampaign(tx, tenantId, id) : undefined;
    if (found === undefined || !seesClinic(scope, this.settings.current(tenantId), found.clinicId))
      throw notFound('There is no such campaign.');
    return found;
  }

  async view(tx: EntityManager, viewer: CampaignViewer, campaign: StoredCampaign): Promise<Campaign> {
    const nameOf = await this.namesOf(tx, viewer.tenantId);
    const [view] = await this.reader.views(tx, viewer, [campaign], { now: this.clock.now(), nameOf });
    if (view === undefined) throw new Error('a campaign has a view');
    return view;
  }

  /** One that the viewer may change, held. Rejects with 404 for another, 409 `campaign_over` after its end. */
  private async open(tx: EntityManager, viewer: CampaignViewer, id: string): Promise<StoredCampaign> {
    const { tenantId } = viewer;
    await this.settings.ensureLoaded(tx, tenantId);
    const found = isUuid(id) ? await findCampaign(tx, tenantId, id, true) : undefined;
    if (found === undefined || !seesAllOfClinic(viewer.scope, found.clinicId))
      throw notFound('There is no such campaign.');
    const clinic = this.settings.current(tenantId).clinic(found.clinicId);
    if (stateAt(found, clinic, this.clock.now()) === 'ended') throw campaignOver();
    return found;
  }

  private changing(
    viewer: CampaignViewer,
    id: string,
    work: (tx: EntityManager, campaign: StoredCampaign) => Promise<void>,
  ): Promise<Campaign> {
    return this.database.withTenant(viewer.tenantId, async (tx) => {
      await work(tx, await this.open(tx, viewer, id));
      return this.view(tx, viewer, await this.seen(tx, viewer, id));
    });
  }

  private refuseOver(tenantId: string, clinicId: string, { endsOn }: Order): void {
    const { timezone } = this.settings.current(tenantId).clinic(clinicId);
    if (zoneOf(timezone).startOfDay(dayOfDate(endsOn) + 1) <= this.clock.now())
      throw badRequest('campaign_over', '`endsOn` is past.');
  }

  private async namesOf(tx: EntityManager, tenantId: string): Promise<(clinicId: string) => string> {
    const { clinics } = await this.settings.known(tx, tenantId);
    const names = new Map(clinics.map(({ id, name }) => [id, name]));
    return (id) => names.get(id) ?? id;
  }

  private signed({ personId, name }: CampaignViewer): Signed {
    return { at: this.clock.now(), byId: personId, by: name ?? '' };
  }
}

/** What is kept of it: that nothing is sold is what every order says. */
const bare = ({ nothingSold: _, ...order }: Order): StoredCampaign['order'] => order;

export const campaignOver = () =>
  conflict('campaign_over', 'The campaign is over: nothing is offered any more.');
const switchedOff = () =>
  conflict('campaigns_off', 'No campaigns run for this clinic: its settings switch them on (campaigns).');
export const conflict = (code: string, detail: string): Problem => new Problem({ code, status: 409, detail });
const iso = (at: Instant): string => new Date(at).toISOString();
