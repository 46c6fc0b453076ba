import type { ApiScope } from './api-key';

/**
 * Who may have a permission today. People, roles and wall links get columns of their own beside these, as in the table
 * of roles; a permission stays one verb on one thing.
 */
type Rule =
  /** Whoever can reach the server. */
  | { readonly of: 'anyone'; readonly about: string }
  /** Programs and pages of this very machine; it is about the installation, not about one tenant. */
  | { readonly of: 'machine'; readonly about: string }
  | {
      readonly of: 'tenant';
      readonly about: string;
      /** What an API key of the tenant must be allowed to do. */
      readonly keyScope: ApiScope;
      /** Whether a program or page of this very machine may without a key. */
      readonly onSameMachine: boolean;
    };

const seen = (about: string): Rule => ({
  of: 'tenant',
  about,
  keyScope: 'metrics:read',
  onSameMachine: true,
});
const changed = (keyScope: ApiScope, about: string): Rule => ({
  of: 'tenant',
  about,
  keyScope,
  onSameMachine: true,
});
const taken = (about: string): Rule => ({
  of: 'tenant',
  about,
  keyScope: 'events:write',
  onSameMachine: false,
});

/** Every permission there is: the one table that the guard, the sockets, the OpenAPI file and the docs read. */
export const permissions = {
  'board.see': seen('see the live board, its waiting callers (masked) among it'),
  'calls.see': seen('see the latest calls'),
  'metrics.see': seen('see history and metrics'),
  'satisfaction.see': seen('see published satisfaction'),
  'reports.see': seen('see reports, their notes and actions'),
  'reports.annotate': changed('reports:write', 'write actions and notes'),
  'comments.see': seen('see patients’ comments'),
  'comments.hide': changed('comments:write', 'hide, show and erase a comment'),
  'concerns.acknowledge': changed('live:write', 'acknowledge a concern'),
  'troubles.claim': changed('live:write', 'say who deals with a clinic in trouble'),
  'surveys.invite': changed('surveys:write', 'invite to a survey, report deliveries, take a refusal'),
  'events.send': taken('send events'),
  'tables.import': taken('send tables of calls, surveys and planned staff, and queue logs'),
  'tenants.list': { of: 'machine', about: 'list the tenants of the installation' },
  'instruments.see': { of: 'machine', about: 'read the process’s own measurements' },
  'health.see': { of: 'anyone', about: 'see whether the server lives and takes work' },
} as const satisfies Readonly<Record<string, Rule>>;

export type Permission = keyof typeof permissions;
export type PermissionRule = Rule;

/** The row of the table. */
export const ruleOf = (permission: Permission): PermissionRule => permissions[permission];
