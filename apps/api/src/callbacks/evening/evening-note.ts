import { clinicAlert, type Instant } from '@vigie/calls';
import { zoneOf } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import type { ClinicSettings } from '../../settings/resolved-settings';
import { neverReachedSince, openCallbacks, type CallbackRow } from '../callback-query';
import { referenceOf } from '../callback-views';
import { acknowledgesMessages, openHandovers, type OpenHandoverRow } from '../handovers/handover-query';
import { plannedFollowups } from '../followups/followup-query';

/** One patient of the note: no number, and no reason. */
export type NoteLine = {
  /** By which the page and the centre find them. */
  readonly reference: string;
  readonly openedAt: Instant;
  readonly tries: number;
  /** When a call was promised; null where it was not. */
  readonly promisedAt: Instant | null;
  readonly urgent: boolean;
  /** Of a call that was planned, or to the clinic itself about one: its type, and the clinic's own word for the patient. */
  readonly planned: { readonly type: string; readonly reference: string | null } | null;
};

/** What a clinic is told in the evening; each patient stands once. */
export type EveningFacts = {
  /** The centre is to telephone the clinic about them, and has not reached it so far. */
  readonly alerts: readonly NoteLine[];
  /** The time to reach them passed since the day began. */
  readonly neverReached: readonly NoteLine[];
  /** Tried, and not reached so far. */
  readonly tried: readonly NoteLine[];
  /** Owed a call that was promised until the end of the next day. */
  readonly promised: readonly NoteLine[];
  /** To be called as planned: what is due, or begins to be until the end of the next day. */
  readonly followups: readonly NoteLine[];
  /** Everybody else who is to be called back. */
  readonly waiting: readonly NoteLine[];
  /** Messages of which the clinic has not said that it has them: one is `urgent` that sends a patient on to a doctor. */
  readonly messages: readonly NoteLine[];
};

/** Who is owed a call by a clinic at an instant. */
export async function readEveningFacts(
  tx: EntityManager,
  tenantId: string,
  { id, timezone }: Pick<ClinicSettings, 'id' | 'timezone'>,
  now: Instant,
): Promise<EveningFacts> {
  const zone = zoneOf(timezone);
  const { day } = zone.wallClock(now);
  const scope = { kind: 'clinics', clinicIds: [id] } as const;
  const open = await openCallbacks(tx, tenantId, { scope, now });
  const ended = await neverReachedSince(tx, tenantId, id, { since: zone.startOfDay(day), now });
  const endOfTomorrow = zone.startOfDay(day + 2);
  const planned = await plannedFollowups(tx, tenantId, { scope, clinicId: id, before: endOfTomorrow });
  const acknowledges = await acknowledgesMessages(tx, tenantId, now, id);
  const messages = acknowledges ? await openHandovers(tx, tenantId, now, id) : [];
  const sectionOf = ({ detail }: CallbackRow): Exclude<keyof EveningFacts, 'neverReached' | 'messages'> => {
    if (detail.followup) return detail.followup.type === clinicAlert ? 'alerts' : 'followups';
    if (detail.promised && detail.dueAt < endOfTomorrow) return 'promised';
    return detail.tries > 0 ? 'tried' : 'waiting';
  };
  const {
    alerts = [],
    promised = [],
    followups = [],
    tried = [],
    waiting = [],
  } = Object.groupBy(open, sectionOf);
  return {
    alerts: alerts.map(toLine),
    neverReached: ended.map(toLine),
    tried: tried.map(toLine),
    promised: promised.map(toLine),
    followups: [...followups, ...planned].map(toLine),
    waiting: waiting.map(toLine),
    messages: messages.map(toMessage),
  };
}

/** How many patients and messages it tells of. */
export const linesIn = (facts: EveningFacts): number =>
  Object.values(facts).reduce((sum, lines) => sum + lines.length, 0);

const toMessage = ({ key, reference, openedAt, isReferral }: OpenHandoverRow): NoteLine => ({
  ...{ reference: reference ?? referenceOf(key), openedAt, urgent: isReferral },
  ...{ tries: 0, promisedAt: null, planned: null },
});

const toLine = ({ id, detail }: CallbackRow): NoteLine => ({
  reference: referenceOf(id),
  openedAt: detail.openedAt,
  tries: detail.tries,
  promisedAt: detail.promised ? detail.dueAt : null,
  urgent: detail.urgent,
  planned: detail.followup ? { type: detail.followup.type, reference: detail.followup.reference } : null,
});
