import type { OfficeWords } from './dictionary';

/** English words of the page of televisions. */
export const enScreens: OfficeWords['screens'] = {
  title: 'Screens',
  count: { one: '{n} screen', other: '{n} screens' },
  about:
    'A screen shows the wall without anybody signed in, day and night. It shows no patient, no secretary and no call: totals and teams.',
  add: 'Add a screen',
  where: 'Where it hangs',
  whereAbout: 'To know it again: “Floor”, “Break room”.',
  names: 'Name the clinics in trouble',
  namesAbout: 'Otherwise they are numbered. Leave it off where visitors pass.',
  make: 'Make the link',
  link: 'Link of the screen',
  linkTitle: 'Link of the screen “{name}”',
  linkAbout:
    'Open it in the browser of the screen; it may be its start page. It is not shown again, and holds until you stop it.',
  named: 'clinics named',
  nameless: 'clinics numbered',
  seen: 'Seen',
  on: 'on',
  never: 'never opened',
  made: 'Made',
  madeBy: 'by {name}, {day}',
  stop: 'Stop',
  stopSure: 'Stop the screen “{name}”? It goes dark within 5 s, and its link opens nothing any more.',
  none: 'No screen. Add one: open its link once on the television, and that is all.',
  failed: 'That was not done: {why}',
  why: {
    refused: 'your role does not allow it.',
    missing: 'this screen was stopped already.',
    failed: 'the server does not answer.',
    invalid: 'say where it hangs, and name the teams or clinics you chose.',
    conflict: 'there are too many screens: stop those that are not used.',
  },
};
