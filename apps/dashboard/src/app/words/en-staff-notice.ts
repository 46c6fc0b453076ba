import type { OfficeWords } from './dictionary';

/** English words of the page that records when staff were informed of what is told of each. */
export const enStaffNotice: OfficeWords['staffNotice'] = {
  title: 'Staff notice',
  about:
    'No figure is told of a secretary by name before staff and their representatives were informed and consulted. Each always sees her own figures.',
  failed: 'The server does not answer. Try again in a moment.',
  none: 'Nothing is recorded: figures of persons are off.',
  recorded: 'Recorded by {who}, on {when}.',
  byFile: 'a file',
  informedOn: 'Informed and consulted on',
  informedAbout: 'The day on which staff and their representatives were. Not a day to come.',
  text: 'Text of the notice',
  textAbout: 'What they were told: what is shown, why, to whom, how long it is kept.',
  which: 'What is on',
  features: {
    whoCouldBeFreed: 'Who could be freed, by name',
    figuresByAgent: 'Figures by secretary',
    pastAgents: 'Secretaries on the board of a past moment',
  },
  abouts: {
    whoCouldBeFreed:
      'The board names who has been in wrap-up for more than a minute, on a break or off the phone. Off: only who is free or on a call.',
    figuresByAgent: 'Calls, durations and occupancy of each, for whoever sees their teams. Off: refused.',
    pastAgents: 'Who did what at a past hour. Off: the board of then names nobody.',
  },
  readOnly: 'You read this page without changing it: an administrator of the whole centre records it.',
  save: 'Save',
  saved: 'Saved. The history of the settings keeps it.',
  missing: 'Give the day and the text.',
  later: 'That day is to come: give the one on which they were informed.',
  refused: 'Only an administrator of the whole centre records it.',
};
