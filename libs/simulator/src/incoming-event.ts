import type { EventType } from '@vigie/contracts';

/** What the simulator's telephone systems send: a CloudEvents 1.0 envelope as the event door accepts it. */
export type IncomingEvent = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: EventType;
  readonly subject: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly time: string;
  readonly data: { readonly [field: string]: unknown };
};
