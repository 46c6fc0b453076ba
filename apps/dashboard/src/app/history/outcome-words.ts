import type { PageWords, WordKey } from '../words/dictionary';

type EndName = keyof PageWords['history']['ends'];

/** Every count whose calls are an end of their own. */
const ends = {
  presented: true,
  offered: true,
  unanswered: true,
  answered: true,
  answeredByBot: true,
  abandoned: true,
  abandonedLonger: true,
  unansweredOther: true,
  spared: true,
  open: true,
  shortAbandoned: true,
  ivrAbandoned: true,
  blocked: true,
  blockedFull: true,
  blockedNoAgents: true,
  blockedBusy: true,
  blockedRefused: true,
  closed: true,
  timeoutOverflow: true,
  exitTimeout: true,
  exitNoAgents: true,
  exitKey: true,
  exitWithdrawn: true,
  exitOverflow: true,
  voicemail: true,
  callbackExit: true,
  selfServed: true,
  systemFailed: true,
  unspecified: true,
  unknown: true,
  waiting: true,
  greeting: true,
  answeredInThreshold: true,
  abandonedInThreshold: true,
  waitingPastThreshold: true,
  answeredOutsideHours: true,
  talkUnder5s: true,
  waitsKnown: true,
  held: true,
  transferred: true,
  ringNoAnswer: true,
  resolved: true,
} as const satisfies Record<EndName, true>;

const isEnd = (name: string): name is EndName => Object.hasOwn(ends, name);

/** The word for the calls of a count; null for one this version does not know. */
export const outcomeWord = (name: string): WordKey | null => (isEnd(name) ? `history.ends.${name}` : null);
