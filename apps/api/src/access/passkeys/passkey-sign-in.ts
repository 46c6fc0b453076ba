import { randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';

import { auditAddress } from '../../audit/audit-entry';
import { AuditLog } from '../../audit/audit-log';
import { Clock } from '../../platform/clock';
import { networkOf } from '../../platform/http/network';
import { Problem } from '../../platform/problems';
import { TokenBuckets } from '../../platform/token-bucket';
import { TenantDirectory } from '../../tenants/tenant-directory';
import { findPerson } from '../people/person-store';
import { Sessions } from '../sessions/sessions';
import { KnownDevices } from '../sign-in/known-devices';
import type { Desk, SignedInBrowser } from '../sign-in/sign-in';
import { SignInTransactions } from '../sign-in/sign-in-transactions';
import { tooManyTries } from '../sign-in/tries';
import { Challenges } from './challenges';
import { findPasskey, touchPasskey, type StoredPasskey } from './passkey-store';
import type { RelyingParty } from './relying-party';
import { readUserHandle } from './user-handle';
import { webAuthn } from './web-authn';

/** Failures from one network: nothing here can be guessed, it only costs work. */
const failures = { perSecond: 0.5, atOnce: 60 };

type Found = Readonly<{ tenantId: string; personId: string; email: string; passkey: StoredPasskey }>;

/**
 * Signing in with a passkey alone. The authenticator has verified its owner, so that it counts as both factors; which
 * person and centre it is of, it says itself.
 */
@Injectable()
export class PasskeySignIn {
  private readonly failures = new TokenBuckets(failures);

  constructor(
    private readonly database: SignInTransactions,
    private readonly clock: Clock,
    private readonly tenants: TenantDirectory,
    private readonly challenges: Challenges,
    private readonly sessions: Sessions,
    private readonly devices: KnownDevices,
    private readonly audit: AuditLog,
  ) {}

  /** What to ask the browser for, and what it must hold when it answers: no other browser’s answer is taken. */
  async begin({
    rpId,
  }: RelyingParty): Promise<Readonly<{ options: PublicKeyCredentialRequestOptionsJSON; nonce: string }>> {
    const nonce = randomBytes(16).toString('base64url');
    const challenge = this.challenges.make(purposeOf(nonce));
    const { generateAuthenticationOptions } = await webAuthn();
    const options = await generateAuthenticationOptions({
      rpID: rpId,
      challenge,
      userVerification: 'required',
    });
    return { options, nonce };
  }

  /** Rejects with 401 `passkey_failed`, the same whatever is wrong, or 429. */
  async finish(
    response: AuthenticationResponseJSON,
    nonce: string,
    party: RelyingParty,
    desk: Desk,
  ): Promise<SignedInBrowser> {
    const bucket = this.failures.of(networkOf(desk.address), this.clock.now());
    const now = this.clock.now();
    if (bucket.left(now) < 1) throw tooManyTries(bucket.secondsToWait(now));
    const found = await this.find(response, party);
    const token =
      found === null ? null : await this.admit(found, response, { nonce, party, label: desk.label });
    if (found !== null) this.tell(found, token !== null, desk);
    if (found === null || token === null) {
      bucket.spend(1, this.clock.now());
      throw failed();
    }
    return { token, device: this.devices.make(found.tenantId, found.email) };
  }

  private async find(response: AuthenticationResponseJSON, { rpId }: RelyingParty): Promise<Found | null> {
    const tenants = (await this.tenants.list()).filter(({ demo }) => !demo);
    const whose = readUserHandle(response.response.userHandle, tenants);
    if (whose === null) return null;
    const { tenant, personId } = whose;
    const { tenantId } = tenant;
    return this.database.withTenant(tenantId, async (tx) => {
      const passkey = await findPasskey(tx, tenantId, { personId, credentialId: response.id });
      const person = await findPerson(tx, tenantId, personId);
      if (passkey === undefined || person === undefined || passkey.rpId !== rpId) return null;
      return { tenantId, personId, email: person.email, passkey };
    });
  }

  private async admit(
    { tenantId, personId, passkey }: Found,
    response: AuthenticationResponseJSON,
    { nonce, party, label }: Readonly<{ nonce: string; party: RelyingParty; label: string }>,
  ): Promise<string | null> {
    const { verifyAuthenticationResponse } = await webAuthn();
    let challenge = '';
    const verified = await verifyAuthenticationResponse({
      response,
      expectedChallenge: (given) => {
        challenge = given;
        return this.challenges.isGood(given, purposeOf(nonce));
      },
      expectedOrigin: party.origin,
      expectedRPID: party.rpId,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      },
    }).catch(() => null);
    if (verified?.verified !== true) return null;
    const counter = verified.authenticationInfo.newCounter;
    return this.database.withTenant(tenantId, async (tx) => {
      if (!(await this.challenges.use(tx, tenantId, challenge))) return null;
      const used = { counter, at: this.clock.now() };
      if (!(await touchPasskey(tx, tenantId, passkey.passkeyId, used))) return null;
      if ((await findPerson(tx, tenantId, personId)) === undefined) return null;
      return this.sessions.begin(tx, tenantId, { personId, label, isStrong: true });
    });
  }

  private tell({ tenantId, personId }: Found, isIn: boolean, { address }: Desk): void {
    this.audit.record(tenantId, {
      actor: { kind: isIn ? 'person' : 'nobody', id: personId, role: null },
      action: isIn ? 'sign-in' : 'sign-in.refused',
      subject: 'passkey',
      address: auditAddress(address),
    });
  }
}

function purposeOf(nonce: string): string {
  return `sign in ${nonce}`;
}

function failed(): Problem {
  return new Problem({ code: 'passkey_failed', status: 401, detail: 'This passkey opens nothing here.' });
}
