import type { CallFact } from '@vigie/calls';

import { eventTie } from './event-tie';
import type { LoggedEvent } from '../event-log/logged-event';

type Data = LoggedEvent['data'];

/** Types that are told by files, or by the server about these: no sign that a telephone system is alive. */
const toldByFiles: ReadonlySet<string> = new Set(['call.recorded', 'survey.recorded', 'call.retracted']);

/** Whether an event came out of a file rather than from a telephone system. */
export const isToldByFile = (type: string): boolean => toldByFiles.has(type);

/** Adds to a fact what only a whole recorded call, or a retraction, holds. */
export function withRecorded(fact: CallFact, data: Data): CallFact {
  if (fact.type === 'call.recorded') return recordedCall(fact, data);
  const { eventId } = data;
  const retracts = fact.type === 'call.retracted' && typeof eventId === 'string';
  return retracts ? { ...fact, retracts: eventTie(eventId) } : fact;
}

/** An answered call says so; any other may say how it was lost. */
function recordedCall(fact: CallFact, data: Data): CallFact {
  const { answered, exit, reason, language, rating, resolved } = data;
  const lost = typeof exit === 'string' ? exit : 'unspecified';
  return {
    ...fact,
    reason: answered === true ? 'answered' : lost,
    ...(typeof reason === 'string' && { reasonCode: reason }),
    ...(typeof language === 'string' && { languageRequested: language }),
    ...(isMark(rating) && { rating }),
    ...(typeof resolved === 'boolean' && { resolved }),
  };
}

const isMark = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 5;
