import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { Bell } from './bell';
import { NotifyRelay } from './notify-relay';
import { createTestDatabase, type TestDatabase } from './testing/test-database';

describe('bells that hear each other through PostgreSQL', () => {
  let test: TestDatabase;
  let relays: NotifyRelay[] = [];

  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.stop()));
    relays = [];
  });
  afterAll(() => test.drop());

  const process = (): { bell: Bell; heard: string[]; relay: NotifyRelay } => {
    const bell = new Bell();
    const heard: string[] = [];
    bell.onRing((tenant) => heard.push(`new in ${tenant}`));
    bell.onFolded((tenant) => heard.push(`folded in ${tenant}`));
    const relay = new NotifyRelay(test.url, bell);
    relays.push(relay);
    relay.start();
    return { bell, heard, relay };
  };

  it('ring once in every process, the one that rang included, without a look in between', async () => {
    const [lyon, nantes] = [process(), process()];
    await until(() => lyon.bell.hearsOthers && nantes.bell.hearsOthers);
    for (let ring = 1; ring <= 5; ring += 1) {
      lyon.bell.ring('centre');
      await until(() => nantes.heard.length === ring);
      await sleep(60);
    }
    nantes.bell.ringFolded('centre');
    await until(() => lyon.heard.length === 6 && nantes.heard.length === 6);
    await sleep(120);
    const all = [...Array<string>(5).fill('new in centre'), 'folded in centre'];
    expect(lyon.heard).toEqual(all);
    expect(nantes.heard).toEqual(all);
  });

  it('pass on of a storm no more than twenty rings a second, the last of them always', async () => {
    const [busy, other] = [process(), process()];
    await until(() => busy.bell.hearsOthers && other.bell.hearsOthers);
    const began = performance.now();
    for (let ring = 0; ring < 200; ring += 1) {
      busy.bell.ring('centre');
      await sleep(1);
    }
    const lasted = performance.now() - began;
    await sleep(150);
    expect(other.heard.length).toBeGreaterThan(1);
    expect(other.heard.length).toBeLessThanOrEqual(Math.ceil(lasted / 50) + 2);
  });

  it('know when they no longer hear, so that everybody looks more often, and hear again by themselves', async () => {
    const { bell } = process();
    await until(() => bell.hearsOthers);
    await test.asAdministrator((tx) =>
      tx.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'vigie bell' AND datname = current_database()`,
      ),
    );
    await until(() => !bell.hearsOthers);
    await until(() => bell.hearsOthers);
    const other = process();
    await until(() => other.bell.hearsOthers);
    bell.ring('back');
    await until(() => other.heard.includes('new in back'));
  });

  it('keep to one connection while nobody may notify, and hear again once they may', async () => {
    const right = 'EXECUTE ON FUNCTION pg_catalog.pg_notify(text, text)';
    await test.asAdministrator((tx) => tx.query(`REVOKE ${right} FROM PUBLIC`));
    const { bell } = process();
    let most = 0;
    // Five tries: each that began another beside itself would have made them thirty-two.
    for (const end = performance.now() + 8_000; performance.now() < end; await sleep(50)) {
      const [row] = await test.asAdministrator((tx) =>
        tx.query<[{ open: number }]>(
          `SELECT count(*)::int AS open FROM pg_stat_activity
           WHERE application_name = 'vigie bell' AND datname = current_database()`,
        ),
      );
      most = Math.max(most, row.open);
    }
    await test.asAdministrator((tx) => tx.query(`GRANT ${right} TO PUBLIC`));
    await until(() => bell.hearsOthers);
    // One that is closing may still be listed beside the next.
    expect(most).toBeLessThanOrEqual(2);
  });

  it('tell what a short command brought in, though it ends at once', async () => {
    const server = process();
    await until(() => server.bell.hearsOthers);
    const command = process();
    command.bell.ring('imported');
    await command.relay.stop();
    await until(() => server.heard.includes('new in imported'));
  });
});

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error('it never happened');
    await sleep(5);
  }
}
