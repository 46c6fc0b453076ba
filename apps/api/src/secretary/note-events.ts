import type { Instant } from '@vigie/calls';
import type { CallNote } from '@vigie/contracts';

import type { NewEvent } from '../event-log/logged-event';
import { serverEventOfCall } from '../event-log/server-events';

/** What is noted of the call itself: a call to the patient that is planned is of its own. */
export type NoteOfCall = Exclude<CallNote, { kind: 'planned' | 'unplanned' }>;

/** Of which call something is noted, when, and until when another call is promised by it. */
export type NotedOf = Readonly<{
  source: string;
  callId: string;
  callKey: string;
  now: Instant;
  dueAt: Instant | null;
}>;

/** One event of a note, before it is of a call. */
type Told = Readonly<{ type: string; data: object; elapsedMs?: number }>;
type Makers = {
  readonly [K in NoteOfCall['kind']]: (note: Extract<NoteOfCall, { kind: K }>, of: NotedOf) => Told;
};

const said = (data: object): Told => ({ type: 'call.dispositioned', data });

const makers: Makers = {
  urgent: ({ isSo }) => said({ urgent: isSo }),
  difficult: ({ isSo, why }) => said({ difficult: isSo, ...(why !== undefined && { difficultReason: why }) }),
  appointment: ({ isSo }) => said({ appointmentObtained: isSo }),
  reason: ({ reason }) => said({ reasonCode: reason }),
  outcome: ({ outcome }) => said({ outcome }),
  path: ({ pathId, version }) => ({
    type: 'script.path_selected',
    data: { pathId, scriptVersion: String(version) },
  }),
  found: ({ entryId, elapsedMs }) => ({ type: 'faq.opened', data: { entryId, elapsedMs }, elapsedMs }),
  missed: ({ question, elapsedMs }) => ({ type: 'faq.missed', data: { question, elapsedMs }, elapsedMs }),
  proposed: ({ question }) => ({ type: 'faq.proposed', data: { question } }),
  unclear: ({ pathId, entryId }) => ({
    type: 'script.unclear',
    data: { ...(pathId !== undefined && { pathId }), ...(entryId !== undefined && { entryId }) },
  }),
  campaign: ({ campaignId, answer }) => ({
    type: 'campaign.answered',
    data: { campaignId, answer: answer === 'notOffered' ? 'not_offered' : answer },
  }),
  doNotCall: ({ isSo }) => ({ type: 'campaign.do_not_call', data: { isSo } }),
  promised: (_, { callKey, dueAt }) => {
    const callbackId = `own-${callKey}`;
    return dueAt === null
      ? { type: 'callback.cancelled', data: { callbackId } }
      : { type: 'callback.requested', data: { callbackId, dueAt: new Date(dueAt).toISOString() } };
  },
};

/**
 * What a note is in the log: the events that another software would send, without who noted it. A look-up that ended is
 * two, its beginning and its end.
 */
export function noteEvents(note: NoteOfCall, of: NotedOf): NewEvent[] {
  const { source, callId, now } = of;
  const make = makers[note.kind] as (note: NoteOfCall, of: NotedOf) => Told;
  const { type, data, elapsedMs } = make(note, of);
  const id = `note-${note.id}`;
  const told = serverEventOfCall({ source, callId }, { type, at: now, id, data: { ...data } });
  if (elapsedMs === undefined) return [told];
  const begun = { type: 'faq.searched', at: now - elapsedMs, id: `${id}-search` };
  return [serverEventOfCall({ source, callId }, begun), told];
}
