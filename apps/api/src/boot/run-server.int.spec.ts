import { createServer, type AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { SystemClock } from '../platform/clock';
import { readConfig } from '../platform/config';
import { createLogger } from '../platform/logging';
import { SecretKey } from '../platform/secret-key';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { runServer } from './run-server';

describe('a start that is refused', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(async () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeAllListeners(signal);
    await test.drop();
  });

  it('because something else has taken the patients’ port leaves nothing running', async () => {
    const [port, taken] = [await freePort(), createServer()];
    const surveyPort = await freePort();
    const config = readConfig({
      PORT: String(port),
      VIGIE_SURVEY_PORT: String(surveyPort),
      VIGIE_DEMO: 'off',
      VIGIE_DATA_DIR: '.data-of-nobody',
    });
    let closed = 0;
    // It is free when we look, and taken by the time we want it.
    const open = async () => {
      await new Promise<void>((resolve) => taken.listen(surveyPort, '127.0.0.1', resolve));
      const key = new SecretKey('a secret that only the tests know, no more');
      const platform = { config, clock: new SystemClock(), database: test.database, key };
      return { platform, isAlone: false, close: async () => void (closed += 1) };
    };
    const voice = { say: () => undefined, logger: createLogger('fatal') };
    await expect(runServer(config, voice, open)).rejects.toThrow('VIGIE_SURVEY_PORT');
    expect(closed).toBe(1);
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
    await new Promise((resolve) => taken.close(resolve));
  });

  it('because both ports are one says so before anything is started', () => {
    expect(() => readConfig({ PORT: '3000', VIGIE_SURVEY_PORT: '3000' })).toThrow(
      'VIGIE_SURVEY_PORT: must be another port than PORT',
    );
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
