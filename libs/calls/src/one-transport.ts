import type { CallFact, CallFactType } from './fact';

/** What only a telephone system's live interface tells (the manager interface of an Asterisk, the event socket of a FreeSWITCH): kept whoever tells the call. */
const onlyByManager: ReadonlySet<CallFactType> = new Set([
  'call.offered',
  'call.held',
  'call.retrieved',
  'call.muted',
  'call.unmuted',
  'call.unheard',
]);
/** What both tell, a log or records in whole seconds. */
const byBoth: ReadonlySet<CallFactType> = new Set([
  'call.enqueued',
  'call.offer_ended',
  'call.answered',
  'call.transferred',
  'call.leg_ended',
  'call.disconnected',
]);
/** Of what ends a passage or refuses it, the reasons that both tell; a dialplan's own words are in the log alone. */
const reasonsOfBoth: Readonly<Partial<Record<CallFactType, ReadonlySet<string>>>> = {
  'call.dequeued': new Set([
    'answered',
    'abandoned',
    'timeout',
    'no_agents',
    'key_exit',
    'withdrawn',
    'overflow',
  ]),
  'call.blocked': new Set(['full', 'no_agents']),
};

/** Whether the live interface told it. */
export const isByManager = ({ via }: CallFact): boolean => via === 'ami' || via === 'esl';
const isToldByBoth = ({ type, reason = '' }: CallFact): boolean =>
  byBoth.has(type) || reasonsOfBoth[type]?.has(reason) === true;

const isAnswer = ({ type, bot }: CallFact): boolean => type === 'call.answered' && bot !== true;

/**
 * Of a call that two ways of one telephone system tell, the facts of one of them: those of the manager interface where it
 * heard the call from its beginning on, else those of the log; of the other where that one alone heard an answer. What
 * only the other can tell is added. The choice is of the facts, never of who came first, so that no wait begins in one and ends
 * in the other.
 */
export function ofOneTransport(facts: readonly CallFact[]): readonly CallFact[] {
  const byManager = facts.filter(isByManager);
  if (byManager.length === 0) return facts;
  const shared = facts.filter((fact) => !isByManager(fact) && isToldByBoth(fact));
  if (shared.length === 0) return facts;
  const isHeard = facts.every(({ type }) => type !== 'call.unheard');
  const [first, other] = isHeard ? [byManager, shared] : [shared, byManager];
  const isManagers = (!first.some(isAnswer) && other.some(isAnswer) ? other : first) === byManager;
  return facts.filter((fact) =>
    isByManager(fact) ? isManagers || onlyByManager.has(fact.type) : !isManagers || !isToldByBoth(fact),
  );
}
