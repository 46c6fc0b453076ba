/** English words of the cards that explain figures of urgent calls. */
export const enIncidentCards = {
  incidents: {
    name: 'Urgent calls',
    how: 'Calls marked urgent, by the day of the first mark.',
    lines: 'No threshold of ours.',
    without: 'Marks taken back before anybody took the call.',
  },
  incidentReviewedRate: {
    name: 'Urgent calls reviewed',
    how: 'Reviewed by a supervisor ÷ ended: somebody said how the call ended.',
    lines: 'Every one is to be reviewed: 100%.',
    without: 'Marks taken back before anybody took the call, and calls under way.',
  },
  incidentTakenMedianMs: {
    name: 'Until somebody takes an urgent call',
    how: 'From the first mark until somebody says to look after it: half in less.',
    lines: 'No threshold of ours.',
    without: 'Calls that nobody took.',
  },
  incidentToEmergencyMedianMs: {
    name: 'From the answer to 15 or 112',
    how: 'From the answer to the first transfer to 15, 112, 18, 061, 116 or 118: half in less.',
    lines: 'No threshold of ours.',
    without: 'Calls of which the telephone system tells no transfer.',
  },
};
