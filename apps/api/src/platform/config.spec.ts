import { describe, expect, it } from '@jest/globals';

import { ConfigError, readConfig } from './config';

describe('the settings from the environment', () => {
  it('need nothing: port 3000, loopback, the embedded database with its demonstration', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      demo: true,
      logLevel: 'info',
    });
    expect(config.dataDir).toMatch(/\/\.data$/);
  });

  it('leave the demonstration out on a database of one’s own unless asked for', () => {
    const own = { DATABASE_URL: 'postgres://db/vigie', VIGIE_KEY: 'k'.repeat(32) };
    expect(readConfig(own).demo).toBe(false);
    expect(readConfig({ ...own, VIGIE_DEMO: 'on' }).demo).toBe(true);
    expect(readConfig({ VIGIE_DEMO: 'off' }).demo).toBe(false);
  });

  it.each([
    ['PORT', { PORT: 'eighty-sesame' }],
    ['HOST', { HOST: '0.0.0.0' }],
    ['VIGIE_DEMO', { VIGIE_DEMO: 'sesame' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://sesame', VIGIE_KEY: 'k'.repeat(32) }],
    ['VIGIE_KEY', { VIGIE_KEY: 'sesame' }],
    ['VIGIE_KEY', { DATABASE_URL: 'postgres://sesame/vigie' }],
  ])('name %s when it is wrong, and never tell what it holds', (variable, env) => {
    const reading = () => readConfig(env);
    expect(reading).toThrow(ConfigError);
    expect(reading).toThrow(new RegExp(`^${variable}: `));
    expect(reading).not.toThrow(/sesame|0\.0\.0\.0/);
  });

  it('count an empty variable as unset', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' }).port).toBe(3000);
  });
});
