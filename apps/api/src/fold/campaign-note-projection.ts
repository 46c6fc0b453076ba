import type { CampaignNote, ContactOutcome } from '@vigie/contracts';
import type { Instant } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { callKey, eventHash, pairText, uuidText, type LoggedEvent } from '../event-log/logged-event';
import { serverSource, sourceOfCall } from '../event-log/server-events';
import { upsertParameters, upsertSql, type Column } from './bulk-upsert';
import type { Projection } from './projection';
import { atOrAfter, nothingGone, type FoldedTable } from './shadow-store';
import type { Turn } from './turn';

/** The server's own event that somebody of a list was called; the subject is who was. */
export const contactCalled = 'campaign.contact_called';

/** What an event says of a campaign, or that a caller wants none. */
export type NotedOfCampaign = Readonly<{
  noteKey: string;
  campaignId: string | null;
  /** The call it was said in, or who was called. */
  about: string;
  ofCall: boolean;
  at: Instant;
  said: CampaignNote | ContactOutcome | 'mayCall';
}>;

const answers: ReadonlyMap<unknown, CampaignNote> = new Map([
  ['accepted', 'accepted'],
  ['refused', 'refused'],
  ['not_offered', 'notOffered'],
  ['none', 'none'],
]);
const outcomes: ReadonlySet<unknown> = new Set<ContactOutcome>([
  'accepted',
  'refused',
  'noAnswer',
  'otherPerson',
  'wrongNumber',
  'doNotCall',
]);

const columns: readonly Column<NotedOfCampaign>[] = [
  { name: 'note_key', type: 'uuid', key: true, of: (row) => row.noteKey },
  { name: 'campaign_id', type: 'text', of: (row) => row.campaignId },
  { name: 'about', type: 'uuid', of: (row) => row.about },
  { name: 'of_call', type: 'boolean', of: (row) => row.ofCall },
  { name: 'at', type: 'instant', of: (row) => row.at },
  { name: 'said', type: 'text', of: (row) => row.said },
];
/** The log knows an event once; one that is read again says the same. */
const writeSql = upsertSql('campaign_note', columns);

const campaignNoteTable: FoldedTable = {
  name: 'campaign_note',
  compared: {
    key: 'note_key::text',
    sql: (table, { callsFrom } = nothingGone) =>
      `SELECT * FROM ${table} WHERE tenant_id = $1 AND ${atOrAfter('at', callsFrom)}`,
  },
};

/**
 * What was said of campaigns, one row an event. Whose call it was, and of which clinic, may still change with the call,
 * so it is asked when it is read. A note holds nothing of the caller, and outlives the call: of nobody, it still counts.
 */
@Injectable()
export class CampaignNoteProjection implements Projection {
  readonly name = 'campaignNotes';
  readonly version = 1;
  readonly tables = [campaignNoteTable];

  takes(type: string): boolean {
    return type.startsWith('campaign.');
  }

  async fold(tx: EntityManager, turn: Turn, events: readonly LoggedEvent[]): Promise<void> {
    const told = events.flatMap((event) => campaignNoteOf(event) ?? []);
    const notes = [...new Map(told.map((note) => [note.noteKey, note])).values()];
    if (notes.length === 0) return;
    await tx.query(writeSql, await upsertParameters(turn.place.tenantId, columns, notes));
  }

  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.query('DELETE FROM campaign_note WHERE tenant_id = $1', [tenantId]);
  }
}

/** What an event says of a campaign; undefined where it says nothing. */
export function campaignNoteOf(event: LoggedEvent): NotedOfCampaign | undefined {
  const { source, id, subject, type, at, data } = event;
  const noteKey = uuidText(eventHash(pairText(source, id)).toString('hex'));
  const campaignId = typeof data['campaignId'] === 'string' ? data['campaignId'] : null;
  if (type === contactCalled) {
    const { outcome } = data;
    // Nobody but the server says whom it had called.
    if (source !== serverSource || !isOutcome(outcome)) return undefined;
    return { noteKey, campaignId, about: subject, ofCall: false, at, said: outcome };
  }
  const about = callKey(sourceOfCall(event), subject);
  if (type === 'campaign.do_not_call') {
    const said = data['isSo'] === false ? 'mayCall' : 'doNotCall';
    return { noteKey, campaignId: null, about, ofCall: true, at, said };
  }
  const said = answers.get(data['answer']);
  if (type !== 'campaign.answered' || said === undefined || campaignId === null) return undefined;
  return { noteKey, campaignId, about, ofCall: true, at, said };
}

const isOutcome = (value: unknown): value is ContactOutcome => outcomes.has(value);
