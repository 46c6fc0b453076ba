import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { auditAddress, type AuditActor } from '../../audit/audit-entry';
import { AuditLog } from '../../audit/audit-log';
import { Clock } from '../../platform/clock';
import { networkOf } from '../../platform/http/network';
import { notFound, Problem } from '../../platform/problems';
import { TokenBuckets } from '../../platform/token-bucket';
import {
  credentialsOf,
  findCredentials,
  findPerson,
  heldCredentialsOf,
  type Credentials,
  type StoredPerson,
} from '../people/person-store';
import { makeToken } from '../secret-token';
import { Sessions } from '../sessions/sessions';
import { insertHalfSession } from './half-session-store';
import { KnownDevices } from './known-devices';
import { passwordPace } from './pace-store';
import { PasswordHasher } from './password-hasher';
import { SignInTransactions } from './sign-in-transactions';
import { tooManyTries, Tries } from './tries';

/** Failures from one network: a centre behind one is many people, so it is generous. */
const failures = { perSecond: 0.5, atOnce: 60 };
/** Within so long the code must follow the password. */
export const halfMs = 5 * 60_000;

/** Where somebody signs in from. */
export type Desk = Readonly<{
  /** The client's network address. */
  address: string;
  /** What the browser says it is. */
  label: string;
  /** What a browser was given in which the same person signed in before. */
  device: string | undefined;
}>;

/** What a browser gets of somebody who has signed in: the session, and what it is known by. */
export type SignedInBrowser = Readonly<{ token: string; device: string }>;

/** What a browser gets of somebody who gave a right password and owes a code: a token for that step alone. */
export type HalfSignedIn = Readonly<{ half: string }>;

/**
 * Signing in with an address and a password. An unknown address is answered like a wrong password, with the same work
 * done. Guessing is slowed down for each name in all processes together, and for each network; a browser in which its
 * owner signed in before is counted by itself alone, so that guessing locks neither an owner nor a centre out.
 */
@Injectable()
export class SignIn {
  private readonly failures = new TokenBuckets(failures);

  constructor(
    private readonly database: SignInTransactions,
    private readonly clock: Clock,
    private readonly hasher: PasswordHasher,
    private readonly sessions: Sessions,
    private readonly devices: KnownDevices,
    private readonly tries: Tries,
    private readonly audit: AuditLog,
  ) {}

  /** Rejects with 401 `sign_in_failed`, or 429. */
  async withPassword(
    tenantId: string,
    email: string,
    password: string,
    desk: Desk,
  ): Promise<SignedInBrowser | HalfSignedIn> {
    const name = email.toLowerCase();
    const deviceId = this.devices.idOf(tenantId, name, desk.device);
    const network = networkOf(desk.address);
    const bucket = deviceId === undefined ? this.failures.of(network, this.clock.now()) : undefined;
    const admit = (): void => {
      const now = this.clock.now();
      if (bucket !== undefined && bucket.left(now) < 1) throw tooManyTries(bucket.secondsToWait(now));
    };
    admit();
    const person = await this.counted(tenantId, name, deviceId);
    if (!(await this.hasher.isRight(person?.passwordHash ?? null, password, admit)) || person === undefined) {
      bucket?.spend(1, this.clock.now());
      this.tell(tenantId, 'sign-in.refused', { kind: 'nobody', id: person?.personId ?? null }, desk);
      throw signInFailed();
    }
    return this.admitted(tenantId, name, person, { desk, action: 'sign-in' });
  }

  /** Somebody who has just chosen a password by a link. */
  async accepted(
    tenantId: string,
    email: string,
    personId: string,
    desk: Desk,
  ): Promise<SignedInBrowser | HalfSignedIn> {
    const person = await this.database.withTenant(tenantId, (tx) => credentialsOf(tx, tenantId, personId));
    if (person === undefined) throw signInFailed();
    return this.admitted(tenantId, email, person, { desk, action: 'sign-in.link' });
  }

  /**
   * Whoever is signed in shows that it is still them; who has no password, as of an identity provider, cannot, and is
   * let through where `mayHaveNone`. Rejects as {@link withPassword}, counted with its tries; 404 for who is gone.
   */
  async confirm(
    { tenantId, personId }: Readonly<{ tenantId: string; personId: string }>,
    password: string,
    { mayHaveNone = false } = {},
  ): Promise<StoredPerson> {
    const [person, credentials] = await this.database.withTenant(tenantId, async (tx) => [
      await findPerson(tx, tenantId, personId),
      await credentialsOf(tx, tenantId, personId),
    ]);
    if (person === undefined || credentials === undefined) throw notFound();
    if (!mayHaveNone || person.hasPassword)
      await this.confirmed(tenantId, person.email, credentials, password);
    return person;
  }

  private async confirmed(
    tenantId: string,
    email: string,
    person: Credentials,
    password: string,
  ): Promise<void> {
    await this.database.withTenant(tenantId, (tx) =>
      this.tries.take(tx, tenantId, `confirm ${email}`, passwordPace),
    );
    if (!(await this.hasher.isRight(person.passwordHash, password))) throw signInFailed();
  }

  private async counted(
    tenantId: string,
    name: string,
    deviceId: string | undefined,
  ): Promise<Credentials | undefined> {
    const counter = deviceId === undefined ? name : `${name} ${deviceId}`;
    return this.database.withTenant(tenantId, async (tx) => {
      await this.tries.take(tx, tenantId, counter, passwordPace);
      return findCredentials(tx, tenantId, name);
    });
  }

  private async admitted(
    tenantId: string,
    name: string,
    person: Credentials,
    { desk, action }: Readonly<{ desk: Desk; action: 'sign-in' | 'sign-in.link' }>,
  ): Promise<SignedInBrowser | HalfSignedIn> {
    const { personId, passwordHash } = person;
    const admitted = await this.database.withTenant(tenantId, async (tx) => {
      // Hashing took a while: what was verified must still be so, until the session is there to be ended.
      const now = await heldCredentialsOf(tx, tenantId, personId);
      if (now === undefined || now.passwordHash !== passwordHash) throw signInFailed();
      if (now.hasSecondFactor) return { half: await this.beginHalf(tx, tenantId, personId) };
      const token = await this.sessions.begin(tx, tenantId, { personId, label: desk.label, isStrong: false });
      return { token, device: this.devices.make(tenantId, name) };
    });
    const told = 'half' in admitted ? `${action}.half` : action;
    this.tell(tenantId, told, { kind: 'person', id: personId }, desk);
    return admitted;
  }

  private async beginHalf(tx: EntityManager, tenantId: string, personId: string): Promise<string> {
    const half = makeToken('vh', tenantId);
    await insertHalfSession(tx, half, { personId, expiresAt: this.clock.now() + halfMs });
    return half.text;
  }

  /** What somebody tried as a name is not told: it is often a password. */
  private tell(
    tenantId: string,
    action: string,
    who: Pick<AuditActor, 'kind' | 'id'>,
    { address }: Desk,
  ): void {
    const actor = { ...who, role: null };
    this.audit.record(tenantId, { actor, action, subject: null, address: auditAddress(address) });
  }
}

/** The same whoever it was: nobody learns which addresses are known. */
function signInFailed(): Problem {
  return new Problem({ code: 'sign_in_failed', status: 401, detail: 'Address and password do not fit.' });
}
