import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';
import { isClinicTold, repliesOf, type IncomingEvent } from '@vigie/simulator';

import type { NewEvent } from '../event-log/logged-event';
import { serverEvent } from '../event-log/server-events';
import { alertIdOf, followupIdOf } from '../fold/obligation-columns';
import { obligationEvents } from '../fold/obligation-note';
import { followupKey } from '../fold/obligation-notes';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { listVersions, type StoredVersion } from '../sheets/sheet-store';

const freshMs = 60_000;

/** What is told through the door, and what somebody of the centre notes on the list. */
type Parted = { readonly told: readonly IncomingEvent[]; readonly noted: readonly NewEvent[] };

/**
 * What simulated patients answer after a discharge, and that their clinic was told. No telephone system tells that: where
 * the clinic approved a sheet by which they are asked, it is noted as somebody does on the list; elsewhere the patient was
 * reached, no more.
 */
@Injectable()
export class DischargeReplies {
  private readonly known = new Map<
    string,
    { readonly at: Instant; readonly sheets: readonly StoredVersion[] }
  >();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Parts events of a tenant into the two. The same event always becomes the same note. */
  async part(tenantId: string, events: readonly IncomingEvent[]): Promise<Parted> {
    const told: IncomingEvent[] = [];
    const noted: NewEvent[] = [];
    for (const event of events) {
      const note = repliesOf(event) === null ? null : await this.noteOf(tenantId, event);
      if (isClinicTold(event)) noted.push(toldClinic(event));
      else if (note === null) told.push(event);
      else noted.push(note);
    }
    return { told, noted };
  }

  private async noteOf(tenantId: string, event: IncomingEvent): Promise<NewEvent | null> {
    const { id, source, data } = event;
    const at = Date.parse(event.time);
    const sheets = await this.sheetsOf(tenantId, String(data['clinicId']));
    const asked = sheets.find((sheet) => isBy(sheet.heldFrom, at) && isBy(sheet.approvedAt, at));
    if (asked === undefined) return null;
    const key = followupKey(source, String(data['followupId']));
    return serverEvent({
      type: obligationEvents.replied,
      at,
      subject: followupIdOf(key),
      id: `simulated-${id}`,
      data: { callKey: key, version: asked.version, answers: repliesOf(event) },
    });
  }

  private async sheetsOf(tenantId: string, clinicId: string): Promise<readonly StoredVersion[]> {
    const key = `${tenantId} ${clinicId}`;
    const known = this.known.get(key);
    const now = this.clock.now();
    if (known !== undefined && now - known.at < freshMs) return known.sheets;
    const sheets = await this.database.withTenant(tenantId, (tx) => listVersions(tx, tenantId, clinicId));
    this.known.set(key, { at: now, sheets });
    return sheets;
  }
}

/** Somebody reached the clinic by telephone; where it was owed nothing that says nothing. */
function toldClinic({ id, source, time, data }: IncomingEvent): NewEvent {
  const key = followupKey(source, String(data['followupId']));
  return serverEvent({
    type: obligationEvents.closed,
    at: Date.parse(time),
    subject: alertIdOf(key),
    id: `simulated-${id}`,
    data: { callKey: key, outcome: 'reached' },
  });
}

const isBy = (since: Instant | null, at: Instant): boolean => since !== null && since <= at;
