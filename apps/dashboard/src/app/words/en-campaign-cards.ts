/** English words of the cards that explain figures of campaigns. */
export const enCampaignCards = {
  campaignOffered: {
    name: 'Offered',
    how: 'Accepted + refused.',
    lines: 'No threshold: it is a number of answers.',
    without: 'What nobody answered; a patient who answers in two calls is in it twice.',
  },
  campaignOfferedInCalls: {
    name: 'Offered in a call',
    how: 'Answers given in a call of the patient; of each call the last one counts.',
    lines: 'No threshold: it is a number of answers.',
    without: 'Answers to our calls of the list.',
  },
  campaignOfferedByList: {
    name: 'Offered by calling the list',
    how: 'Answers given when we called somebody of the list; the last one counts.',
    lines: 'No threshold: it is a number of answers.',
    without: 'Tries without an answer, and answers in a call of the patient.',
  },
  campaignAccepted: {
    name: 'Accepted',
    how: 'Answers that accept what the campaign offers: an appointment, or to be told more.',
    lines: 'No threshold: it is a number of answers.',
    without: 'A purchase: nothing is sold.',
  },
  campaignRefused: {
    name: 'Refused',
    how: 'Answers that refuse it.',
    lines: 'No threshold: it is a number of answers.',
    without: 'Whoever asks not to be contacted any more without an answer.',
  },
  campaignAcceptedRate: {
    name: 'Share accepted',
    how: 'Accepted ÷ offered.',
    lines: 'No target: a patient is free to refuse.',
    without: 'Calls in which nothing was offered.',
  },
  campaignNotOffered: {
    name: 'Not offered',
    how: 'Calls of which the secretary noted that it was not the moment.',
    lines: 'No threshold: it is a number of calls.',
    without: 'Calls of which nothing was noted.',
  },
};
