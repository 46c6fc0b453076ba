import { ccField, epochOf, type CcSaid } from './esl-event';

/** Why a member left, by what FreeSWITCH calls it. */
export const leaveReasons: Readonly<Record<string, string>> = {
  TIMEOUT: 'timeout',
  NO_AGENT_TIMEOUT: 'no_agents',
  EXIT_WITH_KEY: 'key_exit',
};
/** Why a ring ended, by what FreeSWITCH calls it; anything else is a set that could not be reached. */
export const ringEnds: Readonly<Record<string, string>> = {
  NO_ANSWER: 'no_answer',
  ALLOTTED_TIMEOUT: 'no_answer',
  NO_USER_RESPONSE: 'no_answer',
  CALL_REJECTED: 'rejected',
  USER_BUSY: 'rejected',
};
/** A ring that somebody else ended. */
export const ringCancelled: ReadonlySet<string> = new Set(['ORIGINATOR_CANCEL', 'LOSE_RACE', 'PICKED_OFF']);
/** The states of a member who waits. */
export const waiting: ReadonlySet<string> = new Set(['Waiting', 'Trying']);

/** The member, its line and its queue, as far as they are named. */
export const namesIn = (said: CcSaid) =>
  [ccField(said, 'Member-UUID'), ccField(said, 'Member-Session-UUID'), ccField(said, 'Queue')] as const;

/** When an agent was called, where that is told. */
export function calledMicros(said: CcSaid): number | undefined {
  const calledAt = epochOf(ccField(said, 'Agent-Called-Time'));
  return calledAt === undefined ? undefined : calledAt * 1_000;
}

/** The queue was broken off: by a hang-up, unless the caller's line still stands and somebody took them out. */
export function isTakenOut(why: string, { event }: CcSaid): boolean {
  return (
    why === 'BREAK_OUT' &&
    event.get('Answer-State') === 'answered' &&
    event.get('Channel-State') === 'CS_EXECUTE'
  );
}
