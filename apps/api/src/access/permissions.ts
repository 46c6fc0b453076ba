import { officePermissions } from './office-permissions';
import { centreAndClinic, changed, seen, taken, type PermissionRule } from './permission-rules';

/** Every permission there is: the one table that the guard, the sockets, the menus, the OpenAPI file and the docs read. */
export const permissions = {
  'board.see': seen(
    'live:read',
    'see the live board, its waiting callers (masked) among it; a television: totals and teams, no person and no caller',
    { ...centreAndClinic, secretary: 'own', wall: 'scope' },
    'read',
  ),
  'calls.see': seen('live:read', 'see the latest calls', { ...centreAndClinic, secretary: 'own' }, 'read'),
  'calls.read': seen(
    'calls:read',
    'open the calls behind a number, and one call’s timeline (numbers masked; to a clinic no secretary’s name)',
    { ...centreAndClinic, secretary: 'own' },
    'read',
  ),
  'calls.export': seen('calls:read', 'take out a list of calls as a file', centreAndClinic, 'export'),
  'calls.note': {
    of: 'tenant',
    about: 'see the call one is in and what is said for its clinic, and note what comes of it',
    roles: { supervisor: 'own', secretary: 'own' },
    keyScope: null,
    inDemo: true,
  },
  'metrics.see': seen('metrics:read', 'see history and metrics', { ...centreAndClinic, secretary: 'own' }),
  'invoice.count': changed(
    'reports:write',
    'take in the centre’s own count of calls, beside which those of contract lines are told',
    { supervisor: 'scope' },
  ),
  'agents.see': seen('agents:read', 'see figures by secretary, beside history and metrics', {
    supervisor: 'scope',
    secretary: 'own',
  }),
  'satisfaction.see': seen('reports:read', 'see published satisfaction', centreAndClinic),
  'reports.see': seen('reports:read', 'see reports, their notes and actions', centreAndClinic),
  'reports.annotate': changed('reports:write', 'write actions and notes', centreAndClinic),
  'comments.see': seen('comments:read', 'see patients’ comments', centreAndClinic, 'read'),
  'comments.hide': changed('comments:write', 'hide, show and erase a comment', centreAndClinic),
  'concerns.acknowledge': changed('live:write', 'acknowledge a concern', centreAndClinic),
  'handovers.acknowledge': changed(
    'live:write',
    'say that a clinic has a message that was passed on to it',
    centreAndClinic,
  ),
  'troubles.claim': changed('live:write', 'say who deals with a clinic in trouble', {
    supervisor: 'scope',
    secretary: 'scope',
  }),
  'incidents.see': seen(
    'calls:read',
    'see urgent calls as incidents, with their course',
    centreAndClinic,
    'read',
  ),
  'incidents.work': changed('live:write', 'take, note, end and review incidents', { supervisor: 'scope' }),
  'callbacks.work': seen(
    'callbacks:write',
    'see whom to call back, say who calls, note what came of it; plan and cancel follow-ups; work the lists of campaigns',
    { ...centreAndClinic, secretary: 'scope' },
    'read',
  ),
  'callbacks.number': {
    of: 'tenant',
    about:
      'be shown the number of a caller whom one is calling back, where the clinic has such numbers kept; written down before it is given',
    roles: { ...centreAndClinic, secretary: 'scope' },
    keyScope: null,
    inDemo: true,
    personal: 'reveal',
  },
  'calls.place': {
    of: 'tenant',
    about:
      'have the telephone system call a patient one says to be calling, where the administrator gave that to the role',
    roles: { supervisor: 'scope', secretary: 'scope' },
    keyScope: null,
    inDemo: false,
  },
  'callbacks.export': seen(
    'callbacks:write',
    'take the list to call back out as a table, numbers masked',
    centreAndClinic,
    'export',
  ),
  'campaigns.see': seen('callbacks:write', 'see the campaigns of clinics: the order, and how far each came', {
    administrator: 'scope',
    ...centreAndClinic,
    secretary: 'scope',
  }),
  'campaigns.write': changed(
    'callbacks:write',
    'make, change and end a campaign on the clinic’s order, and take its list in',
    { administrator: 'scope', ...centreAndClinic },
  ),
  'marks.lift': {
    of: 'tenant',
    about:
      'see who is not to be called for campaigns (masked), let them be called again for a reason that is written down, and take that back',
    roles: { administrator: 'scope', officer: 'scope' },
    keyScope: null,
    inDemo: true,
    personal: 'reveal',
  },
  'callers.see': seen(
    'callers:read',
    'look up the earlier calls of a caller who is on one’s line, in an open call one sees, or on one’s list to call back (numbers masked, nobody’s name)',
    { ...centreAndClinic, secretary: 'scope' },
    'reveal',
  ),
  'frequent.see': seen(
    'callers:read',
    'see who called a clinic three times or more in 30 days, and for what (numbers masked)',
    centreAndClinic,
    'reveal',
  ),
  'numbers.share': {
    of: 'tenant',
    about:
      'see which numbers called three clinics or more in 30 days (masked), and say which of them many people call from',
    roles: { administrator: 'scope', supervisor: 'scope' },
    keyScope: null,
    inDemo: true,
    personal: 'reveal',
  },
  'surveys.invite': changed('surveys:write', 'invite to a survey, report deliveries, take a refusal', {
    supervisor: 'scope',
  }),
  'events.send': taken('send events', {}),
  'tables.import': taken('send tables of calls, surveys and planned staff, and queue logs', {
    administrator: 'scope',
    supervisor: 'scope',
  }),
  ...officePermissions,
  'hooks.deliver': { of: 'anyone', about: 'deliver what happened to a connector, signed by who sends' },
  'self.see': { of: 'self', about: 'see one’s own profile, permissions and sessions' },
  'self.change': {
    of: 'self',
    about: 'change one’s own profile, password, second factor and passkeys, end one’s own sessions',
  },
  'reader.open': {
    of: 'anyone',
    about:
      'read one clinic’s report of one month, or its sheet, by the link of its letter; answer the one, approve the other',
  },
  'alerts.acknowledge': { of: 'anyone', about: 'say by the link of an alert that a clinic received it' },
  'wall.see': { of: 'wall', about: 'read what the link of a television is' },
  'session.begin': {
    of: 'anyone',
    about: 'sign in, choose a password by a link, open the link of a television',
  },
  'tenants.list': { of: 'self', about: 'list the tenants one may look at' },
  'instruments.see': { of: 'operator', about: 'read the process’s own measurements' },
  'health.see': { of: 'anyone', about: 'see whether the server lives and takes work' },
} as const satisfies Readonly<Record<string, PermissionRule>>;

export type Permission = keyof typeof permissions;

/** The row of the table. */
export const ruleOf = (permission: Permission): PermissionRule => permissions[permission];

/** Every permission, in the order of the table. */
export const allPermissions = Object.keys(permissions) as readonly Permission[];
