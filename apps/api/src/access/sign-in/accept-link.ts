import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { badRequest, notFound, Problem } from '../../platform/problems';
import { AccessChanges } from '../access-changes';
import { endPlaceholder, hasAdministrator, nobodyYet } from '../people/administrators';
import { endLinks, findLink, useLink, type LinkPurpose, type StoredLink } from '../people/access-link-store';
import { findPerson, namePerson, setPassword, type StoredPerson } from '../people/person-store';
import { readToken, type ReadToken } from '../secret-token';
import { Sessions } from '../sessions/sessions';
import { PasswordHasher } from './password-hasher';
import { passwordFault, sentenceOf } from './password-rules';
import type { Desk, HalfSignedIn, SignedInBrowser } from './sign-in';
import { SignIn } from './sign-in';

/** Whose link it is, for the page that greets them. */
export type OpenedLink = Readonly<{ tenantId: string; purpose: LinkPurpose; person: StoredPerson }>;

/** What somebody says who opened a link. */
type Chosen = Readonly<{ password: string; email?: string | undefined; name?: string | undefined }>;

/** Links that open once: somebody chooses a password, the first one or another. */
@Injectable()
export class AcceptLink {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: AccessChanges,
    private readonly hasher: PasswordHasher,
    private readonly sessions: Sessions,
    private readonly signIn: SignIn,
  ) {}

  /** Looks at it without using it up. Rejects with 404 for one that opens nothing. */
  look(text: string): Promise<OpenedLink> {
    const token = linkToken(text);
    return this.database.withTenant(token.tenantId, async (tx) => {
      const link = await findLink(tx, token, this.clock.now());
      const person = link && (await findPerson(tx, token.tenantId, link.personId));
      if (link === undefined || person === undefined) throw opensNothing();
      await refuseSecondFirst(tx, token.tenantId, person);
      return { tenantId: token.tenantId, purpose: link.purpose, person };
    });
  }

  /**
   * Takes the password, signs the person out everywhere else, and in here; a code is asked for as ever. Rejects with
   * 404 for a link that opens nothing, and 400 `weak_password`.
   */
  async accept(text: string, chosen: Chosen, desk: Desk): Promise<SignedInBrowser | HalfSignedIn> {
    const token = linkToken(text);
    const { person: invited } = await this.look(text);
    const person = namedPerson(invited, chosen);
    const { password } = chosen;
    refuseWeak(password, person);
    const passwordHash = await this.hasher.hash(password);
    await this.changes.change(token.tenantId, async (tx) => {
      const at = this.clock.now();
      const link = await findLink(tx, token, at);
      if (!(await isFirst(link, (linkId) => useLink(tx, token.tenantId, linkId, at)))) throw opensNothing();
      await refuseSecondFirst(tx, token.tenantId, invited);
      if (person !== invited && !(await namePerson(tx, token.tenantId, person.personId, person)))
        throw badRequest('email_taken', 'Somebody of this centre has that address.');
      await setPassword(tx, token.tenantId, person.personId, passwordHash);
      await endLinks(tx, token.tenantId, person.personId, at);
      if (await hasAdministrator(tx, token.tenantId)) await endPlaceholder(tx, token.tenantId, at);
      await this.sessions.endWithin(tx, token.tenantId, person.personId);
    });
    return this.signIn.accepted(token.tenantId, person.email, person.personId, desk);
  }

  /** Another password for who knows the present one; every other session ends. Rejects with 400 or 401. */
  async change(
    who: Readonly<{ tenantId: string; personId: string; sessionId: string }>,
    { current, wanted }: Readonly<{ current: string; wanted: string }>,
  ): Promise<void> {
    const { tenantId, personId, sessionId } = who;
    const person = await this.signIn.confirm(who, current);
    refuseWeak(wanted, person);
    const passwordHash = await this.hasher.hash(wanted);
    await this.changes.change(tenantId, async (tx) => {
      await setPassword(tx, tenantId, personId, passwordHash);
      await this.sessions.endWithin(tx, tenantId, personId, { except: sessionId });
    });
  }
}

async function isFirst(
  link: StoredLink | undefined,
  use: (linkId: string) => Promise<boolean>,
): Promise<boolean> {
  return link !== undefined && use(link.linkId);
}

/** The link of the first start opens nothing once there is an administrator. */
async function refuseSecondFirst(tx: EntityManager, tenantId: string, person: StoredPerson): Promise<void> {
  if (person.email === nobodyYet && (await hasAdministrator(tx, tenantId))) throw opensNothing();
}

/** The link of the first start is nobody's: who opens it says who they are. */
function namedPerson(person: StoredPerson, { email, name }: Chosen): StoredPerson {
  if (person.email !== nobodyYet) return person;
  if (email === undefined || email.toLowerCase() === nobodyYet)
    throw badRequest('email_required', '`email` must say who the administrator is.');
  return { ...person, email: email.toLowerCase(), name: name ?? email };
}

function linkToken(text: string): ReadToken {
  const token = readToken('vl', text);
  if (token === null) throw opensNothing();
  return token;
}

function refuseWeak(password: string, { email, name }: StoredPerson): void {
  const fault = passwordFault(password, [email, name, 'vigie']);
  if (fault !== null) throw badRequest('weak_password', sentenceOf(fault));
}

function opensNothing(): Problem {
  return notFound('This link opens nothing: it was used, it is too old, or another one has taken its place.');
}
