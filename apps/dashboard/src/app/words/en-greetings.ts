/** English words of the greeting of a clinic, as measured. */
export const enGreetings = {
  title: 'Greeting, measured',
  about: 'What callers do during the greeting, this month.',
  figure: 'Figure',
  value: 'Value',
  phase: 'Moment',
  hungUp: 'Hung up',
  perMinute: 'Per minute heard',
  phases: { before: 'before the greeting', during: 'during the greeting', after: 'after the greeting' },
  second: 'Second',
  atRisk: 'Still there',
  seconds: 'Second by second',
  change:
    'Since version {n} of the sheet ({when}), {days} d before and {days} d after: {before}, then {after} hung up before the greeting was over.',
  shown: 'Difference: {value} points ({low} to {high}).',
  notShown: 'No demonstrable change ({low} to {high} points).',
  none: 'No call this month of which anything is known.',
};
