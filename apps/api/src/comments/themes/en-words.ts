import type { LanguageWords } from './fr-words';

/** English words by theme. */
export const enWords: LanguageWords = {
  reach: [
    'get through',
    'got through',
    'reach',
    'busy',
    'engaged',
    'no answer',
    'no one answer*',
    'nobody answer*',
    'pick up',
    'picked up',
  ],
  waiting: ['wait*', 'queue*', 'on hold', 'minutes', 'music', 'quick*', 'fast', 'long time'],
  courtesy: ['polite*', 'rude*', 'kind', 'friendly', 'courte*', 'welcom*', 'respect*', 'pleasant*', 'nice'],
  listening: ['listen*', 'empath*', 'attentive', 'understanding', 'interrupt*'],
  clarity: ['clear*', 'explain*', 'explanation*', 'information', 'understood', 'precise*'],
  appointment: ['appointment*', 'slot', 'slots', 'booking', 'booked', 'reschedul*'],
  followUp: ['call back', 'called back', 'callback*', 'follow up', 'message*', 'prescription*', 'still no'],
  transfer: ['transfer*', 'cut off', 'hung up', 'put through', 'passed around'],
  language: ['language*', 'accent', 'french', 'catalan', 'spanish', 'english', 'translat*'],
};
