import type { OfficeWords } from './dictionary';

/** English words of what is kept of oneself. */
export const enMyData: OfficeWords['myData'] = {
  about: 'What is kept of you, for how long, and who looked at it.',
  failed: 'The server does not answer. Try again in a moment.',
  months: { one: '{n} month', other: '{n} months' },
  kept: {
    title: 'What is kept',
    account:
      'Your account, since {when}: name, e-mail address, language, roles, and the browsers you are signed in with. Until your access ends; your name then stays in the access log.',
    own: 'What you keep for yourself: views of history {views}, mailings {mailings}. Until you delete them, or your access ends.',
    days: {
      one: 'What you did minute by minute (presence, breaks, calls): {n} day, {from}. Kept for {months}.',
      other:
        'What you did minute by minute (presence, breaks, calls): {n} days, from {from} to {to}. Kept for {months}.',
    },
    noDays: 'What you do minute by minute (presence, breaks, calls): nothing at present. Kept for {months}.',
    calls: 'Your identifier on the calls you took: {months}. After that only totals are left.',
    sums: 'Totals by quarter of an hour under your identifier ({id}): calls taken, talking time. Without limit of time, and without any caller.',
    log: 'Your sign-ins and what you looked at or changed, in the access log: {months}.',
    noAgent: 'Your account is linked to no secretary’s desk: no figure is of you.',
  },
  watched: {
    title: 'Who looked',
    about:
      'In the last thirty days, where secretaries are named: the live board, the latest calls, figures by secretary.',
    none: 'Nobody.',
    days: { one: '{n} day, last on {when}', other: '{n} days, last on {when}' },
  },
  named: {
    title: 'What was done that names you',
    about: 'In the last ninety days: roles, access links, your figures asked for by your name.',
    none: 'Nothing.',
  },
  rights: 'To have something corrected or erased, turn to the data-protection officer of your centre.',
};
