import { describe, expect, it } from '@jest/globals';

import { readConfig } from './config';

const whole = {
  VIGIE_OIDC_ISSUER: 'https://identity.hospital.example/realms/one',
  VIGIE_OIDC_CLIENT_ID: 'vigie',
  VIGIE_OIDC_CLIENT_SECRET: 'what the provider and the centre alone know',
};

describe('the settings of an identity provider', () => {
  it('are none where nothing is set', () => {
    expect(readConfig({}).oidc).toBeUndefined();
  });

  it('are three that go together, and names that may be left out', () => {
    expect(readConfig(whole).oidc).toEqual({
      issuer: whole.VIGIE_OIDC_ISSUER,
      clientId: 'vigie',
      clientSecret: whole.VIGIE_OIDC_CLIENT_SECRET,
      name: 'identity.hospital.example',
      tenant: undefined,
      scopes: 'openid email profile',
      claim: 'groups',
      roles: [],
    });
    for (const name of Object.keys(whole))
      expect(() => readConfig({ ...whole, [name]: '' })).toThrow(
        'VIGIE_OIDC_ISSUER: goes together with VIGIE_OIDC_CLIENT_ID and VIGIE_OIDC_CLIENT_SECRET_FILE',
      );
    expect(() => readConfig({ ...whole, VIGIE_OIDC_ISSUER: 'http://identity.hospital.example' })).toThrow(
      'VIGIE_OIDC_ISSUER: must begin with https://, or be on this machine',
    );
  });

  it('say what a value of the claim makes of somebody, names with signs in them too', () => {
    const VIGIE_OIDC_ROLES =
      'cn=chefs,ou=vigie=supervisor; durand = manager:clinics:durand, martin ;accueil=secretary:teams:accueil';
    expect(readConfig({ ...whole, VIGIE_OIDC_ROLES }).oidc?.roles).toEqual([
      { value: 'cn=chefs,ou=vigie', membership: { role: 'supervisor', scope: { kind: 'all' } } },
      {
        value: 'durand',
        membership: { role: 'manager', scope: { kind: 'clinics', clinicIds: ['durand', 'martin'] } },
      },
      { value: 'accueil', membership: { role: 'secretary', scope: { kind: 'teams', teamIds: ['accueil'] } } },
    ]);
  });

  it.each([
    'chefs',
    'chefs=king',
    '=supervisor',
    'chefs=manager',
    'chefs=officer:clinics:durand',
    'a=supervisor:x:y:z',
  ])('stop the start where a role is none: %s', (VIGIE_OIDC_ROLES) => {
    expect(() => readConfig({ ...whole, VIGIE_OIDC_ROLES })).toThrow('VIGIE_OIDC_ROLES: a list such as');
  });
});
