import type { OfficeWords } from './dictionary';

/** English words of how long data is kept. */
export const enRetention: OfficeWords['retention'] = {
  title: 'Retention',
  about: 'How long each thing is kept. Details go, totals stay, without any caller.',
  failed: 'The server does not answer. Try again in a moment.',
  months: { one: '{n} month', other: '{n} months' },
  fields: {
    callMonths: 'Calls, events and patients’ answers',
    agentMonths: 'Secretaries’ detail, minute by minute',
    auditMonths: 'Access log',
  },
  limits: {
    callMonths: '12 months at most; patients are promised {n} months on their page.',
    agentMonths: '3 months at most.',
    auditMonths: 'Never less than calls; 36 months at most.',
  },
  look: 'See what would go',
  sure: 'Keep it so from now on?',
  goes: 'Would go within the day, for good: {what}.',
  nothing: 'Nothing more would go.',
  what: {
    calls: { one: '{n} call', other: '{n} calls' },
    agentDays: { one: '{n} secretary’s day', other: '{n} secretaries’ days' },
    auditEntries: { one: '{n} line of the log', other: '{n} lines of the log' },
  },
  back: 'What is gone does not come back when the time is made longer.',
  yes: 'Keep it so',
  no: 'Cancel',
  saved: 'Saved. The change is in the log.',
  short: 'The log cannot be kept shorter than calls.',
  numbers: {
    title: 'Numbers kept to call back',
    none: 'None just now.',
    some: { one: '{n} just now, of {when}.', other: '{n} just now, the oldest of {when}.' },
    about:
      'Only of clinics that gave the instruction (Settings). Erased when the call back is closed, 7 days after it was due at the latest; 10 minutes after a call that asks for none.',
  },
  runs: {
    title: 'Latest removals',
    none: 'Nothing was removed yet.',
    when: 'When',
    what: 'What',
    before: 'Of before',
    count: 'How many',
  },
  kinds: {
    calls: 'calls',
    events: 'events',
    'agent-days': 'secretaries’ days',
    comments: 'comments',
    invitations: 'invitations',
    'refused-events': 'refused events',
    audit: 'lines of the log',
  },
};
