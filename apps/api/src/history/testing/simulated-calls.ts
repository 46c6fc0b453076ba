import { simulateDays, type IncomingEvent } from '@vigie/simulator';

type Asked = { readonly from: string; readonly to: string; readonly oneIn: number };

/**
 * The demonstration's days of [from, to): of its calls one in so many, each whole and with what is asked after it, and
 * everything that its secretaries say.
 */
export function simulatedCalls(seed: string, { from, to, oneIn }: Asked): IncomingEvent[] {
  const kept = new Map<string, boolean>();
  const isKept = ({ type, source, subject }: IncomingEvent): boolean => {
    if (type.startsWith('agent.')) return true;
    const call = `${source} ${subject}`;
    const told = kept.get(call) ?? (type === 'call.initiated' && kept.size % oneIn === 0);
    if (type.startsWith('call.')) kept.set(call, told);
    return told;
  };
  return [...simulateDays(seed, from, to, { smallPractices: false })].filter(isKept);
}

/** What somebody who sends things twice sends, and in which order: one in so many again, at the end. */
export const withRepeats = <T>(events: readonly T[], oneIn: number): T[] => [
  ...events,
  ...events.filter((_, index) => index % oneIn === 0),
];
