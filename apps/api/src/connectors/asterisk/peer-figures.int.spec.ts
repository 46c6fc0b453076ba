import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MetricsAnswer } from '@vigie/contracts';

import { Projector } from '../../fold/projector';
import { ManualClock } from '../../platform/clock';
import { informStaff } from '../../settings/testing/inform-staff';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';

/*
 * What the statistics of Wazo are tried with, and what they say by the hour (wazo-acceptance, `statcenter/agent.feature`):
 * log-in, pauses and answers of the same moments must come out equal. Moments are whole seconds here, as a queue_log has
 * them. Not taken over: a log-in of two days in which nothing is heard (ours is ended after 16 hours, and said so),
 * lengths of conversations that differ from their own time stamps (ours are the difference of the stamps), and wrap-up
 * (told by a line that Asterisk itself does not write). What goes on there without an end goes on here until half past
 * twelve, when something is heard again.
 */
type Line = readonly [
  clock: string,
  call: string,
  queue: string,
  agent: string,
  event: string,
  more?: string,
];
const logIn = (clock: string, agent: string): Line => [
  clock,
  'NONE',
  'NONE',
  agent,
  'AGENTCALLBACKLOGIN',
  '1003@default',
];
const logOff = (clock: string, agent: string, seconds: number): Line => [
  clock,
  'NONE',
  'NONE',
  agent,
  'AGENTCALLBACKLOGOFF',
  `1003@default|${seconds}|CommandLogoff`,
];
const pause = (agent: string, clock: string): Line => [clock, 'NONE', 'NONE', agent, 'PAUSEALL'];
const unpause = (agent: string, clock: string): Line => [clock, 'NONE', 'NONE', agent, 'UNPAUSEALL'];

/** Paused and unpaused again and again, more often than it means anything. */
const pauses = (agent: string): readonly Line[] => [
  unpause(agent, '08:41:09'),
  pause(agent, '08:41:30'),
  unpause(agent, '08:46:38'),
  pause(agent, '08:47:16'),
  pause(agent, '08:47:17'),
  pause(agent, '08:47:18'),
  pause(agent, '08:48:45'),
  unpause(agent, '08:50:46'),
  unpause(agent, '08:50:59'),
  unpause(agent, '08:54:09'),
  pause(agent, '09:41:10'),
];

const lines: readonly Line[] = [
  logIn('09:10:10', 'Agent/3'),
  logOff('09:25:10', 'Agent/3', 900),
  unpause('Agent/3', '09:25:11'),
  logIn('09:01:00', 'Agent/4'),
  logOff('09:01:06', 'Agent/4', 6),
  ['09:02:00', 'NONE', 'NONE', 'Agent/4', 'AGENTLOGIN', 'SIP/aaaaa-00000001'],
  ['09:02:30', 'NONE', 'NONE', 'Agent/4', 'AGENTLOGOFF', 'SIP/aaaaa-00000001|30|CommandLogoff'],
  logIn('09:50:00', 'Agent/4'),
  logOff('12:30:00', 'Agent/4', 9600),
  logIn('08:50:01', 'Agent/5'),
  logOff('09:01:06', 'Agent/5', 665),
  ['09:02:00', 'NONE', 'NONE', 'Agent/5', 'AGENTLOGIN', 'SIP/aaaaa-00000001'],
  ['09:02:30', 'NONE', 'NONE', 'Agent/5', 'AGENTLOGOFF', 'SIP/aaaaa-00000001|30|CommandLogoff'],
  logIn('09:07:01', 'Agent/9'),
  logOff('09:12:06', 'Agent/9', 305),
  ['09:45:00', 'NONE', 'NONE', 'Agent/9', 'AGENTLOGIN', 'SIP/aaaaa-00000001'],
  ['10:02:30', 'NONE', 'NONE', 'Agent/9', 'AGENTLOGOFF', 'SIP/aaaaa-00000001|1050|CommandLogoff'],
  ...pauses('Agent/10'),
  unpause('Agent/10', '10:46:00'),
  ...pauses('Agent/14'),
  unpause('Agent/14', '12:30:00'),
  ['08:54:17', 'answered_3', 'q01', 'NONE', 'ENTERQUEUE', '|1201|1'],
  ['08:54:18', 'answered_3', 'q01', 'Agent/1', 'CONNECT', '1|1346165657.444|1'],
  ['08:54:23', 'answered_3', 'q01', 'Agent/1', 'COMPLETECALLER', '1|5|1'],
  ['09:54:39', 'answered_2', 'q01', 'NONE', 'ENTERQUEUE', '|1201|1'],
  ['09:54:40', 'answered_2', 'q01', 'Agent/1', 'CONNECT', '1|1346165679.450|1'],
  ['09:54:49', 'answered_2', 'q01', 'Agent/1', 'TRANSFER', 's|user|1|9|1'],
  ['10:58:32', 'answered_1', 'q01', 'NONE', 'ENTERQUEUE', '|1201|1'],
  ['10:58:33', 'answered_1', 'q01', 'Agent/1', 'CONNECT', '1|1346165912.457|1'],
  ['10:58:39', 'answered_1', 'q01', 'Agent/1', 'COMPLETECALLER', '1|6|1'],
  ['09:53:09', 'passed_on', 'q12', 'NONE', 'ENTERQUEUE', '|1202|1'],
  ['09:53:12', 'passed_on', 'q12', 'Agent/12', 'CONNECT', '3|1383900789.167040|2'],
  ['10:02:30', 'passed_on', 'q12', 'Agent/12', 'COMPLETECALLER', '3|558|1'],
  ['10:02:30', 'passed_on', 'q13', 'NONE', 'ENTERQUEUE', '|1202|1'],
  ['10:02:32', 'passed_on', 'q13', 'Agent/13', 'CONNECT', '2|1383901350.167967|2'],
  ['10:04:19', 'passed_on', 'q13', 'Agent/13', 'COMPLETECALLER', '2|107|1'],
];

