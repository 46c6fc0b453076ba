import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
  WebAuthnCredential,
} from '@simplewebauthn/server';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { badRequest, notFound, Problem } from '../../platform/problems';
import { AccessChanges } from '../access-changes';
import { strengthenSession } from '../sessions/session-store';
import { SignIn } from '../sign-in/sign-in';
import { Challenges } from './challenges';
import {
  insertPasskey,
  listPasskeys,
  removePasskeys,
  renamePasskey,
  type StoredPasskey,
} from './passkey-store';
import type { RelyingParty } from './relying-party';
import { userHandle } from './user-handle';
import { webAuthn } from './web-authn';

/** EdDSA, ES256, RS256: what browsers make, and nothing else is taken. */
const algorithms = [-8, -7, -257];
const mostEach = 20;

/** Somebody signed in, about themselves. */
type Who = Readonly<{ tenantId: string; personId: string; sessionId: string }>;

/** A person's own passkeys: made by a browser, named, listed, removed. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: AccessChanges,
    private readonly challenges: Challenges,
    private readonly signIn: SignIn,
  ) {}

  list({ tenantId, personId }: Who): Promise<readonly StoredPasskey[]> {
    return this.database.withTenant(tenantId, (tx) => listPasskeys(tx, tenantId, personId));
  }

  /** What to ask the browser for. Rejects with 401 when the person has a password and this is not it. */
  async begin(
    who: Who,
    password: string | undefined,
    { rpId }: RelyingParty,
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { email, name } = await this.signIn.confirm(who, password ?? '', { mayHaveNone: true });
    const held = await this.list(who);
    if (held.length >= mostEach) throw tooMany();
    const { generateRegistrationOptions } = await webAuthn();
    return generateRegistrationOptions({
      rpID: rpId,
      rpName: 'Vigie',
      userID: userHandle(who.tenantId, who.personId),
      userName: email,
      userDisplayName: name,
      challenge: this.challenges.make(purposeOf(who)),
      attestationType: 'none',
      // It is found without a name typed, and knows its owner by finger, face or code: two factors in one.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: held.map(({ credentialId: id, transports }) => ({
        id,
        transports: [...transports],
      })),
      supportedAlgorithmIDs: algorithms,
    });
  }

  /** Keeps what the browser has made. Rejects with 400 `passkey_refused`, or 409 when somebody has it. */
  async add(
    who: Who,
    { name, response }: Readonly<{ name: string; response: RegistrationResponseJSON }>,
    party: RelyingParty,
  ): Promise<StoredPasskey> {
    const { tenantId, personId, sessionId } = who;
    const { credential, challenge } = await this.verified(who, response, party);
    const at = this.clock.now();
    const passkey: StoredPasskey = {
      passkeyId: randomUUID(),
      credentialId: credential.id,
      rpId: party.rpId,
      name,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      createdAt: at,
      lastUsedAt: null,
    };
    await this.changes.change(tenantId, async (tx) => {
      if (!(await this.challenges.use(tx, tenantId, challenge))) throw refused();
      if ((await listPasskeys(tx, tenantId, personId)).length >= mostEach) throw tooMany();
      if (!(await insertPasskey(tx, tenantId, personId, passkey))) throw isTaken();
      await strengthenSession(tx, tenantId, sessionId);
    });
    return passkey;
  }

  /** Rejects with 404. */
  async rename({ tenantId, personId }: Who, passkeyId: string, name: string): Promise<void> {
    const isThere = await this.database.withTenant(tenantId, (tx) =>
      renamePasskey(tx, tenantId, personId, { passkeyId, name }),
    );
    if (!isThere) throw noSuchPasskey();
  }

  /** It opens nothing any more. Rejects with 404. */
  async remove({ tenantId, personId }: Who, passkeyId: string): Promise<void> {
    const removed = await this.changes.change(tenantId, (tx) =>
      removePasskeys(tx, tenantId, personId, passkeyId),
    );
    if (removed === 0) throw noSuchPasskey();
  }

  private async verified(
    who: Who,
    response: RegistrationResponseJSON,
    { rpId, origin }: RelyingParty,
  ): Promise<Readonly<{ credential: WebAuthnCredential; challenge: string }>> {
    const { verifyRegistrationResponse } = await webAuthn();
    let challenge = '';
    const verified = await verifyRegistrationResponse({
      response,
      expectedChallenge: (given) => {
        challenge = given;
        return this.challenges.isGood(given, purposeOf(who));
      },
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }).catch(() => null);
    if (verified?.registrationInfo === undefined) throw refused();
    return { credential: verified.registrationInfo.credential, challenge };
  }
}

function purposeOf({ sessionId }: Who): string {
  return `new passkey ${sessionId}`;
}

function refused(): Problem {
  return badRequest(
    'passkey_refused',
    'The browser’s answer does not fit what it was asked for: begin again.',
  );
}

function isTaken(): Problem {
  return new Problem({ code: 'passkey_taken', status: 409, detail: 'This passkey is there already.' });
}

function tooMany(): Problem {
  const detail = `There are ${mostEach} passkeys already: remove one first.`;
  return new Problem({ code: 'too_many_passkeys', status: 409, detail });
}

function noSuchPasskey(): Problem {
  return notFound('There is no such passkey.');
}
