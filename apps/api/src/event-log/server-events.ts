import type { LoggedEvent, NewEvent } from './logged-event';

/** The server's own name as a source: of events that no telephone system told. */
export const serverSource = 'vigie';

/** Written into the log by a refold, so that readers of changes learn of it in their order. */
export const settingsApplied = 'settings.applied';

/** Something the server itself has to tell. */
export type ServerEvent = {
  readonly type: string;
  /** When it holds, in milliseconds since 1970: what ends by time is stamped with the instant it ended at. */
  readonly at: number;
  readonly subject: string;
  /** Unique among the server's events; made of what is told, so that the same is written once. */
  readonly id: string;
  readonly data?: Readonly<Record<string, unknown>>;
};

/** The one maker of the server's own events; they go through the log like any other and are replayed with it. */
export function serverEvent({ type, at, subject, id, data = {} }: ServerEvent): NewEvent {
  return { at, source: serverSource, type, subject, id, sequence: null, data: JSON.stringify(data) };
}

/** A call as the source that told of it names it. */
type NamedCall = { readonly source: string; readonly callId: string };

/** Something the server tells of a call of another source, whose name goes into the data. */
export const serverEventOfCall = (
  { source, callId }: NamedCall,
  { data, ...event }: Omit<ServerEvent, 'subject'>,
): NewEvent => serverEvent({ ...event, subject: callId, data: { source, ...data } });

/** The source whose call an event is about: of the server's own events the one they name, else the event's. */
export function sourceOfCall({ source, data }: Pick<LoggedEvent, 'source' | 'data'>): string {
  const named = data['source'];
  return source === serverSource && typeof named === 'string' ? named : source;
}