const tenantId = 'peer';
const day = '2026-03-02';
let server: TestServer;
let rows: MetricsAnswer['rows'] = [];

beforeAll(async () => {
  server = await createTestServer({ clock: new ManualClock(Date.parse(`${day}T13:00:00+01:00`)) });
  await createTestTenant(server.database, tenantId);
  await informStaff(server.app, tenantId);
  const log = lines
    .map(([clock, ...fields]) => [Date.parse(`${day}T${clock}+01:00`) / 1000, ...fields].join('|'))
    .toSorted();
  const asked = `${server.url}/api/v1/imports/asterisk-queue-log?final=true&tenant=${tenantId}`;
  const headers = { 'content-type': 'text/plain' };
  const imported = await server.ask(asked, { method: 'POST', headers, body: `${log.join('\n')}\n` });
  expect([imported.status, imported.ok ? '' : await imported.text()]).toEqual([200, '']);
  await server.app.get(Projector).foldNow(tenantId);
  const range = `from=${day}T08:00:00%2B01:00&to=${day}T12:00:00%2B01:00`;
  const query = `${range}&interval=1h&by=agent&agentTime=true&tenant=${tenantId}`;
  const answer = await server.ask(`${server.url}/api/v1/metrics?${query}`);
  expect(answer.status).toBe(200);
  ({ rows } = (await answer.json()) as MetricsAnswer);
});
afterAll(() => server.close());

/** A figure of an agent in the hours from eight to twelve, as Wazo writes a length. */
const lengths = (agent: string, name: 'loggedInMs' | 'declaredPausedMs'): readonly string[] =>
  rows
    .filter(({ key }) => key === agent)
    .map(({ agentTime }) => new Date(agentTime?.[name] ?? 0).toISOString().slice(11, 19));
const answered = (agent: string): readonly number[] =>
  rows.filter(({ key }) => key === agent).map(({ counts }) => counts.answered);

describe('what a peer publishes of its secretaries by the hour', () => {
  it.each([
    ['one log-in', 'Agent/3', ['00:00:00', '00:15:00', '00:00:00', '00:00:00']],
    ['two in one hour, and one that goes on', 'Agent/4', ['00:00:00', '00:10:36', '01:00:00', '01:00:00']],
    ['one that began the hour before', 'Agent/5', ['00:09:59', '00:01:36', '00:00:00', '00:00:00']],
    ['one that ended the hour after', 'Agent/9', ['00:00:00', '00:20:05', '00:02:30', '00:00:00']],
  ])('is the same log-in: %s', (_, agent, expected) => {
    expect(lengths(agent, 'loggedInMs')).toEqual(expected);
  });

  it.each([
    ['ended', 'Agent/10', ['00:08:38', '00:18:50', '00:46:00', '00:00:00']],
    ['the last of which goes on', 'Agent/14', ['00:08:38', '00:18:50', '01:00:00', '01:00:00']],
  ])('is the same pause: %s', (_, agent, expected) => {
    expect(lengths(agent, 'declaredPausedMs')).toEqual(expected);
  });

  it.each([
    ['Agent/1', [1, 1, 1, 0]],
    ['Agent/12', [0, 1, 0, 0]],
    ['Agent/13', [0, 0, 1, 0]],
  ])('is the same number of answers, each in its hour: %s', (agent, expected) => {
    expect(answered(agent)).toEqual(expected);
  });
});
