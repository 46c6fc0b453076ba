import type { OfficeWords } from './dictionary';

/** English words of the patients who call often. */
export const enFrequent: OfficeWords['frequent'] = {
  title: 'Frequent callers',
  about:
    'Patients who called one clinic three times or more from {from} to {to}, and for what. Numbers are masked; shared and withheld numbers are not among them. This look is in the audit log.',
  clinic: 'Clinic',
  allClinics: 'all',
  count: { one: '{n} patient', other: '{n} patients' },
  shown: 'The {n} who call most are shown.',
  none: 'Nobody called three times or more in 30 days.',
  loading: 'Reading the list…',
  patient: 'Patient',
  calls: 'Calls',
  answered: 'Answered',
  why: 'For what',
  reason: '{reason} ×{n}',
  unknownReason: 'unknown reason',
  first: 'First',
  latest: 'Latest',
  owed: 'to be called back',
  looks: 'Earlier calls looked at',
  looksAbout:
    'How often in 30 days somebody looked at a patient’s earlier calls: by clinic, never by secretary.',
  noLooks: 'Nobody has looked at them yet.',
  look: {
    one: '{n} time, {repeat} of a patient who had called before',
    other: '{n} times, {repeat} of a patient who had called before',
  },
};
