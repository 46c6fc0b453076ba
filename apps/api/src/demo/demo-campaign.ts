import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import type { CampaignOrder, ContactOutcome } from '@vigie/contracts';
import { zoneOf } from '@vigie/metrics';
import { demoTimezone } from '@vigie/simulator';
import type { EntityManager } from 'typeorm';

import { addCampaign, addOrder } from '../callbacks/campaigns/campaign-store';
import { listContacts, writeContacts } from '../callbacks/campaigns/contact-store';
import { callKey, type NewEvent } from '../event-log/logged-event';
import { PgEventLog } from '../event-log/pg-event-log';
import { serverEvent, serverEventOfCall } from '../event-log/server-events';
import { contactCalled } from '../fold/campaign-note-projection';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { unnotedCalls } from './demo-campaign-store';

const clinicId = 'cabinet-durand';
const looksEveryMs = 20_000;
const dayMs = 86_400_000;
const callsAtOnce = 500;
const patients = 60;
/** October; the season is over with January. */
const firstMonth = 9;

/** What patients say to it in calls, one after the other. */
const answers = [
  'accepted',
  'accepted',
  'refused',
  'not_offered',
  'accepted',
  'refused',
  'not_offered',
] as const;
/** What came of calling the first ones of the list. */
const outcomes = [
  'accepted',
  'noAnswer',
  'accepted',
  'refused',
  'accepted',
  'wrongNumber',
  'accepted',
  'noAnswer',
  'refused',
  'doNotCall',
] as const satisfies readonly ContactOutcome[];

/** The flu campaign of one clinic of the demonstration, in its season: what is said in calls, and a list half done. */
@Injectable()
export class DemoCampaign {
  private looksAt: Instant = 0;

  constructor(
    private readonly database: Database,
    private readonly log: PgEventLog,
    private readonly clock: Clock,
  ) {}

  /** Makes it, once a season: what is changed there afterwards stays. */
  async keep(tenantId: string): Promise<void> {
    const { id, order, startsAt } = this.season();
    await this.database.withTenant(tenantId, async (tx) => {
      if (!(await addCampaign(tx, tenantId, { id, clinicId }))) return;
      const signed = { at: startsAt - 3 * dayMs, byId: null, by: 'Dr Durand' };
      await addOrder(tx, tenantId, { id, version: 1, order }, signed);
      await this.fillList(tx, tenantId, { id, startsAt });
    });
  }

  /** Notes what patients said in the calls that were answered since; again it notes nothing. */
  async turn(tenantId: string, now: Instant): Promise<void> {
    if (now < this.looksAt) return;
    this.looksAt = now + looksEveryMs;
    const { id, startsAt, endsAt } = this.season();
    if (now >= endsAt) return;
    await this.database.withTenant(tenantId, async (tx) => {
      const asked = { clinicId, campaignId: id, since: startsAt, limit: callsAtOnce };
      const calls = await unnotedCalls(tx, tenantId, asked);
      if (calls.length > 0)
        await this.log.append(
          tx,
          tenantId,
          calls.map((call) => answered(call, id)),
        );
    });
  }

  private async fillList(
    tx: EntityManager,
    tenantId: string,
    { id, startsAt }: Readonly<{ id: string; startsAt: Instant }>,
  ): Promise<void> {
    const contacts = Array.from({ length: patients }, (_, index) => ({
      id: callKey(id, `patient ${index}`),
      // Nobody's number: of these patients there is none.
      hashes: [callKey(id, `hash ${index}`)],
      mask: '06 39 98 •• ••',
      reference: `D-${1200 + index * 7}`,
      consents: index % 9 !== 8,
    }));
    await writeContacts(tx, tenantId, id, { contacts, at: startsAt });
    const listed = (await listContacts(tx, tenantId, id)).filter(({ consents }) => consents);
    const hourMs = 3_600_000;
    const events = listed.slice(0, patients / 2).map(({ id: contactId }, index) => {
      const at = Math.min(this.clock.now(), startsAt + 10 * hourMs + index * hourMs);
      const data = { campaignId: id, outcome: outcomes[index % outcomes.length] };
      return serverEvent({ type: contactCalled, at, subject: contactId, id: `demo-${contactId}`, data });
    });
    await this.log.append(tx, tenantId, events);
  }

  /** The season that runs, or the last one that did. */
  private season(): Readonly<{ id: string; order: CampaignOrder; startsAt: Instant; endsAt: Instant }> {
    const today = new Date(this.clock.now());
    const year = today.getUTCMonth() >= firstMonth ? today.getUTCFullYear() : today.getUTCFullYear() - 1;
    const zone = zoneOf(demoTimezone);
    const instantOf = (date: string): Instant => zone.startOfDay(Date.parse(date) / dayMs);
    const [startsOn, endsOn] = [`${year}-10-01`, `${year + 1}-01-31`];
    return {
      id: callKey('demo', `flu ${year}`),
      startsAt: instantOf(startsOn),
      endsAt: instantOf(`${year + 1}-02-01`),
      order: {
        kind: 'vaccination',
        title: `Grippe ${year}-${year + 1}`,
        sentence:
          'Le cabinet vaccine contre la grippe cette saison. Souhaitez-vous un rendez-vous pour le vaccin ?',
        orderedBy: 'Dr Durand',
        orderedOn: `${year}-09-24`,
        listSource: 'Logiciel du cabinet : patients de 65 ans et plus qui ont donné leur accord',
        ...{ startsOn, endsOn, callFrom: '09:30', callUntil: '18:30' },
      },
    };
  }
}

function answered(
  call: Readonly<{ callKey: string; source: string; callId: string; at: Instant }>,
  campaignId: string,
): NewEvent {
  const { source, callId, at } = call;
  const answer = answers[Number.parseInt(call.callKey.slice(2, 6), 16) % answers.length];
  const id = `demo-campaign-${call.callKey}`;
  return serverEventOfCall(
    { source, callId },
    { type: 'campaign.answered', at, id, data: { campaignId, answer } },
  );
}
