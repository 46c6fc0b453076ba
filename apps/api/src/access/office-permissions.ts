import {
  centreAndClinic,
  managed,
  officer,
  setting,
  signedIn,
  type PermissionRule,
} from './permission-rules';

/** What is permitted in a centre's office: its data and who did what, its people, screens, settings, sheets, keys and telephone systems. */
export const officePermissions = {
  'audit.see': officer('see who did what', 'read'),
  'audit.export': officer('take out who did what, as a file', 'export'),
  'audit.verify': officer('verify that who did what is told whole'),
  'callers.export': officer('take out everything that is kept of one caller', 'export'),
  'callers.erase': officer('erase a caller from calls, events, comments and invitations', 'export'),
  'erasures.see': officer('see which erasures were done'),
  'retention.see': officer('see how long data is kept, and what went'),
  'retention.change': officer('say how long data is kept'),
  'people.see': managed('see the people, their roles and sessions', true),
  'people.manage': managed(
    'invite people, say what they are, sign them out, reset their second factor, end their account',
    false,
  ),
  'walls.see': managed('see which televisions show the board', true),
  'walls.manage': managed('make and revoke links of televisions', true),
  'settings.see': setting(
    'see settings and their history',
    { administrator: 'scope', ...centreAndClinic },
    { inDemo: true },
  ),
  'settings.change': setting('change calendars, members of teams, planned staff and absences', {
    administrator: 'scope',
    supervisor: 'scope',
  }),
  'settings.manage': setting('change every other setting: names, numbers, targets, recipients of reports', {
    administrator: 'scope',
  }),
  'settings.propose': signedIn(
    'propose a change of settings that is somebody else’s to make: a clinic its hours, targets and recipients',
    centreAndClinic,
  ),
  'settings.decide': signedIn('accept or refuse a change of settings that was proposed', {
    administrator: 'scope',
  }),
  'sheets.see': setting(
    'read the sheets of clinics: what is said for each, and how it came to be',
    { administrator: 'scope', ...centreAndClinic, secretary: 'scope' },
    { inDemo: true },
  ),
  'sheets.write': setting(
    'write a version of a clinic’s sheet; what a clinic writes is a proposal',
    { administrator: 'scope', manager: 'scope' },
    { inDemo: true },
  ),
  'sheets.manage': setting(
    'say which version of a clinic’s sheet secretaries have: one’s own at once, a proposal when it is taken over',
    { administrator: 'scope' },
    { inDemo: true },
  ),
  'sheets.approve': signedIn('approve a version of a clinic’s sheet in the clinic’s name', {
    manager: 'scope',
  }),
  'sheets.acknowledge': signedIn(
    'see what changed in the sheets of clinics since one read them, and say that one has',
    { supervisor: 'scope', secretary: 'scope' },
  ),
  'keys.see': managed('see the API keys, never their secrets', true),
  'keys.manage': managed('make, narrow, replace and revoke API keys', false),
  'connectors.see': managed('see the telephone systems that are listened to, never their passwords', true),
  'connectors.manage': managed('add, try, change and remove telephone systems to listen to', false),
} as const satisfies Readonly<Record<string, PermissionRule>>;
