/** The formula cards of the list to call back in English. */
export const enCallbackCards = {
  callersOwed: {
    name: 'Patients to reach',
    how: 'Reached + never reached + closed for a reason + still to call back. A patient counts once a clinic, however often they rang.',
    lines:
      'On the list: since the previous working day; those from before who are still to be called are counted apart. In history: by the day of the first call.',
    without: 'Calls from withheld numbers, counted apart, unless a message was left or a call asked for.',
  },
  recovered: {
    name: 'Reached',
    how: 'Patients who rang again and spoke with a person for 5 s or more, or whom somebody says to have reached.',
    lines: 'No threshold.',
    without:
      'Our own calls that nobody confirmed: an answering machine picks up too. Whoever was promised a call is reached only if somebody says so.',
  },
  recoveredWithinHour: {
    name: 'Reached within the hour',
    how: 'Those of the reached who were so at most 60 min after their first unanswered call.',
    lines: 'One hour, equal is inside; the target set for the clinic changes nothing of it.',
    without: 'Those who were reached later.',
  },
  recoveredSameHalfDay: {
    name: 'Reached within the half-day',
    how: 'Those of the reached who were so in the half of the day in which their first call went unanswered.',
    lines: 'The day is cut at 13:00 and at midnight, by the clinic’s clock.',
    without: 'Those who were reached later, even within the hour.',
  },
  recoveredBeforeClosing: {
    name: 'Reached before closing',
    how: 'Those of the reached who were so before the clinic closed on the day of their first unanswered call; the share: reached before closing ÷ (patients to reach − still to call back).',
    lines: 'Closing time of that day, by the clinic’s clock; the target is the one set for the clinic.',
    without: 'A call lost after closing is never in it, though it is among the patients to reach.',
  },
  redialsPerReached: {
    name: 'Redials before being reached',
    how: 'Further calls of the patients reached ÷ patients reached.',
    lines: 'No threshold: a mean, which may be above 1. The call on which they were answered counts.',
    without: 'The first call of each.',
  },
  medianToFirstTryMs: {
    name: 'Until the first try',
    how: 'The time from the first unanswered call to our first try that half of the patients tried do not pass.',
    lines: 'No threshold: it is a median.',
    without: 'Patients whom nobody tried to call.',
  },
  medianToReachedMs: {
    name: 'Until being reached',
    how: 'The time from the first unanswered call to being reached that half of the patients reached do not pass.',
    lines: 'No threshold: it is a median, whoever rang.',
    without: 'Patients who were not reached.',
  },
  closedForReason: {
    name: 'Closed for a reason',
    how: 'Wrong number, settled, or refuses to be called back, as somebody noted.',
    lines: 'No threshold.',
    without: 'No answer, message left, somebody else: these patients are still to be called back.',
  },
  leftToCallBack: {
    name: 'Still to call back',
    how: 'Patients who are still owed a call, late promises among them.',
    lines: 'No threshold: when each is due stands in its row.',
    without: 'Calls from withheld numbers, which cannot be called back.',
  },
  leftFromBefore: {
    name: 'Still owed from before',
    how: 'Patients whose first unanswered call, or whose promise, is of before the previous working day, and who are still owed a call.',
    lines: 'With those still to be called back since that day they are the whole list.',
    without: 'Whoever was reached, and those whose deadline has passed.',
  },
  neverReached: {
    name: 'Never reached',
    how: 'Patients not reached until the end of the clinic’s next open day after their last unanswered call.',
    lines: 'The end of that day, by the clinic’s clock; found within a minute.',
    without: 'Promises: they never end by themselves.',
  },
  withheldCalls: {
    name: 'Calls from withheld numbers',
    how: 'Unanswered calls, since the working day before, whose number is withheld or unknown.',
    lines: 'No threshold: these are calls, not patients.',
    without: 'Those who left a message or asked to be called back: they are on the list.',
  },
} as const;
