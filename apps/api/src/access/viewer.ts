import { Problem } from '../platform/problems';
import { unlimited, type SendingLimits } from './api-key';
import type { ApiKeyOwner } from './api-key-authority';
import { allPermissions, ruleOf, type Permission } from './permissions';
import { roles, type Role } from './roles';
import { noScope, unionOfScopes, type ViewerScope } from './viewer-scope';

export type { ViewerScope } from './viewer-scope';

/** One person, one role, one scope. */
export type Membership = Readonly<{ role: Role; scope: ViewerScope }>;

/** What a television may show of its scope. */
export type WallSight = Readonly<{ linkId: string; namesClinics: boolean }>;

/** A link of a television that opens the board now. */
export type WallOwner = WallSight & Readonly<{ tenantId: string; name: string; scope: ViewerScope }>;

/** Who asks: of which tenant, what of it they see, and what they may. */
export type Viewer = Readonly<{
  tenantId: string;
  /** Of the permission they were let in for. */
  scope: ViewerScope;
  /** The API key it came with; null for a person. */
  keyId: string | null;
  /** Who is signed in; null for a program. In the demonstration, one of its people. */
  personId: string | null;
  sessionId: string | null;
  /** The television that it is; null for a person or a program. Its scope is that of its link. */
  wall: WallSight | null;
  /** What they are called, for what they sign: the person's name, or the key's. */
  name: string | null;
  roles: readonly Role[];
  memberships: readonly Membership[];
  /** Their role must have a second factor that they have not set up: until then they have none. */
  owesFactor: boolean;
  /** Of whom and what they may send. */
  sends: SendingLimits;
  may: (permission: Permission) => boolean;
  /** What they see for another permission than the one they were let in for; nothing for one they do not have. */
  scopeOf: (permission: Permission) => ViewerScope;
}>;

/** Whose question it is, and of what of the tenant. */
export type Asking = Pick<Viewer, 'tenantId' | 'scope'>;

/** Somebody signed in, as memberships and agent's id say who they are. */
export type SignedIn = Readonly<{
  tenantId: string;
  personId: string;
  /** Null for the people of the demonstration, who need none. */
  sessionId: string | null;
  name: string;
  /** Whose calls and figures are their own; null for who answers no calls. */
  agentId: string | null;
  /** Those in force: none, while a second factor is owed. */
  memberships: readonly Membership[];
  owesFactor?: boolean;
}>;

/** A program with an API key: the whole tenant or some clinics of it, as far as the key's scopes go. */
export function viewerWithKey(
  { tenantId, keyId, name, scopes, sendsAs, clinicIds }: ApiKeyOwner,
  permission: Permission,
): Viewer {
  const seen: ViewerScope = clinicIds === null ? { kind: 'all' } : { kind: 'clinics', clinicIds };
  const scopesOf = (asked: Permission): readonly ViewerScope[] => {
    const rule = ruleOf(asked);
    const isLet =
      rule.of === 'anyone' ||
      (rule.of === 'tenant' && rule.keyScope !== null && scopes.includes(rule.keyScope));
    return isLet ? [seen] : [];
  };
  const isBound = sendsAs !== null || clinicIds !== null;
  const sendsAnswers = !isBound || scopes.includes('surveys:write');
  const sends = { source: sendsAs, clinicIds, sendsAnswers };
  return viewerOf({ ...nobody, tenantId, keyId, name, sends }, scopesOf, permission);
}

/** A person: the union of the memberships whose role may, each as far as its scope or as what is the person's own. */
export function viewerSignedIn(person: SignedIn, permission: Permission): Viewer {
  const { tenantId, personId, sessionId, name, memberships, owesFactor = false } = person;
  const held = roles.filter((role) => memberships.some((membership) => membership.role === role));
  return viewerOf(
    { ...nobody, tenantId, personId, sessionId, name, roles: held, memberships, owesFactor },
    (asked) => scopesOfPerson(person, asked),
    permission,
  );
}

/** One of the demonstration's people: as if signed in, and no further than the demonstration lets anybody. */
export function viewerInDemo(person: SignedIn, permission: Permission): Viewer {
  const anybody = viewerOfDemo(person.tenantId, permission);
  const viewer = viewerSignedIn(person, permission);
  const scopesOf = (asked: Permission): readonly ViewerScope[] =>
    anybody.may(asked) ? scopesOfPerson(person, asked) : [];
  return viewerOf(viewer, scopesOf, permission);
}

/** Every permission within the tenant that memberships give. */
export function permissionsOf(person: Pick<SignedIn, 'agentId' | 'memberships'>): readonly Permission[] {
  return allPermissions.filter(
    (permission) => ruleOf(permission).of === 'tenant' && scopesOfPerson(person, permission).length > 0,
  );
}

function scopesOfPerson(
  { agentId, memberships }: Pick<SignedIn, 'agentId' | 'memberships'>,
  asked: Permission,
): readonly ViewerScope[] {
  const rule = ruleOf(asked);
  if (rule.of === 'anyone' || rule.of === 'self') return [{ kind: 'all' }];
  if (rule.of !== 'tenant') return [];
  return memberships.flatMap(({ role, scope }): readonly ViewerScope[] => {
    const reach = rule.roles[role];
    if (reach === undefined) return [];
    if (reach === 'scope') return [scope];
    return agentId === null ? [] : [{ kind: 'agent', agentId }];
  });
}

/** Whoever looks at the demonstration from its own machine. */
export function viewerOfDemo(tenantId: string, permission: Permission): Viewer {
  const scopesOf = (asked: Permission): readonly ViewerScope[] => {
    const rule = ruleOf(asked);
    return rule.of !== 'tenant' || rule.inDemo ? [{ kind: 'all' }] : [];
  };
  return viewerOf({ ...nobody, tenantId }, scopesOf, permission);
}

/** A television: what the table's column lets it, of the scope of its link. */
export function viewerOfWall(
  { tenantId, linkId, name, namesClinics, scope }: WallOwner,
  permission: Permission,
): Viewer {
  const scopesOf = (asked: Permission): readonly ViewerScope[] => {
    const rule = ruleOf(asked);
    const isLet = rule.of === 'wall' || (rule.of === 'tenant' && rule.roles.wall !== undefined);
    return isLet ? [scope] : [];
  };
  return viewerOf({ ...nobody, tenantId, name, wall: { linkId, namesClinics } }, scopesOf, permission);
}

const nobody = {
  keyId: null,
  personId: null,
  sessionId: null,
  wall: null,
  name: null,
  roles: [],
  memberships: [],
  owesFactor: false,
  sends: unlimited,
} as const;

function viewerOf(
  who: Omit<Viewer, 'scope' | 'may' | 'scopeOf'>,
  scopesOf: (permission: Permission) => readonly ViewerScope[],
  permission: Permission,
): Viewer {
  const scopeOf = (asked: Permission): ViewerScope => {
    const scopes = scopesOf(asked);
    return scopes.length === 0 ? noScope : unionOfScopes(scopes);
  };
  return {
    ...who,
    scope: scopeOf(permission),
    may: (asked) => scopesOf(asked).length > 0,
    scopeOf,
  };
}

/** Whoever has an account and a session; throws 403 `no_account` for a program, and for who looks at the demonstration. */
export function signedIn({ tenantId, personId, sessionId }: Viewer): {
  tenantId: string;
  personId: string;
  sessionId: string;
} {
  if (personId !== null && sessionId !== null) return { tenantId, personId, sessionId };
  throw new Problem({ code: 'no_account', status: 403, detail: 'Whoever asks has no account here.' });
}
