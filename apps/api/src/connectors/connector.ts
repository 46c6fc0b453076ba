import type { z } from 'zod';

import type { EventIntake } from '../intake/event-intake';
import { badRequest } from '../platform/problems';
import type { CountedAnswer } from './runner/connector-counts';
import type { ConnectorFault } from './connector-fault';
import type { Hook } from './hooks/hook';
import type { Heard } from './recording/scrub';

/** Settings of a connector, as the schema of its kind takes them. */
export type ConnectorOptions = Readonly<Record<string, string | number | boolean>>;

/** A connector as it is run: its secret opened. */
export type Connector = Readonly<{
  tenantId: string;
  id: string;
  kind: string;
  name: string;
  source: string;
  options: ConnectorOptions;
  secret: string | null;
  /** Whether another connector reads the log of the same source: what is not heard is told by it. */
  isLogged?: boolean;
}>;

/** What a connector is run with. It keeps nothing but its checkpoint. */
export type ConnectorPorts = Readonly<{
  /** Aborted when the connection is to end; what was handed in by then is committed. */
  signal: AbortSignal;
  intake: Pick<EventIntake, 'receive'>;
  /** To be called as often as one likes while the source is heard, or is known to be read. */
  alive: () => void;
  /** Something is wrong and it goes on by itself; `alive` takes it back. */
  troubled: (fault: ConnectorFault) => void;
  /** What became of what was handed in. */
  counted: (answer: CountedAnswer) => void;
  /** What was said, as it came: it may be recorded, without names and numbers. */
  heard: (said: Heard) => void;
  /** Something that has no meaning here, by the name that the source gives it. */
  unknown: (name: string) => void;
  /** By how much the source's clock is ahead of ours, in milliseconds. */
  offset: (offsetMs: number) => void;
  loadCheckpoint: () => Promise<unknown>;
  /** Only after what stands before it is committed. */
  saveCheckpoint: (checkpoint: unknown) => Promise<void>;
}>;

/** One step of trying a connection, and what went wrong with it. */
export type TestStep = Readonly<{ step: string; fault: ConnectorFault | null }>;

/** A kind of telephone system and the way it is listened to. */
export type ConnectorKind = Readonly<{
  name: string;
  /** No recording of the real system exists: it was written after documentation. */
  isExperimental: boolean;
  /** Whether it cannot do without a secret. */
  needsSecret: boolean;
  /** Settings as they are kept, defaults filled in. Throws what {@link readOptions} does. */
  readOptions: (options: unknown) => ConnectorOptions;
  /** How what is delivered to us is read, of a kind that calls us; then nobody listens. */
  hook?: Hook;
  /** Listens until it is told to end, or rejects: with a {@link ConnectorFault} where it knows what is wrong. */
  run: (connector: Connector, ports: ConnectorPorts) => Promise<void>;
  /** Tries without keeping anything, up to the first step that fails; takes a few seconds at most. */
  test: (connector: Connector, signal: AbortSignal) => Promise<readonly TestStep[]>;
}>;

/** Settings of a connector as its kind keeps them. Throws 400 `invalid_body`, naming the field and never quoting it. */
export function readOptions<T extends ConnectorOptions>(schema: z.ZodType<T>, options: unknown): T {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = ['options', ...(issue?.path ?? [])].join('.');
  const what = issue?.code === 'unrecognized_keys' ? 'has a field that is not known' : (issue?.message ?? '');
  throw badRequest('invalid_body', `${where}: ${what}.`);
}
