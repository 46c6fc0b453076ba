import { eventTypes, type RejectionCode } from '@vigie/contracts';

import type { SendingLimits } from '../access/api-key';
import { Problem } from '../platform/problems';
import { serverSource } from '../event-log/server-events';

/** Which clinic a part of an event's place is of; undefined where that is not known. */
export type PlaceLookUp = Readonly<{
  clinicOfNumber: (dnis: string) => string | undefined;
  clinicOfQueue: (queueId: string) => string | undefined;
}>;

/** Where a call came in, as far as its event says. */
export type Place = Readonly<{
  clinicId?: string | undefined;
  queueId?: string | undefined;
  dnis?: string | undefined;
}>;

/** What of an event says whether its sender may send it. */
export type SentEvent = Readonly<{
  source: string;
  type: string;
  at: number;
  /** Its data, not yet held against its table. */
  data: unknown;
}>;

type Refusal = Readonly<{ code: RejectionCode; message: string }>;

const ofAgents: ReadonlySet<string> = new Set(
  Object.entries(eventTypes).flatMap(([type, { subject }]) => (subject === 'agent' ? [type] : [])),
);

/**
 * Why whoever is bound to `limits` may not send an event; null: they may. Nobody tells in the server's own name. What names no clinic goes on with a call of
 * their own source. Every part of a place that names a clinic must name one of theirs: a queue of another clinic is not
 * theirs whatever `clinicId` says; one of no clinic counts as a clinic of its own where nothing else names one.
 */
export function sendingRefusal(
  { source, clinicIds, sendsAnswers }: SendingLimits,
  event: SentEvent,
  lookUpAt: (at: number) => PlaceLookUp,
): Refusal | null {
  if (event.source === serverSource)
    return { code: 'foreign_source', message: 'source: is the server’s own' };
  if (source !== null && event.source !== source)
    return { code: 'foreign_source', message: 'source: this key sends the events of another source alone' };
  if (!sendsAnswers && event.type.startsWith('survey.'))
    return { code: 'not_allowed', message: 'type: this key lacks surveys:write' };
  // Most keys are bound to no clinic: of theirs nobody asks where a call came in.
  return clinicIds === null ? null : ofClinics(clinicIds, event, lookUpAt(event.at));
}

function ofClinics(
  clinicIds: readonly string[],
  { type, data }: SentEvent,
  { clinicOfNumber, clinicOfQueue }: PlaceLookUp,
): Refusal | null {
  if (ofAgents.has(type))
    return { code: 'foreign_clinic', message: 'type: secretaries are the whole centre’s, this key is not' };
  const { clinicId, dnis, queueId } = placeIn(data);
  const named = [
    clinicId,
    dnis === undefined ? undefined : clinicOfNumber(dnis),
    queueId === undefined ? undefined : clinicOfQueue(queueId),
  ].filter((id) => id !== undefined);
  const all = named.length === 0 && queueId !== undefined ? [queueId] : named;
  return all.every((id) => clinicIds.includes(id))
    ? null
    : { code: 'foreign_clinic', message: 'data: is of a clinic that this key does not send for' };
}

/** Where an event's data, not yet held against its table, says that its call came in. */
function placeIn(data: unknown): Place {
  const given = typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>) : {};
  const { clinicId, queueId, dnis } = given;
  return { clinicId: idOf(clinicId), queueId: idOf(queueId), dnis: idOf(dnis) };
}

const idOf = (given: unknown): string | undefined => (typeof given === 'string' ? given : undefined);

/** Throws a 403 for a key that is bound to a source, where a table may be of any. */
export function requireUnbound({ source }: SendingLimits): void {
  if (source !== null)
    throw forbidden('This may be of any source: a key that is bound to one does not send it.');
}

/** The source a table is of: as it is asked for, else the key's own, else `usual`. Throws a 403 for another's. */
export function sourceOfTable({ source }: SendingLimits, asked: string | undefined, usual: string): string {
  if (source === null || asked === undefined || asked === source) return asked ?? source ?? usual;
  throw forbidden('This key sends tables of its own source alone.');
}

function forbidden(detail: string): Problem {
  return new Problem({ code: 'foreign_source', status: 403, detail });
}
