/** English words of the cards that explain how patients come back. */
export const enReturnCards = {
  answeredKnown: {
    name: 'Answered, patient recognised',
    how: 'Answered calls with a known number. By the quarter of an hour of their arrival.',
    lines: 'No threshold: it is a number of calls.',
    without:
      'Withheld numbers and those that several people share, counted apart; and who calls on the day on which we called to remind them of a visit.',
  },
  repeatRate: {
    name: 'Repeat calls',
    how: 'Repeated ÷ answered, patient recognised: those whose patient called the same clinic again within 7 days.',
    lines:
      'Seven days from arrival to arrival, equal inside. Provisional until then: the share can only rise.',
    without: 'Withheld and shared numbers.',
  },
  repeatRateWithinDay: {
    name: 'Repeated within 24 h',
    how: 'Repeated within 24 h ÷ answered, patient recognised.',
    lines: 'Twenty-four hours from arrival to arrival, equal inside.',
    without: 'Withheld and shared numbers.',
  },
  firstCallResolution: {
    name: 'Resolved at the first call',
    how: '(Reason known − repeated for the same reason) ÷ reason known, of those answered whose patient is recognised.',
    lines: 'Seven days, equal inside. Provisional until then: the share can only fall.',
    without: 'Calls whose reason nobody noted. A next call without a reason is not for the same one.',
  },
  medianJourneyMs: {
    name: 'From the first call to the need met',
    how: 'The time from the first call to the end of the one that was answered, or to when the patient was reached, that half of the journeys do not pass.',
    lines: 'A journey: calls of one patient to one clinic less than 24 h apart, for 7 days at most.',
    without: 'Journeys of which nothing came yet.',
  },
  journeyP90Ms: {
    name: 'Nine journeys in ten',
    how: 'The same time, that nine journeys in ten do not pass.',
    lines: 'No threshold: it is a rank.',
    without: 'Journeys of which nothing came yet.',
  },
} as const;
