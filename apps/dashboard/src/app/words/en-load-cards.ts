/** English words of the cards that explain the load before calls. */
export const enLoadCards = {
  difficultLoad: {
    name: 'Before a difficult call',
    how: 'Time since the last break or the log-in ÷ difficult calls; calls in a row just before ÷ difficult calls.',
    lines:
      'In a row: at most 60 s after the end of the one before. By whole months, never fewer than ten calls of five people.',
    without: 'Calls without a known log-in before. Training and work off the phone are no break.',
  },
  otherLoad: {
    name: 'Before other calls',
    how: 'The same time and number ÷ other calls of the same clinics and months.',
    lines: 'A difference is not a cause.',
    without: 'Difficult calls.',
  },
};
