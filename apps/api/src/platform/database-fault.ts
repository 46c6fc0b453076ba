import { Problem } from './problems';

type Fault = 'unavailable' | 'busy' | 'storage';

const faultOfState: Readonly<Record<string, Fault>> = {
  '53100': 'storage',
  '53200': 'busy',
  '53300': 'busy',
  '40001': 'busy',
  '40P01': 'busy',
  '55P03': 'busy',
  '57014': 'busy',
  '57P01': 'unavailable',
  '57P02': 'unavailable',
  '57P03': 'unavailable',
  '25P03': 'unavailable',
  '25P04': 'unavailable',
};

const connectionCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
]);

const connectionTexts =
  /query read timeout|timeout exceeded when trying to connect|connection (terminated|ended|error)|not queryable|client was closed|connection timeout|driver not connected|already released/i;

/**
 * What an error says about the database: `unavailable` when the connection is gone or no answer came, `busy` when it
 * had to give up for others, `storage` when it can write no more, undefined when the error is about something else.
 */
export function databaseFault(error: unknown): Fault | undefined {
  for (const cause of causes(error)) {
    const fault = faultOf(cause);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Whether the connection can be trusted no more: it is to be cut rather than asked to roll back. */
export function isConnectionLost(error: unknown): boolean {
  return databaseFault(error) === 'unavailable';
}

/** The problem a caller is told for a database error, or undefined when the error is no such thing. */
export function databaseProblem(error: unknown): Problem | undefined {
  switch (databaseFault(error)) {
    case 'unavailable':
      return unavailable('db_unavailable', 'The database does not answer. Send the same request again.', 2);
    case 'busy':
      return unavailable('db_busy', 'The database is busy. Send the same request again.', 1);
    case 'storage':
      return unavailable('storage_unavailable', 'The database cannot store anything more for now.', 30);
    case undefined:
      return undefined;
  }
}

function unavailable(code: string, detail: string, retryAfterSeconds: number): Problem {
  return new Problem({ code, status: 503, detail, retryable: true, retryAfterSeconds });
}

function faultOf(cause: { code?: unknown; message?: unknown }): Fault | undefined {
  const code = typeof cause.code === 'string' ? cause.code : '';
  const known = faultOfState[code];
  if (known !== undefined) return known;
  if (code.startsWith('08') || connectionCodes.has(code)) return 'unavailable';
  return typeof cause.message === 'string' && connectionTexts.test(cause.message) ? 'unavailable' : undefined;
}

/** The error and what it wraps: TypeORM keeps the driver's own error inside its. */
function* causes(error: unknown): Generator<{ code?: unknown; message?: unknown }> {
  let current = error;
  for (let depth = 0; depth < 4 && typeof current === 'object' && current !== null; depth += 1) {
    yield current;
    const wrapper = current as { driverError?: unknown; cause?: unknown };
    current = wrapper.driverError ?? wrapper.cause;
  }
}

/** Whether a failure is of the moment: the same work may succeed later (database away or busy, door overloaded). */
export const isPassing = (error: unknown): boolean =>
  (error instanceof Problem && error.retryable) || databaseFault(error) !== undefined;
