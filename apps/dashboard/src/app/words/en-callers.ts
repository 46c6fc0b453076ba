import type { OfficeWords } from './dictionary';

/** English words of what a caller may ask for. */
export const enCallers: OfficeWords['callers'] = {
  title: 'A caller’s rights',
  about:
    'A caller asks what is kept of them, or to be erased. No number is kept: the one you write serves to find their calls, and is forgotten.',
  number: 'Their telephone number',
  numberAbout: 'In any spelling; or the hash by which the telephone system tells of them.',
  bad: 'This is neither a telephone number nor a hash.',
  needed: 'Write a number.',
  failed: 'This was not done: the server does not answer. Try again.',
  refused: 'This was not done: your account does not allow it.',
  export: 'Take out their data',
  erase: 'Erase…',
  exported: {
    title: 'What is kept',
    nothing: 'Nothing is kept of this caller.',
    calls: { one: '{n} call', other: '{n} calls' },
    comments: { one: '{n} comment', other: '{n} comments' },
    answers: { one: '{n} answer to a survey', other: '{n} answers to surveys' },
    invitations: { one: '{n} invitation', other: '{n} invitations' },
    owed: { one: '{n} call owed', other: '{n} calls owed' },
    keptNumbers: {
      one: 'their number, sealed to call them back',
      other: 'their number, sealed to call them back ({n} calls)',
    },
    campaigns: { one: '{n} entry or answer of a campaign', other: '{n} entries or answers of campaigns' },
    notCalled: { one: 'never contacted for {n} clinic', other: 'never contacted for {n} clinics' },
    refusedEvents: { one: '{n} refused event', other: '{n} refused events' },
    notAsked: 'does not want to be asked any more since {when}',
    truncated: 'Only the first 10,000 calls are in it.',
    file: 'Download the file',
    fileName: 'caller-data',
    left: 'Not in it: who answered (that is somebody else’s) and the raw text of refused events, which may name others. Totals and published figures are of nobody.',
  },
  sure: {
    title: 'Erase this caller for good?',
    what: 'Their hash and masked number leave events and calls; their comments lose their text; their invitations, the calls owed to them and the refused events that name them go.',
    stays:
      'What stays, without them: the number of calls and every figure, their answers in numbers, and their wish not to be asked any more.',
    backups: 'They stay erased even if an older backup is restored. Nothing can undo this.',
    yes: 'Erase for good',
    no: 'Cancel',
  },
  receipt: {
    title: 'Erased',
    about: 'To keep or to hand over: this receipt does not say whom it is about.',
    id: 'Erasure',
    asked: 'Asked',
    done: 'Done',
    blanked: 'Erased from',
    save: 'Save the receipt',
    fileName: 'erasure-receipt',
    text: 'Receipt of erasure {id}\nAsked on {asked}, done on {done}.\nErased from: {what}.\nWhat was erased is erased from backups that are restored later, too.\n',
  },
  what: {
    events: { one: '{n} event', other: '{n} events' },
    calls: { one: '{n} call', other: '{n} calls' },
    comments: { one: '{n} comment', other: '{n} comments' },
    invitations: { one: '{n} invitation', other: '{n} invitations' },
    refusedEvents: { one: '{n} refused event', other: '{n} refused events' },
    nothing: 'nothing: nothing was kept',
  },
  past: {
    title: 'Erasures that were done',
    none: 'None yet.',
    when: 'When',
    what: 'Erased from',
    id: 'Number',
    log: 'In the log',
    note: 'This list does not say who was erased. The log says who did it.',
  },
};

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
