import { describe, expect, it } from '@jest/globals';

import { ConfigError, readConfig } from './config';

const ownDatabase = { DATABASE_URL: 'postgres://db/vigie', VIGIE_KEY: 'k'.repeat(32) };
const loginsOf = (app: string, intake: string, fold: string) => ({
  VIGIE_APP_URL: `postgres://${app}@db/vigie`,
  VIGIE_INTAKE_URL: `postgres://${intake}@db/vigie`,
  VIGIE_FOLD_URL: `postgres://${fold}@db/vigie`,
});

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
    expect(readConfig(ownDatabase).demo).toBe(false);
    expect(readConfig({ ...ownDatabase, VIGIE_DEMO: 'on' }).demo).toBe(true);
    expect(readConfig({ VIGIE_DEMO: 'off' }).demo).toBe(false);
  });

  it.each([
    ['PORT', { PORT: 'eighty-sesame' }],
    ['HOST', { HOST: '0.0.0.0' }],
    ['VIGIE_DEMO', { VIGIE_DEMO: 'sesame' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://sesame', VIGIE_KEY: 'k'.repeat(32) }],
    ['VIGIE_KEY', { VIGIE_KEY: 'sesame' }],
    ['VIGIE_VAULT_KEY', { VIGIE_VAULT_KEY: 'sesame' }],
    ['VIGIE_KEY', { DATABASE_URL: 'postgres://sesame/vigie' }],
    ['VIGIE_APP_URL', { ...ownDatabase, VIGIE_APP_URL: 'postgres://sesame@db/vigie' }],
    ['VIGIE_APP_URL', { ...ownDatabase, ...loginsOf('sesame', 'sesame', 'other') }],
    ['VIGIE_APP_URL', { ...ownDatabase, ...loginsOf('sesame', 'other', '') }],
    ['VIGIE_APP_URL', loginsOf('sesame', 'second', 'third')],
    ['VIGIE_PUBLIC_URL', { VIGIE_PUBLIC_URL: 'http://sesame.example' }],
    ['VIGIE_SURVEY_WEBHOOK_URL', { VIGIE_SURVEY_WEBHOOK_URL: 'http://sesame.example/sms' }],
    ['VIGIE_SURVEY_WEBHOOK_SECRET', { VIGIE_SURVEY_WEBHOOK_URL: 'https://sesame.example/sms' }],
    ['VIGIE_SURVEY_WEBHOOK_SECRET', { VIGIE_SURVEY_WEBHOOK_SECRET: 'sesame' }],
    ['VIGIE_SMTP_URL', { VIGIE_SMTP_URL: 'http://sesame' }],
    ['VIGIE_SMTP_FROM', { VIGIE_SMTP_URL: 'smtps://sesame' }],
    ['VIGIE_SMTP_FROM', { VIGIE_SMTP_URL: 'smtps://sesame', VIGIE_SMTP_FROM: 'a@b.c\nBcc: sesame' }],
  ])('name %s when it is wrong, and never tell what it holds', (variable, env) => {
    const reading = () => readConfig(env);
    expect(reading).toThrow(ConfigError);
    expect(reading).toThrow(new RegExp(`^${variable}: `));
    expect(reading).not.toThrow(/sesame|0\.0\.0\.0/);
  });

  it('are told of REDIS_URL that it means nothing any more, whatever it holds', () => {
    expect(readConfig({}).retired).toEqual([]);
    expect(readConfig({ REDIS_URL: 'sesame', REDIS_URL_FILE: '/run/redis' }).retired).toEqual([
      'REDIS_URL',
      'REDIS_URL_FILE',
    ]);
  });

  it('let the demonstration show the patient’s page at the next port, and nobody else without being asked', () => {
    expect(readConfig({ PORT: '4000' }).surveys).toEqual({
      port: 4001,
      isPortGiven: false,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:4001',
      webhook: undefined,
    });
    expect(readConfig({ VIGIE_DEMO: 'off' }).surveys).toMatchObject({
      port: undefined,
      publicUrl: undefined,
    });
  });

  it('say where patients are asked and how they are written to', () => {
    const secret = 's'.repeat(24);
    const config = readConfig({
      VIGIE_DEMO: 'off',
      VIGIE_SURVEY_PORT: '8080',
      VIGIE_SURVEY_HOST: '0.0.0.0',
      VIGIE_PUBLIC_URL: 'https://avis.example/',
      VIGIE_SURVEY_WEBHOOK_URL: 'https://sms.example/vigie',
      VIGIE_SURVEY_WEBHOOK_SECRET: secret,
      VIGIE_SMTP_URL: 'smtps://user:pass@mail.example',
      VIGIE_SMTP_FROM: 'Place <avis@place.example>',
    });
    expect(config.surveys).toEqual({
      port: 8080,
      isPortGiven: true,
      host: '0.0.0.0',
      publicUrl: 'https://avis.example',
      webhook: { url: 'https://sms.example/vigie', secret },
    });
    expect(config.smtp).toEqual({
      url: 'smtps://user:pass@mail.example',
      from: 'Place <avis@place.example>',
    });
  });

  it('let the pools log in as three roles that were made by hand', () => {
    expect(readConfig(ownDatabase).loginUrls).toBeUndefined();
    expect(readConfig({ ...ownDatabase, ...loginsOf('app', 'intake', 'fold') }).loginUrls).toEqual({
      app: 'postgres://app@db/vigie',
      intake: 'postgres://intake@db/vigie',
      fold: 'postgres://fold@db/vigie',
    });
  });

  it('let others reach it only encrypted, and only under names that are told', () => {
    const refused = (env: Record<string, string>): string => {
      try {
        readConfig(env);
      } catch (error) {
        return String((error as Error).message).split(':', 1)[0] ?? '';
      }
      return 'taken';
    };
    const VIGIE_ORIGINS = 'https://vigie.example';
    const tls = { VIGIE_TLS_CERT: 'cert.pem', VIGIE_TLS_KEY: 'key.pem' };
    expect(refused({ HOST: '0.0.0.0', VIGIE_ORIGINS })).toBe('HOST');
    expect(refused({ HOST: '0.0.0.0', VIGIE_ORIGINS, VIGIE_TLS_CERT: 'cert.pem' })).toBe('VIGIE_TLS_KEY');
    expect(refused({ HOST: '0.0.0.0', ...tls })).toBe('VIGIE_ORIGINS');
    expect(refused({ VIGIE_BEHIND_PROXY: '127.0.0.1' })).toBe('VIGIE_ORIGINS');
    expect(refused({ VIGIE_BEHIND_PROXY: 'nginx', VIGIE_ORIGINS })).toBe('VIGIE_BEHIND_PROXY');
    expect(refused({ VIGIE_ORIGINS: 'https://vigie.example/' })).toBe('VIGIE_ORIGINS');
    expect(refused({ HOST: '0.0.0.0', VIGIE_ORIGINS, ...tls })).toBe('taken');
    expect(refused({ HOST: '0.0.0.0', VIGIE_ORIGINS, VIGIE_BEHIND_PROXY: '10.0.0.0/8,::1' })).toBe('taken');
    expect(refused({ VIGIE_METRICS_TOKEN: 'short' })).toBe('VIGIE_METRICS_TOKEN');
  });

  it('count an empty variable as unset', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' }).port).toBe(3000);
  });
});
