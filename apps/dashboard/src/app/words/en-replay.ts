import type { Dictionary } from './dictionary';

/** English words of a past moment on the live page. */
export const enReplay: Dictionary['replay'] = {
  open: 'Replay',
  openAbout: 'Look at a past moment on this page',
  region: 'Past moment',
  badge: 'Past',
  steps: 'Back or forward',
  keys: 'By keyboard, here: arrows 10 s, with Shift 1 min, page up or down 15 min, Escape for live',
  back: 'Back by {ms}',
  on: 'Forward by {ms}',
  when: 'Day and time to look at',
  go: 'Go',
  live: 'Back to live',
  reading: 'Reading the past…',
  tab: '↺ {time} · {centre}',
  day: 'That day by quarter hour, until this moment',
  dayBefore: 'the {day} before',
  dayEmpty: 'No call that day until this moment.',
  callsOfNow: 'The latest calls are only known of now.',
  callsThen: 'The calls of that day',
  noAgents: 'Who was there is no longer kept for this day: secretaries are not counted.',
  troubles: {
    gone: 'The calls of this day are no longer kept one by one; their totals stay in the history.',
    wrong: 'This moment cannot be looked at: the address names no past moment.',
    missing: 'This moment is not to be looked at here.',
    refused: 'Your role does not open this board.',
    failed: 'This moment could not be read.',
  },
};
