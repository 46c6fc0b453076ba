/** English words of messages for clinics. */
export const enHandovers = {
  title: 'Messages not acknowledged',
  open: 'in all',
  openReferrals: 'to a doctor',
  overHour: 'over 1 h',
  overFourHours: 'over 4 h',
  overDay: 'over 24 h',
  first: 'The first of them',
  referral: 'to a doctor',
  since: 'since {time}',
  lacks: 'incomplete: {fields}',
  fieldName: 'name',
  fieldNumber: 'number',
  fieldReason: 'reason',
  unsent: 'not sent',
  acknowledge: 'Received',
  failed: 'It was not saved. Try again.',
};

/** English words of the cards that explain their figures. */
export const enHandoverCards = {
  handovers: {
    name: 'Messages for clinics',
    how: 'Messages of which the secretaries’ software told us, each once.',
    lines: 'No threshold: it is a number of messages.',
    without: 'Messages that it does not tell us of.',
  },
  handoversWritten: {
    name: 'Content told',
    how: 'Those of which it said which fields are filled in.',
    lines: 'No threshold: it is a number of messages.',
    without: 'What stands in the fields: it is not kept here.',
  },
  handoversComplete: {
    name: 'Complete',
    how: 'Those that hold every field that the clinic requires.',
    lines: 'What a clinic requires stands in its settings; name, number and reason where they say nothing.',
    without: 'Messages of which nobody said what they hold.',
  },
  handoverCompleteRate: {
    name: 'Share complete',
    how: 'Complete ÷ content told.',
    lines: 'No target of ours: a clinic may agree on one.',
    without: 'Messages of which nobody said what they hold.',
  },
  handoversSent: {
    name: 'Sent',
    how: 'Those that were sent; whatever reached the clinic was.',
    lines: 'No threshold: it is a number of messages.',
    without: 'Messages that were written and not sent.',
  },
  handoversDelivered: {
    name: 'Delivered',
    how: 'Those that reached the clinic; whatever it acknowledged did.',
    lines: 'No threshold: it is a number of messages.',
    without: 'Messages of which only the sending is known.',
  },
  handoversAcknowledged: {
    name: 'Acknowledged',
    how: 'Those of which the clinic said that it has them, however late.',
    lines: 'No threshold: it is a number of messages.',
    without: 'Messages that were delivered and not acknowledged.',
  },
  handoverAcknowledgedRate: {
    name: 'Share acknowledged',
    how: 'Acknowledged ÷ messages.',
    lines: 'No target of ours: a clinic may agree on one. Of the last days it can still rise.',
    without: 'Nothing: every message counts.',
  },
  medianToAcknowledgedMs: {
    name: 'Time to being acknowledged',
    how: 'Half of those acknowledged were so within this time, nights and week-ends included.',
    lines: 'No target of ours: a clinic may agree on one.',
    without: 'Messages that are not acknowledged.',
  },
  referrals: {
    name: 'To a doctor',
    how: 'Messages by which a patient is sent on to a doctor.',
    lines: 'They stand first on every list.',
    without: 'Messages that do not say so.',
  },
  referralsAcknowledged: {
    name: 'To a doctor, acknowledged',
    how: 'Those of them that the clinic acknowledged.',
    lines: 'No threshold: each that is missing is worth a call.',
    without: 'Other messages.',
  },
  handoversNow: {
    name: 'Messages not acknowledged',
    how: 'Messages of the last seven days of which the clinic has not said that it has them, by how long ago each was first told of. Each counts for every time it is over.',
    lines: 'One to a doctor, or one over 4 h, is marked.',
    without: 'Messages that nobody acknowledged in seven days: they are in the history.',
  },
};
