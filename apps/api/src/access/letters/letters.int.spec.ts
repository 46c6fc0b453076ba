import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InvitedView, PersonView } from '@vigie/contracts';
import { SMTPServer } from 'smtp-server';

import { Outbox } from '../../deliveries/outbox';
import { ManualClock } from '../../platform/clock';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { askAs, createTestPerson, type TestPerson } from '../testing/test-person';
import { Forgotten } from './forgotten';

const all = { kind: 'all' } as const;
const nobodys = 'bounces@place.example';
type Received = Readonly<{ to: string; text: string }>;

/** A mail server as centres have them; it knows every mailbox but one. */
async function openMailServer(received: Received[]): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(address === nobodys ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null),
    onData: (stream, { envelope }, done) =>
      void textOf(stream).then((raw) => {
        received.push({ to: envelope.rcptTo[0]?.address ?? '', text: readable(raw) });
        done();
      }),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Quoted-printable or base64 body as its reader sees it; French letters arrive encoded. */
function readable(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const bytes = /base64/iu.test(head)
    ? Buffer.from(body, 'base64')
    : Buffer.from(
        body
          .replaceAll(/=\r?\n/gu, '')
          .replaceAll(/=([\dA-F]{2})/gu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
        'latin1',
      );
  return `${head}\n\n${bytes.toString('utf8')}`;
}

describe('a link that goes by mail', () => {
  const clock = new ManualClock(Date.UTC(2026, 10, 30, 9));
  const received: Received[] = [];
  let mail: SMTPServer;
  let server: TestServer;
  let administrator: TestPerson;

  beforeAll(async () => {
    mail = await openMailServer(received);
    const { port } = mail.server.address() as AddressInfo;
    const env = {
      VIGIE_SMTP_URL: `smtp://127.0.0.1:${port}`,
      VIGIE_SMTP_FROM: 'Place <vigie@place.example>',
      VIGIE_ORIGINS: 'https://vigie.place.example',
    };
    server = await createTestServer({ clock, env });
    await createTestTenant(server.database, 'place');
    administrator = await createTestPerson(server.app, 'place', [{ role: 'administrator', scope: all }]);
  });
  afterAll(async () => {
    await server.close();
    await new Promise<void>((resolve) => mail.close(resolve));
  });

  const ask = (
    method: string,
    path: string,
    body?: unknown,
    cookie = administrator.cookie,
  ): Promise<Response> => askAs(server.url, cookie, `${method} ${path}`, body);
  const invite = async (email: string, language = 'fr'): Promise<InvitedView> => {
    const memberships = [{ role: 'supervisor', scope: { kind: 'teams', teamIds: ['accueil'] } }];
    const answer = await ask('POST', '/people', { email, name: 'Anne Lopez', language, memberships });
    expect(answer.status).toBe(201);
    return (await answer.json()) as InvitedView;
  };
  const sent = async (): Promise<readonly Received[]> => {
    received.length = 0;
    await server.app.get(Forgotten).settled();
    await server.app.get(Outbox).sendDue('place');
    return [...received];
  };
  const linkIn = ({ text }: Received): string => /welcome#(\S+)/u.exec(text)?.[1] ?? '';
  const looked = (token: string) => ask('POST', '/links/look', { token }, '');
  const personOf = async (id: string): Promise<PersonView | undefined> => {
    const people = (await (await ask('GET', '/people')).json()) as PersonView[];
    return people.find((person) => person.id === id);
  };

  it('invites in the person’s own language; the answer holds no link, and the page says what became of it', async () => {
    const { person, link } = await invite('anne@place.example', 'ca');
    expect([link, person.letter?.state, person.byMail]).toEqual([null, 'waiting', true]);
    const [letter] = await sent();
    expect(letter?.to).toBe('anne@place.example');
    expect(letter?.text).toContain('Bon dia Anne Lopez,');
    expect(letter?.text).toContain('https://vigie.place.example/welcome#vl_place_');
    expect(letter?.text).not.toMatch(/<html|Content-Type: text\/html/iu);
    expect((await personOf(person.id))?.letter?.state).toBe('sent');
    const answer = await looked(linkIn(letter as Received));
    expect(await answer.json()).toMatchObject({ purpose: 'invitation', email: 'anne@place.example' });
  });

  it('that no mailbox takes is told as bounced, and can be handed over instead', async () => {
    const { person } = await invite(nobodys);
    expect(await sent()).toEqual([]);
    expect((await personOf(person.id))?.letter?.state).toBe('bounced');
    const made = (await (await ask('POST', `/people/${person.id}/links`)).json()) as { url: string };
    expect((await looked(made.url.split('#')[1] ?? '')).status).toBe(200);
  });

  it('is sent to who forgot the password, and takes no other link away until it is used', async () => {
    const { person } = await invite('marie@place.example');
    const first = linkIn((await sent())[0] as Received);
    expect((await ask('POST', '/links/ask', { email: 'Marie@place.example' }, '')).status).toBe(204);
    const second = linkIn((await sent())[0] as Received);
    expect([(await looked(first)).status, (await looked(second)).status]).toEqual([200, 200]);
    const password = 'trois bateaux sur la mer';
    expect((await ask('POST', '/links/accept', { token: second, password }, '')).status).toBe(200);
    expect((await looked(first)).status).toBe(404);
    expect((await personOf(person.id))?.hasPassword).toBe(true);
    clock.advance(3_600_000);
    await ask('POST', '/links/ask', { email: 'marie@place.example' }, '');
    const [reset] = await sent();
    expect(reset?.text).toContain('nouveau mot de passe');
    expect(await (await looked(linkIn(reset as Received))).json()).toMatchObject({ purpose: 'reset' });
  });

  it('answers the same whether anybody has the address, sends one in a while, and slows who asks on', async () => {
    await invite('paul@place.example');
    await sent();
    clock.advance(3_600_000);
    const answers: Response[] = [];
    for (const email of ['nobody@place.example', 'paul@place.example', 'paul@place.example'])
      answers.push(await ask('POST', '/links/ask', { email }, ''));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(['', '', '']);
    expect((await sent()).map(({ to }) => to)).toEqual(['paul@place.example']);
    const statusOf = async (email: string) => (await ask('POST', '/links/ask', { email }, '')).status;
    const many = async (email: string): Promise<number[]> => {
      const statuses: number[] = [];
      for (let n = 0; n < 6; n += 1) statuses.push(await statusOf(email));
      return statuses;
    };
    const [known, unknown] = [await many('anne@place.example'), await many('nobody2@place.example')];
    expect(known).toEqual([204, 204, 204, 204, 204, 429]);
    expect(unknown).toEqual(known);
  });

  it('tells the officer and who supervises the whole centre when an administrator gives himself a role', async () => {
    clock.advance(3_600_000);
    await sent();
    const officer = await createTestPerson(server.app, 'place', [{ role: 'officer', scope: all }], {
      email: 'ines@place.example',
    });
    await createTestPerson(server.app, 'place', [{ role: 'supervisor', scope: all }], {
      email: 'claire@place.example',
    });
    const roles = [
      { role: 'administrator', scope: all },
      { role: 'supervisor', scope: all },
    ];
    const path = `/people/${administrator.personId}/memberships`;
    expect((await ask('PUT', path, { memberships: roles })).status).toBe(200);
    const letters = await sent();
    expect(letters.map(({ to }) => to).toSorted()).toEqual(['claire@place.example', 'ines@place.example']);
    expect(letters[0]?.text).toContain('un rôle de plus\u00a0: superviseur');
    // Taking it back, and what is given to somebody else, is no news of this kind.
    await ask('PUT', path, { memberships: [roles[0]] });
    await ask('PUT', `/people/${officer.personId}/memberships`, { memberships: [roles[1]] });
    expect(await sent()).toEqual([]);
  });

  it('is for people.manage alone, and for nobody who is not there', async () => {
    const { cookie } = await createTestPerson(server.app, 'place', [{ role: 'supervisor', scope: all }]);
    const path = `/people/${administrator.personId}/letters`;
    expect((await ask('POST', path, undefined, cookie)).status).toBe(403);
    expect((await ask('POST', '/people/nobody/letters')).status).toBe(404);
    expect((await ask('POST', path)).status).toBe(204);
    expect((await sent()).length).toBe(1);
  });
});
