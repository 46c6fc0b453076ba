import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Command } from 'commander';

import { AuditLog } from '../../audit/audit-log';
import { registerCommands } from '../../boot/commands';
import type { CliContext } from '../../platform/cli-context';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { askAs, createTestPerson, type TestPerson } from '../testing/test-person';
import { People } from './people';

const all = { kind: 'all' } as const;

describe('what is done to people', () => {
  let server: TestServer;
  let administrator: TestPerson;

  beforeAll(async () => {
    server = await createTestServer();
    await createTestTenant(server.database, 'place');
    administrator = await createTestPerson(server.app, 'place', [{ role: 'administrator', scope: all }]);
  });
  afterAll(() => server.close());

  const ask = async (method: string, path: string, body: unknown): Promise<unknown> => {
    const answer = await askAs(server.url, administrator.cookie, `${method} /people${path}`, body);
    expect(answer.ok).toBe(true);
    return answer.json();
  };
  const told = (action: string) => server.app.get(AuditLog).search('place', { actions: [action], limit: 20 });
  const subjects = async (action: string) => (await told(action)).map(({ subject }) => subject);

  it('is told with the roles that were taken and given, and with whom a link was made for', async () => {
    const clinics = { kind: 'clinics', clinicIds: ['durand', 'martin'] } as const;
    const facts = { email: 'claire@example.com', name: 'Claire', language: 'fr', agentId: null };
    const memberships = [{ role: 'manager', scope: clinics }];
    const { person } = (await ask('POST', '', { ...facts, memberships })) as { person: { id: string } };
    await ask('PUT', `/${person.id}/memberships`, { memberships: [{ role: 'officer', scope: all }] });
    await ask('PUT', `/${person.id}/memberships`, { memberships: [{ role: 'officer', scope: all }] });
    await ask('POST', `/${person.id}/links`, {});
    expect(await subjects('people.invited')).toEqual([`${person.id} +manager(durand,martin)`]);
    expect(await subjects('people.roles')).toEqual([`${person.id} -manager(durand,martin) +officer(all)`]);
    expect(await subjects('people.link')).toEqual([`${person.id} invitation`]);
    const [{ requestId } = { requestId: null }] = await told('people.roles');
    expect(await told('people.manage')).toContainEqual(expect.objectContaining({ requestId }));
    expect(await told('people.roles')).toMatchObject([
      { actor: { kind: 'person', id: administrator.personId, role: 'administrator' }, address: '127.0.0.1' },
    ]);
  });

  it('is told of roles with many clinics by how many there are', async () => {
    const clinicIds = Array.from({ length: 60 }, (_, index) => `clinic-${index}`);
    const { personId } = await createTestPerson(server.app, 'place', [{ role: 'officer', scope: all }]);
    const memberships = [{ role: 'manager', scope: { kind: 'clinics', clinicIds } }];
    await ask('PUT', `/${personId}/memberships`, { memberships });
    expect((await subjects('people.roles'))[0]).toBe(`${personId} -officer(all) +manager(60 clinics)`);
  });

  it('is told of commands too, with whom they were for', async () => {
    const cli = {
      app: server.app,
      platform: { config: { door: { origins: [] } } },
      print: () => undefined,
      note: () => undefined,
    } as unknown as CliContext;
    const program = new Command('vigie');
    registerCommands(program, async () => cli);
    const words = ['admin', 'invite', 'anne@example.com', '--tenant', 'place', '--role', 'reviewer'];
    await program.parseAsync(['node', 'vigie', ...words]);
    const person = await server.app.get(People).findByEmail('place', 'anne@example.com');
    expect((await told('people.invited'))[0]).toMatchObject({
      actor: { kind: 'command' },
      subject: `${person?.personId} +reviewer(all)`,
    });
  });
});
