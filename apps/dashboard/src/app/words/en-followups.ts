/** English words of follow-ups: calls to patients that are planned. */
export const enFollowups = {
  one: 'follow-up',
  title: 'Planned follow-ups',
  count: { one: '{n} follow-up to come', other: '{n} follow-ups to come' },
  about:
    'A follow-up is a call that is planned. It comes onto the list below when its day comes, and leaves it only by what came of it.',
  plannedAt: 'planned {time}',
  way: 'A planned follow-up: call from the clinic’s software, patient {reference}. Say nothing medical.',
  wayWithout: 'A planned follow-up without a reference: the clinic’s software tells whom to call.',
  wayByMask: 'Planned follow-up: the clinic’s software says who called from {mask}. Say nothing medical.',
  plan: 'Plan a follow-up',
  clinic: 'Clinic',
  type: 'For',
  from: 'From',
  until: 'Until',
  usual: 'Empty: as is usual for the type.',
  when: 'from {from} to {until}',
  reference: 'Reference of the patient',
  referenceAbout: 'Their file number at the clinic: no name, no telephone.',
  send: 'Plan',
  cancel: 'Cancel',
  cancelOf: 'Cancel follow-up {reference} of {clinic}',
  none: 'No follow-up to come.',
  planned: 'Follow-up planned for {clinic}.',
  cancelled: 'Follow-up cancelled.',
  failed: 'The follow-up was not kept: {why}',
  why: {
    invalid_window: 'it must end after it begins, and within a year.',
    invalid_body: 'a field is not accepted.',
    followups_off: 'this clinic has no follow-ups.',
    server: 'the server does not answer.',
  },
  types: {
    same_day: 'Follow-up of the day',
    visit_reminder: 'Visit reminder',
    prescription_renewal: 'Prescription renewal',
    post_discharge: 'After a discharge',
  },
};

/** English words of the cards that explain figures of follow-ups. */
export const enFollowupCards = {
  followupsDue: {
    name: 'Follow-ups due',
    how: 'Done in time + done late + overdue + still due.',
    lines: 'No line: it is a number of planned calls.',
    without: 'Those that somebody cancelled.',
  },
  doneOnTime: {
    name: 'Done in time',
    how: 'Follow-ups that somebody ended, by an outcome other than “settled”, until the end of their time.',
    lines: 'The end of the time, which is inside; also before it began.',
    without: 'Tries in vain, which end nothing.',
  },
  doneLate: {
    name: 'Done late',
    how: 'Follow-ups that were ended so after the end of their time.',
    lines: 'No line: however late.',
    without: 'Tries in vain.',
  },
  overdue: {
    name: 'Overdue',
    how: 'Follow-ups not ended whose time is over.',
    lines: 'The end of the time. They stay on top of the list.',
    without: 'Those whose time still runs.',
  },
  followupsOnTimeRate: {
    name: 'Follow-ups done in time',
    how: 'Done in time ÷ (follow-ups due − still due).',
    lines: 'No line here.',
    without: 'Those whose time still runs, and cancelled ones.',
  },
  followupsReached: {
    name: 'Patients reached',
    how: 'Of the follow-ups done, those whose patient was reached.',
    lines: 'No line: it is a number of calls.',
    without: 'Wrong numbers and refusals.',
  },
  plannedInCall: {
    name: 'Planned before the call ended',
    how: 'Follow-ups, cancelled ones too, that were planned on a call before it ended.',
    lines: 'The instant at which the call ends.',
    without: 'Those that no call led to, and those whose call is not kept any more.',
  },
  plannedAfterCall: {
    name: 'Planned after the call',
    how: 'Follow-ups, cancelled ones too, that were planned on a call after it had ended.',
    lines: 'The instant at which the call ends.',
    without: 'Those that no call led to.',
  },
};
