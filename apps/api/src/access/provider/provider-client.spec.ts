import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { SystemClock } from '../../platform/clock';
import { readConfig } from '../../platform/config';
import { ProviderClient, type Expected } from './provider-client';

type Json = Readonly<Record<string, unknown>>;
type Forgery = Readonly<{
  header?: Json;
  claims?: Json;
  leaveOut?: string;
  sign?: (signed: string) => string;
}>;

const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });
const clientSecret = 'what the provider and the centre alone know';
const text = (of: Json): string => Buffer.from(JSON.stringify(of)).toString('base64url');
const rs256 = (key: KeyObject) => (signed: string) =>
  sign('sha256', Buffer.from(signed), key).toString('base64url');
const hs256 = (key: string) => (signed: string) =>
  createHmac('sha256', key).update(signed).digest('base64url');
const pem = ours.publicKey.export({ format: 'pem', type: 'spki' }).toString();
const nowSeconds = (): number => Math.floor((performance.timeOrigin + performance.now()) / 1_000);

describe('a token of the identity provider', () => {
  /** Which token it hands out, and whom it says the token is of. */
  let next: Forgery = {};
  let expected: Expected;
  let told: Json = {};
  let issuer = '';
  let client: ProviderClient;
  let isAway = false;

  const token = (): string => {
    const now = nowSeconds();
    const whole: Json = {
      iss: issuer,
      aud: 'vigie',
      sub: 's1',
      iat: now,
      exp: now + 300,
      nonce: expected.nonce,
      ...next.claims,
    };
    const claims = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== next.leaveOut));
    const signed = `${text({ alg: 'RS256', kid: 'one', ...next.header })}.${text(claims)}`;
    return `${signed}.${(next.sign ?? rs256(ours.privateKey))(signed)}`;
  };
  const server = createServer((request, response) => {
    if (isAway) return void request.socket.destroy();
    const answers: Readonly<Record<string, () => Json>> = {
      '/.well-known/openid-configuration': () => ({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/me`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      }),
      '/keys': () => ({
        keys: [{ ...ours.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }],
      }),
      '/token': () => ({ access_token: 'a', token_type: 'bearer', id_token: token() }),
      '/me': () => told,
    };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers[request.url ?? '']?.() ?? {}));
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const config = readConfig({
      VIGIE_OIDC_ISSUER: issuer,
      VIGIE_OIDC_CLIENT_ID: 'vigie',
      VIGIE_OIDC_CLIENT_SECRET: clientSecret,
    });
    client = new ProviderClient(new SystemClock(), config);
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const finished = async (forgery: Forgery, more: Json = {}): Promise<unknown> => {
    ({ expected } = await client.begin('http://localhost:3000'));
    next = forgery;
    told = { sub: 's1', email: 'Claire@Hospital.example', email_verified: true, groups: ['chefs'], ...more };
    return client.finish(`?code=c&state=${expected.state}`, expected).catch((error: unknown) => error);
  };
  const refused = expect.objectContaining({ code: 'provider_refused', status: 401 });

  it('is taken when everything about it fits', async () => {
    expect(await finished({})).toEqual({
      issuer,
      subject: 's1',
      email: 'claire@hospital.example',
      name: null,
      values: ['chefs'],
    });
  });

  it('asks for a proof of the code, a state and a nonce', async () => {
    const { url } = await client.begin('http://localhost:3000');
    const asked = new URL(url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      redirect_uri: 'http://localhost:3000/sign-in/back',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/u),
      state: expect.stringMatching(/^[\w-]{43}$/u),
      nonce: expect.stringMatching(/^[\w-]{43}$/u),
    });
  });

  it.each<readonly [string, Forgery]>([
    ['has no signature', { header: { alg: 'none' }, sign: () => '' }],
    ['says none and is signed', { header: { alg: 'none' } }],
    ['says None', { header: { alg: 'None' }, sign: () => '' }],
    ['is signed by the public key as if it were a secret', { header: { alg: 'HS256' }, sign: hs256(pem) }],
    ['is signed by the secret of the client', { header: { alg: 'HS256' }, sign: hs256(clientSecret) }],
    ['is signed by nothing as a secret', { header: { alg: 'HS256' }, sign: hs256('\0') }],
    ['is signed by another key', { sign: rs256(theirs.privateKey) }],
    ['names a key that is not there', { header: { kid: 'two' }, sign: rs256(theirs.privateKey) }],
    [
      'brings its own key',
      { header: { jwk: theirs.publicKey.export({ format: 'jwk' }) }, sign: rs256(theirs.privateKey) },
    ],
    ['says where its key is', { header: { jku: 'https://evil.example' }, sign: rs256(theirs.privateKey) }],
    ['asks for what nobody understands', { header: { crit: ['exp'] } }],
    ['was cut', { sign: (signed) => rs256(ours.privateKey)(signed).slice(0, -8) }],
    ['is of another provider', { claims: { iss: 'https://evil.example' } }],
    ['is for another client', { claims: { aud: 'another' } }],
    ['is for several, made for another', { claims: { aud: ['vigie', 'another'], azp: 'another' } }],
    ['has run out', { claims: { exp: nowSeconds() - 120 } }],
    ['is not yet good', { claims: { nbf: nowSeconds() + 600 } }],
    ['is of another question', { claims: { nonce: 'another' } }],
    ['is of no question', { leaveOut: 'nonce' }],
    ['is of nobody', { leaveOut: 'sub' }],
    ['never runs out', { leaveOut: 'exp' }],
    ['says not when it was made', { leaveOut: 'iat' }],
    ['says not whose it is', { leaveOut: 'iss' }],
    ['says not for whom it is', { leaveOut: 'aud' }],
  ])('opens nothing when it %s', async (_, forgery) => {
    expect(await finished(forgery)).toEqual(refused);
  });

  it('is not refused but waited for when the provider does not answer', async () => {
    ({ expected } = await client.begin('http://localhost:3000'));
    isAway = true;
    const error = await client
      .finish(`?code=c&state=${expected.state}`, expected)
      .catch((reason: unknown) => reason);
    isAway = false;
    expect(error).toMatchObject({ code: 'provider_unreachable', status: 503 });
  });

  it('opens nothing when what is told about it is of somebody else', async () => {
    expect(await finished({}, { sub: 's2' })).toEqual(refused);
  });

  it.each([
    ['says so in words', { email_verified: 'true' }],
    ['says nothing of it', { email_verified: undefined }],
    ['says no', { email_verified: false }],
    ['has none', { email: undefined }],
    ['has something else', { email: 'claire' }],
  ])('has no address where the provider %s', async (_, more) => {
    expect(await finished({}, more)).toMatchObject({ subject: 's1', email: null });
  });
});
