import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { scopesOfOld } from './api-key';
import type { ApiKeyOwner } from './api-key-authority';
import { allPermissions, ruleOf, type Permission } from './permissions';
import { roles, type Role } from './roles';
import { viewerSignedIn, viewerWithKey, type Membership } from './viewer';
import { unionOfScopes, type ViewerScope } from './viewer-scope';

const signedIn = (
  memberships: readonly Membership[],
  permission: Permission,
  agentId: string | null = null,
) =>
  viewerSignedIn(
    { tenantId: 'place', personId: 'p1', sessionId: 's1', name: 'Claire', agentId, memberships },
    permission,
  );
const clinics = (...clinicIds: string[]): ViewerScope => ({ kind: 'clinics', clinicIds });
const teams = (...teamIds: string[]): ViewerScope => ({ kind: 'teams', teamIds });

describe('what somebody sees', () => {
  it('is the scope of the memberships whose role grants it, and of no other', () => {
    const both = [
      { role: 'manager', scope: clinics('durand') },
      { role: 'administrator', scope: { kind: 'all' } },
    ] as const;
    const manager = signedIn(both, 'reports.see');
    expect(manager.scope).toEqual(clinics('durand'));
    expect(manager.roles).toEqual(['administrator', 'manager']);
    expect(manager.scopeOf('tables.import')).toEqual({ kind: 'all' });
    expect(manager.may('troubles.claim')).toBe(false);
    expect(manager.scopeOf('troubles.claim')).toEqual(clinics());
  });

  it('is what the widest kind of their scopes gives, where several roles grant it: kinds do not mix', () => {
    const own = { role: 'secretary', scope: { kind: 'all' } } as const;
    const manager = { role: 'manager', scope: clinics('durand') } as const;
    const supervisor = { role: 'supervisor', scope: teams('matin') } as const;
    expect(signedIn([own, manager], 'board.see', 'a7').scope).toEqual(clinics('durand'));
    expect(signedIn([own, manager, supervisor], 'board.see', 'a7').scope).toEqual(teams('matin'));
    const everywhere = { ...supervisor, scope: { kind: 'all' } } as const;
    expect(signedIn([manager, everywhere], 'board.see').scope).toEqual({ kind: 'all' });
  });

  it('is for a secretary her own state and figures, where she has any', () => {
    const anne = [{ role: 'secretary', scope: teams('matin') }] as const;
    expect(signedIn(anne, 'board.see', 'a7').scope).toEqual({ kind: 'agent', agentId: 'a7' });
    expect(signedIn(anne, 'troubles.claim', 'a7').scope).toEqual(teams('matin'));
    expect(signedIn(anne, 'metrics.see', 'a7').scope).toEqual({ kind: 'agent', agentId: 'a7' });
    expect(signedIn(anne, 'metrics.see').may('metrics.see')).toBe(false);
    expect(signedIn(anne, 'board.see', 'a7').may('reports.see')).toBe(false);
  });

  it('is put together from several clinics, sorted, so that the same clinics are the same scope', () => {
    expect(unionOfScopes([clinics('c', 'a'), clinics('b', 'a')])).toEqual(clinics('a', 'b', 'c'));
    expect(unionOfScopes([clinics('a'), teams('t')])).toEqual(teams('t'));
    expect(unionOfScopes([clinics('a'), { kind: 'all' }, teams('t')])).toEqual({ kind: 'all' });
    expect(unionOfScopes([{ kind: 'agent', agentId: 'x' }, clinics('a')])).toEqual(clinics('a'));
    expect(unionOfScopes([])).toEqual(clinics());
  });

  it('never grows by a role that does not grant it', () => {
    const scopes = fc.oneof(
      fc.constant<ViewerScope>({ kind: 'all' }),
      fc.subarray(['c1', 'c2', 'c3']).map((clinicIds): ViewerScope => ({ kind: 'clinics', clinicIds })),
      fc.subarray(['t1', 't2']).map((teamIds): ViewerScope => ({ kind: 'teams', teamIds })),
    );
    const memberships = fc.array(fc.record({ role: fc.constantFrom<Role>(...roles), scope: scopes }));
    fc.assert(
      fc.property(memberships, fc.constantFrom(...allPermissions), (held, permission) => {
        const rule = ruleOf(permission);
        fc.pre(rule.of === 'tenant');
        const granting = held.filter(({ role }) => rule.roles[role] !== undefined);
        const viewer = signedIn(held, permission, 'a1');
        const narrower = signedIn(granting, permission, 'a1');
        expect(viewer.may(permission)).toBe(granting.length > 0);
        expect(viewer.scope).toEqual(narrower.scope);
      }),
    );
  });

  it('is for a program the whole centre, as far as its key goes', () => {
    const owner = keyOf({ scopes: ['metrics:read'] });
    const viewer = viewerWithKey(owner, 'metrics.see');
    expect(viewer).toMatchObject({ scope: { kind: 'all' }, name: '/pbx', personId: null, roles: [] });
    expect(viewer.may('reports.annotate')).toBe(false);
    expect(viewer.scopeOf('events.send')).toEqual(clinics());
  });

  it('is for a program bound to clinics those clinics, to read and to send', () => {
    const owner = keyOf({ scopes: ['live:read', 'events:write'], sendsAs: '/pbx', clinicIds: ['a'] });
    const viewer = viewerWithKey(owner, 'board.see');
    expect(viewer.scope).toEqual(clinics('a'));
    expect(viewer.may('metrics.see')).toBe(false);
    expect(viewer.sends).toEqual({ source: '/pbx', clinicIds: ['a'], sendsAnswers: false });
    const asks = keyOf({ scopes: ['events:write', 'surveys:write'], sendsAs: '/pbx' });
    expect(viewerWithKey(asks, 'events.send').sends.sendsAnswers).toBe(true);
  });

  it('is for an old key everything there was to read when it was made', () => {
    expect(scopesOfOld(['events:write', 'metrics:read'])).toEqual([
      'events:write',
      'metrics:read',
      'agents:read',
      'live:read',
      'reports:read',
      'comments:read',
    ]);
    expect(scopesOfOld(['events:write'])).toEqual(['events:write']);
  });
});

function keyOf(facts: Partial<ApiKeyOwner>): ApiKeyOwner {
  const nothing = { scopes: [], sendsAs: null, clinicIds: null };
  return { tenantId: 'place', keyId: 'k', name: '/pbx', ...nothing, ...facts };
}
