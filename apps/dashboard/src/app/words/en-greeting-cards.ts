/** English words of the cards that explain figures of a greeting. */
export const enGreetingCards = {
  greetingCalls: {
    name: 'Calls observed',
    how: 'Calls that came to a queue, and those that hung up before.',
    lines: 'No threshold: it is a number of calls.',
    without: 'Refused calls, and those outside the hours.',
  },
  greeted: {
    name: 'Heard a greeting',
    how: 'Those of which the telephone system tells a greeting; the first counts.',
    lines: 'No threshold: it is a number of calls.',
    without: 'Calls of which it tells none.',
  },
  greetedRate: {
    name: 'Share that heard a greeting',
    how: 'Heard a greeting ÷ calls observed.',
    lines: 'The diagnosis expects 99% of the calls in a queue.',
    without: 'Refused calls, and those outside the hours.',
  },
  medianToGreetingMs: {
    name: 'Time to the greeting',
    how: 'Half of them heard it within this time.',
    lines: 'The diagnosis says from when on it is late.',
    without: 'Calls of which no greeting is told.',
  },
  p90ToGreetingMs: {
    name: 'Time to the greeting, 9 in 10',
    how: 'Nine in ten of them heard it within this time.',
    lines: 'The diagnosis says from when on it is late.',
    without: 'Calls of which no greeting is told.',
  },
  greetedAfterOther: {
    name: 'Something else first',
    how: 'Those that heard ringing, music or an announcement before the greeting.',
    lines: 'The guide: nothing before the greeting.',
    without: 'Calls of which the telephone system does not say it.',
  },
  heardToEnd: {
    name: 'Heard to the end',
    how: 'Those whose greeting ended by itself.',
    lines: 'No threshold: it is a number of calls.',
    without: 'Greetings cut short, by an answer or by the caller.',
  },
  heardToEndRate: {
    name: 'Share heard to the end',
    how: 'Heard to the end ÷ heard a greeting.',
    lines: 'No target: a quick answer cuts it short, too.',
    without: 'Calls of which no greeting is told.',
  },
  hungUpBefore: {
    name: 'Hung up before',
    how: 'Those that hung up before the greeting began.',
    lines: 'No threshold: each is a patient lost.',
    without: 'Refused calls, and those outside the hours.',
  },
  hungUpDuring: {
    name: 'Hung up during',
    how: 'Those that hung up while it played.',
    lines: 'No threshold: each is a patient lost.',
    without: 'Calls of which no greeting is told.',
  },
  hungUpAfter: {
    name: 'Hung up after',
    how: 'Those that hung up after it, unanswered.',
    lines: 'No threshold: each is a patient lost.',
    without: 'Those that were answered.',
  },
  hungUpInGreetingRate: {
    name: 'Share lost before its end',
    how: '(Hung up before + hung up during) ÷ calls observed.',
    lines: 'A change is told only where the interval of Newcombe leaves zero out.',
    without: 'Those that hung up after the greeting.',
  },
  waitsAnnounced: {
    name: 'Waits announced',
    how: 'Answered calls that were told how long to wait.',
    lines: 'No threshold: it is a number of calls.',
    without: 'Calls of which the telephone system announces none.',
  },
  announcedErrorP50Ms: {
    name: 'Error of the announcement',
    how: 'Between the wait announced and the one that came, the difference that half do not pass, either way.',
    lines: 'No target: the smaller, the truer the announcement.',
    without: 'Calls without one, and lost calls.',
  },
  announcedErrorP90Ms: {
    name: 'Error of the announcement, 9 in 10',
    how: 'Between the wait announced and the one that came, the difference that nine in ten do not pass.',
    lines: 'No target: the smaller, the truer the announcement.',
    without: 'Calls without one, and lost calls.',
  },
};
