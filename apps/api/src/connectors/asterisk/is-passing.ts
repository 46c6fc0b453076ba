import { databaseFault } from '../../platform/database-fault';
import { Problem } from '../../platform/problems';

/** Whether a failure is of the moment: the same work may succeed later (database away or busy, door overloaded). */
export const isPassing = (error: unknown): boolean =>
  (error instanceof Problem && error.retryable) || databaseFault(error) !== undefined;
