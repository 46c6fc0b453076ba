import { randomUUID } from 'node:crypto';

import type { INestApplicationContext } from '@nestjs/common';

import { ApiKeys } from '../access/api-keys';
import { People } from '../access/people/people';
import { createTestPerson } from '../access/testing/test-person';
import { WallLinks } from '../access/wall/wall-links';
import { Connectors } from '../connectors/connectors';
import { CallStore } from '../fold/call-store';
import { Database } from '../platform/database';
import { viewerSignedIn } from '../access/viewer';
import { SettingsForms } from '../settings/settings-forms';
import { SettingsProposals } from '../settings/settings-proposals';
import { everythingTold } from '../settings/testing/inform-staff';
import { sheetTemplates } from '../sheets/templates/sheet-templates';

/** A request of the spec that holds every answer against the OpenAPI file, and what it is answered. */
export type Asked = Readonly<{
  path: string;
  status?: number;
  type?: string;
  /** An empty one is not sent. */
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}>;

type Questions = Readonly<Record<string, () => readonly Asked[]>>;

const newWay = { source: '/pbx', url: 'http://127.0.0.1:9/call', roles: ['secretary'] };
const newLog = {
  kind: 'asterisk-queue-log',
  name: 'Accueil',
  source: '/accueil',
  options: { file: '/var/log/asterisk/queue_log' },
};
const password = 'trois bateaux sur la mer';

/** What is asked of each operation about people, by an administrator who is signed in. */
export async function accountQuestions(
  app: INestApplicationContext,
  tenantId: string,
  origin: string,
): Promise<Questions> {
  const all = { kind: 'all' } as const;
  const { cookie } = await createTestPerson(app, tenantId, [{ role: 'administrator', scope: all }]);
  const { personId } = await createTestPerson(app, tenantId, [{ role: 'supervisor', scope: all }]);
  const reads = await createTestPerson(app, tenantId, [{ role: 'supervisor', scope: all }]);
  const visitor = await createTestPerson(app, tenantId, []);
  const other = { authorization: '', cookie: visitor.cookie };
  const mine = { authorization: '', cookie, origin };
  const open = { authorization: '' };
  const { token } = await app.get(People).link(tenantId, personId);
  const wanted = { name: 'Plateau', scope: all, namesClinics: false };
  const command = { actor: { kind: 'command', id: 'spec', role: null } } as const;
  const wall = await app.get(WallLinks).make(tenantId, wanted, command);
  const ofWall = { authorization: '', cookie: `vigie-wall=${wall.token}` };
  const one = `/api/v1/people/${personId}`;
  const { id: connectorId } = await app
    .get(Connectors)
    .add(tenantId, { ...newLog, source: '/log', secret: null });
  const { id: hookId } = await app
    .get(Connectors)
    .add(tenantId, { kind: 'aircall', name: 'Aircall', source: '/aircall', options: {}, secret: 'sésame' });
  const { keyId } = await app.get(ApiKeys).create(tenantId, 'of the questions', ['metrics:read']);
  return {
    'POST /api/v1/sign-in': () => [
      {
        path: '/api/v1/sign-in',
        headers: open,
        body: { email: 'nobody@example.com', password },
        status: 401,
      },
      { path: '/api/v1/sign-in', headers: open, body: { email: 1 }, status: 400 },
    ],
    'POST /api/v1/sign-in/code': () => [
      { path: '/api/v1/sign-in/code', headers: open, body: { code: '123456' }, status: 401 },
      { path: '/api/v1/sign-in/code', headers: open, body: {}, status: 400 },
    ],
    'POST /api/v1/sign-in/passkey/begin': () => [
      { path: '/api/v1/sign-in/passkey/begin', headers: open, body: {}, status: 409 },
    ],
    'POST /api/v1/sign-in/passkey': () => [
      { path: '/api/v1/sign-in/passkey', headers: open, body: {}, status: 400 },
    ],
    'GET /api/v1/sign-in/ways': () => [{ path: '/api/v1/sign-in/ways', headers: open }],
    'POST /api/v1/sign-in/provider/begin': () => [
      { path: '/api/v1/sign-in/provider/begin', headers: { ...open, origin }, body: {}, status: 404 },
    ],
    'POST /api/v1/sign-in/provider': () => [
      { path: '/api/v1/sign-in/provider', headers: open, body: { query: '?code=x' }, status: 401 },
    ],
    'POST /api/v1/links/look': () => [
      { path: '/api/v1/links/look', headers: open, body: { token } },
      { path: '/api/v1/links/look', headers: open, body: { token: 'no' }, status: 404 },
    ],
    'POST /api/v1/links/ask': () => [
      { path: '/api/v1/links/ask', headers: open, body: { email: 'p@example.com' }, status: 409 },
      { path: '/api/v1/links/ask', headers: open, body: {}, status: 400 },
    ],
    'POST /api/v1/links/accept': () => [
      { path: '/api/v1/links/accept', headers: open, body: { token, password: 'short' }, status: 400 },
      { path: '/api/v1/links/accept', headers: open, body: { token, password } },
      { path: '/api/v1/links/accept', headers: open, body: { token, password }, status: 404 },
    ],
    'GET /api/v1/me': () => [{ path: '/api/v1/me', headers: mine }],
    'GET /api/v1/me/data': () => [{ path: '/api/v1/me/data', headers: mine }],
    'PATCH /api/v1/me': () => [
      { path: '/api/v1/me', headers: mine, body: { language: 'ca' }, status: 204 },
      { path: '/api/v1/me', headers: mine, body: { csv: 'semicolon' }, status: 204 },
      { path: '/api/v1/me', headers: mine, body: { csv: 'tabs' }, status: 400 },
      { path: '/api/v1/me', headers: mine, body: { language: 'xx' }, status: 400 },
    ],
    'PUT /api/v1/me/password': () => [
      { path: '/api/v1/me/password', headers: mine, body: { current: 'no', password }, status: 401 },
    ],
    'GET /api/v1/me/mailings': () => [{ path: '/api/v1/me/mailings', headers: mine }],
    'POST /api/v1/me/mailings': () => [
      { path: '/api/v1/me/mailings', headers: mine, body: { name: 'x' }, status: 400 },
      { path: '/api/v1/me/mailings', headers: mine, body: { name: 'x', every: 'day' }, status: 409 },
    ],
    'PATCH /api/v1/me/mailings/{id}': () => [
      { path: '/api/v1/me/mailings/nobody', headers: mine, body: { isPaused: true }, status: 404 },
    ],
    'DELETE /api/v1/me/mailings/{id}': () => [
      { path: '/api/v1/me/mailings/nobody', headers: mine, status: 404 },
    ],
    'GET /api/v1/me/views': () => [{ path: '/api/v1/me/views', headers: mine }],
    'POST /api/v1/me/views': () => [
      { path: '/api/v1/me/views', headers: mine, body: { name: 'x' }, status: 400 },
      { path: '/api/v1/me/views', headers: mine, body: { name: 'x', query: '' }, status: 403 },
    ],
    'DELETE /api/v1/me/views/{id}': () => [{ path: '/api/v1/me/views/nobody', headers: mine, status: 404 }],
    'GET /api/v1/me/passkeys': () => [{ path: '/api/v1/me/passkeys', headers: mine }],
    'POST /api/v1/me/passkeys/begin': () => [
      { path: '/api/v1/me/passkeys/begin', headers: mine, body: { password: 1 }, status: 400 },
      { path: '/api/v1/me/passkeys/begin', headers: mine, body: {}, status: 409 },
    ],
    'POST /api/v1/me/passkeys': () => [
      { path: '/api/v1/me/passkeys', headers: mine, body: { name: 'x' }, status: 400 },
    ],
    'PATCH /api/v1/me/passkeys/{id}': () => [
      { path: '/api/v1/me/passkeys/nobody', headers: mine, body: { name: 'x' }, status: 404 },
    ],
    'DELETE /api/v1/me/passkeys/{id}': () => [
      { path: '/api/v1/me/passkeys/nobody', headers: mine, status: 404 },
    ],
    'GET /api/v1/me/second-factor': () => [{ path: '/api/v1/me/second-factor', headers: mine }],
    'POST /api/v1/me/second-factor': () => [
      { path: '/api/v1/me/second-factor', headers: mine, body: { password }, status: 401 },
    ],
    'PUT /api/v1/me/second-factor': () => [
      { path: '/api/v1/me/second-factor', headers: mine, body: { code: '123456' }, status: 400 },
    ],
    'POST /api/v1/me/second-factor/recovery-codes': () => [
      { path: '/api/v1/me/second-factor/recovery-codes', headers: mine, body: { password }, status: 401 },
    ],
    'POST /api/v1/me/second-factor/switch-off': () => [
      { path: '/api/v1/me/second-factor/switch-off', headers: mine, body: { password }, status: 401 },
    ],
    'GET /api/v1/me/sessions': () => [{ path: '/api/v1/me/sessions', headers: mine }],
    'DELETE /api/v1/me/sessions': () => [{ path: '/api/v1/me/sessions', headers: mine }],
    'DELETE /api/v1/me/sessions/{id}': () => [
      { path: '/api/v1/me/sessions/nobody', headers: mine, status: 404 },
    ],
    'GET /api/v1/second-factor-rule': () => [{ path: '/api/v1/second-factor-rule', headers: mine }],
    'PUT /api/v1/second-factor-rule': () => [
      { path: '/api/v1/second-factor-rule', headers: mine, body: { roles: ['nobody'] }, status: 400 },
      { path: '/api/v1/second-factor-rule', headers: mine, body: { roles: ['administrator'] }, status: 409 },
      { path: '/api/v1/second-factor-rule', headers: mine, body: { roles: ['officer'] }, status: 204 },
      { path: '/api/v1/second-factor-rule', headers: mine, body: { roles: [] }, status: 204 },
    ],
    'GET /api/v1/people': () => [{ path: '/api/v1/people', headers: mine }],
    'POST /api/v1/people': () => [
      {
        path: '/api/v1/people',
        headers: mine,
        body: {
          email: 'claire@example.com',
          name: 'Claire',
          memberships: [{ role: 'supervisor', scope: all }],
        },
        status: 201,
      },
      {
        path: '/api/v1/people',
        headers: mine,
        body: { email: 'claire@example.com', name: 'Claire', memberships: [] },
        status: 409,
      },
      {
        path: '/api/v1/people',
        headers: mine,
        body: { email: 'd@example.com', name: 'D', memberships: [{ role: 'manager', scope: all }] },
        status: 400,
      },
    ],
    'PATCH /api/v1/people/{id}': () => [
      { path: one, headers: mine, body: { agentId: 'anna' } },
      { path: '/api/v1/people/nobody', headers: mine, body: {}, status: 404 },
    ],
    'PUT /api/v1/people/{id}/memberships': () => [
      {
        path: `${one}/memberships`,
        headers: mine,
        body: { memberships: [{ role: 'manager', scope: { kind: 'clinics', clinicIds: ['durand'] } }] },
      },
    ],
    'POST /api/v1/people/{id}/links': () => [{ path: `${one}/links`, headers: mine }],
    'DELETE /api/v1/people/{id}/second-factor': () => [
      { path: `${one}/second-factor`, headers: mine, status: 404 },
    ],
    'POST /api/v1/people/{id}/letters': () => [
      { path: `${one}/letters`, headers: mine, status: 409 },
      { path: '/api/v1/people/nobody/letters', headers: mine, status: 404 },
    ],
    'GET /api/v1/people/{id}/sessions': () => [{ path: `${one}/sessions`, headers: mine }],
    'DELETE /api/v1/people/{id}/sessions': () => [{ path: `${one}/sessions`, headers: mine }],
    'DELETE /api/v1/people/{id}/sessions/{sessionId}': () => [
      { path: `${one}/sessions/nobody`, headers: mine, status: 404 },
    ],
    'DELETE /api/v1/people/{id}': () => [{ path: one, headers: mine, status: 204 }],
    'GET /api/v1/wall-links': () => [{ path: '/api/v1/wall-links', headers: mine }],
    'POST /api/v1/wall-links': () => [
      { path: '/api/v1/wall-links', headers: mine, body: wanted, status: 201 },
      { path: '/api/v1/wall-links', headers: mine, body: { name: '' }, status: 400 },
    ],
    'GET /api/v1/wall': () => [
      { path: '/api/v1/wall', headers: ofWall },
      { path: '/api/v1/wall', headers: open, status: 401 },
    ],
    'POST /api/v1/wall/open': () => [
      { path: '/api/v1/wall/open', headers: open, body: { token: wall.token } },
      { path: '/api/v1/wall/open', headers: open, body: { token: 'no' }, status: 404 },
    ],
    'DELETE /api/v1/wall-links/{id}': () => [
      { path: `/api/v1/wall-links/${wall.linkId}`, headers: mine, status: 204 },
      { path: '/api/v1/wall-links/nobody', headers: mine, status: 404 },
    ],
    ...sheetQuestions(mine, { ...mine, cookie: reads.cookie }),
    ...(await ownCallQuestions(app, tenantId, origin)),
    'GET /api/v1/staff-notice': () => [{ path: '/api/v1/staff-notice', headers: mine }],
    'PUT /api/v1/staff-notice': () => [
      { path: '/api/v1/staff-notice', headers: mine, body: everythingTold },
      {
        path: '/api/v1/staff-notice',
        headers: mine,
        body: { ...everythingTold, informedOn: '2099-01-01' },
        status: 400,
      },
    ],
    'GET /api/v1/staff-plan': () => [
      { path: '/api/v1/staff-plan', headers: mine },
      { path: '/api/v1/staff-plan?day=2026-02-30', headers: mine, status: 400 },
    ],
    'GET /api/v1/staff-plan/{teamId}/changes': () => [
      { path: '/api/v1/staff-plan/mg/changes', headers: mine },
    ],
    'PUT /api/v1/staff-plan/{teamId}': () => [
      {
        path: '/api/v1/staff-plan/mg',
        headers: mine,
        body: { day: '2026-04-21', revision: 'none', spans: [{ span: '08:00-12:00', count: 3 }] },
      },
      {
        path: '/api/v1/staff-plan/mg',
        headers: mine,
        body: { day: '2026-04-21', revision: 'none', spans: null },
        status: 409,
      },
      {
        path: '/api/v1/staff-plan/mg',
        headers: mine,
        body: { day: '2026-04-21', revision: 'none', spans: [{ span: '20:00-02:00', count: 3 }] },
        status: 400,
      },
    ],
    'GET /api/v1/settings': () => [{ path: '/api/v1/settings', headers: mine }],
    'GET /api/v1/settings/file': () => [
      { path: '/api/v1/settings/file', headers: mine, type: 'application/yaml' },
    ],
    'GET /api/v1/settings/{kind}/{id}/changes': () => [
      { path: '/api/v1/settings/clinics/cabinet-durand/changes', headers: mine },
      { path: '/api/v1/settings/rooms/a/changes', headers: mine, status: 400 },
    ],
    'PATCH /api/v1/settings/{kind}/{id}': () => [
      {
        path: '/api/v1/settings/clinics/cabinet-neuf',
        headers: mine,
        body: { revision: 'new', from: '2026-04-20', changes: { name: 'Cabinet neuf' } },
      },
      {
        path: '/api/v1/settings/clinics/cabinet-neuf',
        headers: mine,
        body: { revision: 'new', from: '2026-04-20', changes: { name: 'Autre' } },
        status: 409,
      },
      {
        path: '/api/v1/settings/clinics/cabinet-pire',
        headers: mine,
        body: { revision: 'new', from: '2026-04-20', changes: { kind: 'tente' } },
        status: 400,
      },
    ],
    ...(await proposalQuestions(app, tenantId, mine)),
    'GET /api/v1/keys': () => [{ path: '/api/v1/keys', headers: mine }],
    'POST /api/v1/keys': () => [
      {
        path: '/api/v1/keys',
        headers: mine,
        body: {
          name: 'Standard',
          scopes: ['events:write'],
          sendsAs: '/pbx',
          expiresAt: '2099-01-01T00:00:00Z',
        },
        status: 201,
      },
      { path: '/api/v1/keys', headers: mine, body: { name: 'X', scopes: ['events:write'] }, status: 400 },
      { path: '/api/v1/keys', headers: mine, body: { name: 'X', scopes: ['all'] }, status: 400 },
    ],
    'PATCH /api/v1/keys/{id}': () => [
      { path: `/api/v1/keys/${keyId}`, headers: mine, body: { scopes: ['live:read'] } },
      { path: '/api/v1/keys/nobody', headers: mine, body: {}, status: 404 },
    ],
    'POST /api/v1/keys/{id}/replace': () => [
      {
        path: `/api/v1/keys/${keyId}/replace`,
        headers: mine,
        body: { until: '2099-01-01T00:00:00Z' },
        status: 201,
      },
      { path: `/api/v1/keys/${keyId}/replace`, headers: mine, body: {}, status: 400 },
    ],
    'DELETE /api/v1/keys/{id}': () => [
      { path: `/api/v1/keys/${keyId}`, headers: mine, status: 204 },
      { path: '/api/v1/keys/nobody', headers: mine, status: 404 },
    ],
    'POST /api/v1/callbacks/{id}/call': () => [
      { path: '/api/v1/callbacks/nobody/call', headers: mine, body: {}, status: 403 },
    ],
    'GET /api/v1/call-ways': () => [{ path: '/api/v1/call-ways', headers: mine }],
    'PUT /api/v1/call-ways': () => [
      { path: '/api/v1/call-ways', headers: mine, body: newWay },
      { path: '/api/v1/call-ways', headers: mine, body: { ...newWay, url: 'ftp://x' }, status: 400 },
    ],
    'POST /api/v1/call-ways/test': () => [
      { path: '/api/v1/call-ways/test', headers: mine, body: { source: newWay.source } },
      { path: '/api/v1/call-ways/test', headers: mine, body: { source: 'nobody' }, status: 404 },
    ],
    'POST /api/v1/call-ways/remove': () => [
      { path: '/api/v1/call-ways/remove', headers: mine, body: { source: newWay.source }, status: 204 },
      { path: '/api/v1/call-ways/remove', headers: mine, body: { source: newWay.source }, status: 404 },
    ],
    'GET /api/v1/connectors': () => [{ path: '/api/v1/connectors', headers: mine }],
    'POST /api/v1/connectors': () => [
      { path: '/api/v1/connectors', headers: mine, body: newLog, status: 201 },
      { path: '/api/v1/connectors', headers: mine, body: newLog, status: 409 },
      { path: '/api/v1/connectors', headers: mine, body: { ...newLog, kind: 'fax' }, status: 400 },
    ],
    'POST /api/v1/connectors/test': () => [
      {
        path: '/api/v1/connectors/test',
        headers: mine,
        body: { kind: newLog.kind, options: newLog.options },
      },
      { path: '/api/v1/connectors/test', headers: mine, body: { kind: 'aircall', example: '{}' } },
      { path: '/api/v1/connectors/test', headers: mine, body: { id: 'nobody' }, status: 404 },
    ],
    'PATCH /api/v1/connectors/{id}': () => [
      { path: `/api/v1/connectors/${connectorId}`, headers: mine, body: { name: 'Standard' } },
      { path: '/api/v1/connectors/nobody', headers: mine, body: {}, status: 404 },
    ],
    'POST /api/v1/connectors/{id}/recording': () => [
      { path: `/api/v1/connectors/${connectorId}/recording`, headers: mine },
      { path: '/api/v1/connectors/nobody/recording', headers: mine, status: 404 },
    ],
    'GET /api/v1/connectors/{id}/recording': () => [
      { path: '/api/v1/connectors/nobody/recording', headers: mine, status: 404 },
    ],
    'DELETE /api/v1/connectors/{id}/recording': () => [
      { path: `/api/v1/connectors/${hookId}/recording`, headers: mine },
      { path: '/api/v1/connectors/nobody/recording', headers: mine, status: 404 },
    ],
    'DELETE /api/v1/connectors/{id}': () => [
      { path: `/api/v1/connectors/${connectorId}`, headers: mine, status: 204 },
      { path: '/api/v1/connectors/nobody', headers: mine, status: 404 },
    ],
    'POST /api/v1/hooks/{tenantId}/{connectorId}': () => [
      {
        path: `/api/v1/hooks/${tenantId}/${hookId}`,
        headers: open,
        body: { token: 'sésame', event: 'call.tagged' },
      },
      { path: `/api/v1/hooks/${tenantId}/${hookId}`, headers: open, body: {}, status: 401 },
      { path: `/api/v1/hooks/${tenantId}/${connectorId}`, headers: open, body: {}, status: 404 },
    ],
    'POST /api/v1/sign-out': () => [
      { path: '/api/v1/sign-out', headers: mine, status: 204 },
      { path: '/api/v1/sign-out', headers: mine, status: 401 },
    ],
    'GET /api/v1/tenants': () => [{ path: '/api/v1/tenants', headers: other }],
  };
}

/** Of a secretary who speaks with somebody. */
async function ownCallQuestions(
  app: INestApplicationContext,
  tenantId: string,
  origin: string,
): Promise<Questions> {
  const open = await app
    .get(Database)
    .withTenant(tenantId, (tx) => app.get(CallStore).openCalls(tx, tenantId));
  const spoken = open.find(({ call }) => call.phase === 'talking');
  const agentId = spoken?.call.legs.findLast(({ endedAt }) => endedAt === null)?.agentId;
  if (spoken === undefined || agentId === undefined) throw new Error('nobody speaks');
  const role = { role: 'secretary', scope: { kind: 'teams', teamIds: [] } } as const;
  const { cookie } = await createTestPerson(app, tenantId, [role], { agentId });
  const visitor = await createTestPerson(app, tenantId, [{ role: 'supervisor', scope: { kind: 'all' } }]);
  const headers = { authorization: '', cookie, origin };
  const others = { ...headers, cookie: visitor.cookie };
  const path = '/api/v1/own-call';
  const body = { id: randomUUID(), callId: spoken.callKey, kind: 'urgent', isSo: true };
  const clinicId = spoken.call.clinicId ?? '';
  return {
    [`GET ${path}`]: () => [
      { path, headers },
      { path, headers: others, status: 403 },
    ],
    [`GET ${path}/sheet`]: () => [
      { path: `${path}/sheet?clinicId=${clinicId}`, headers },
      { path: `${path}/sheet?clinicId=nobody`, headers, status: 404 },
    ],
    [`POST ${path}/notes`]: () => [
      { path: `${path}/notes`, headers, body },
      { path: `${path}/notes`, headers, body: { ...body, kind: 'no' }, status: 400 },
      { path: `${path}/notes`, headers, body: { ...body, callId: randomUUID() }, status: 409 },
    ],
  };
}

/** Of the sheet of one clinic, in the order in which it comes to be. */
function sheetQuestions(
  headers: Asked['headers'] & object,
  ofSupervisor: Asked['headers'] & object,
): Questions {
  const path = '/api/v1/sheets/cabinet-durand';
  const body = { basedOn: 0, sheet: sheetTemplates.fr };
  return {
    'PUT /api/v1/sheets/{clinicId}': () => [
      { path, headers, body },
      { path, headers, body, status: 409 },
      { path, headers, body: { sheet: {} }, status: 400 },
      { path: '/api/v1/sheets/nobody', headers, body, status: 404 },
    ],
    'GET /api/v1/sheets': () => [{ path: '/api/v1/sheets', headers }],
    'GET /api/v1/sheets/{clinicId}': () => [
      { path, headers },
      { path: '/api/v1/sheets/nobody', headers, status: 404 },
    ],
    'GET /api/v1/sheets/{clinicId}/versions/{version}': () => [
      { path: `${path}/versions/1`, headers },
      { path: `${path}/versions/9`, headers, status: 404 },
    ],
    'GET /api/v1/sheets/{clinicId}/file': () => [
      { path: `${path}/file?format=yaml`, headers, type: 'application/yaml' },
      { path: `${path}/file?format=csv`, headers, type: 'text/csv' },
      { path: `${path}/file`, headers, status: 400 },
    ],
    'POST /api/v1/sheets/{clinicId}/versions/{version}/approve': () => [
      { path: `${path}/versions/1/approve`, headers, status: 403 },
    ],
    'POST /api/v1/sheets/{clinicId}/versions/{version}/accept': () => [
      { path: `${path}/versions/1/accept`, headers, status: 409 },
    ],
    'POST /api/v1/sheets/{clinicId}/versions/{version}/decline': () => [
      { path: `${path}/versions/1/decline`, headers, body: { why: 'non' }, status: 409 },
    ],
    'GET /api/v1/sheets/{clinicId}/questions': () => [
      { path: `${path}/questions`, headers },
      { path: '/api/v1/sheets/nobody/questions', headers, status: 404 },
    ],
    'GET /api/v1/sheet-changes': () => [{ path: '/api/v1/sheet-changes', headers: ofSupervisor }],
    'POST /api/v1/sheet-changes/{clinicId}': () => [
      { path: '/api/v1/sheet-changes/cabinet-durand', headers: ofSupervisor, body: { version: 1 } },
      {
        path: '/api/v1/sheet-changes/cabinet-durand',
        headers: ofSupervisor,
        body: { version: 9 },
        status: 409,
      },
      { path: '/api/v1/sheet-changes/cabinet-durand', headers: ofSupervisor, body: {}, status: 400 },
      { path: '/api/v1/sheet-changes/nobody', headers: ofSupervisor, body: { version: 1 }, status: 404 },
    ],
    'GET /api/v1/sheets/{clinicId}/requests': () => [
      { path: `${path}/requests`, headers },
      { path: '/api/v1/sheets/nobody/requests', headers, status: 404 },
    ],
    'POST /api/v1/sheets/{clinicId}/requests': () => [
      { path: `${path}/requests`, headers, body: { text: 'Le parking a-t-il changé ?' } },
      { path: `${path}/requests`, headers, body: { text: ' ' }, status: 400 },
    ],
    'POST /api/v1/sheets/{clinicId}/requests/{requestId}': () => [
      { path: `${path}/requests/nobody`, headers, body: { state: 'taken' }, status: 404 },
      { path: `${path}/requests/nobody`, headers, body: { state: 'refused' }, status: 400 },
    ],
    'GET /api/v1/sheets/{clinicId}/readers': () => [
      { path: `${path}/readers`, headers },
      { path: '/api/v1/sheets/nobody/readers', headers, status: 404 },
    ],
    'DELETE /api/v1/sheets/{clinicId}/readers': () => [{ path: `${path}/readers`, headers }],
    'POST /api/v1/sheets/{clinicId}/questions': () => [
      { path: `${path}/questions`, headers, body: { question: 'parking', decision: 'refused' } },
      { path: `${path}/questions`, headers, body: { question: '', decision: 'refused' }, status: 400 },
    ],
    'GET /api/v1/sheet-templates/{language}': () => [
      { path: '/api/v1/sheet-templates/es', headers },
      { path: '/api/v1/sheet-templates/de', headers, status: 400 },
    ],
    'POST /api/v1/sheet-files': () => [
      { path: '/api/v1/sheet-files', headers, body: { format: 'yaml', text: 'service: booking' } },
      { path: '/api/v1/sheet-files', headers, body: { format: 'csv', text: 'x' }, status: 400 },
    ],
  };
}

/** A supervisor proposes targets, and an administrator answers. */
async function proposalQuestions(
  app: INestApplicationContext,
  tenantId: string,
  mine: Readonly<Record<string, string>>,
): Promise<Questions> {
  const memberships = [{ role: 'supervisor', scope: { kind: 'all' } }] as const;
  const { cookie, personId } = await createTestPerson(app, tenantId, memberships);
  const theirs = { ...mine, cookie };
  const signedIn = { tenantId, personId, sessionId: null, name: 'Claire', agentId: null, memberships };
  const viewer = viewerSignedIn(signedIn, 'settings.propose');
  const asked = async (answerRateTarget: number) => {
    const { clinics } = await app.get(SettingsForms).view(viewer);
    const revision = clinics.find(({ id }) => id === 'cabinet-durand')?.revision ?? '';
    const body = { revision, from: '2026-04-20', changes: { answerRateTarget }, note: 'Trop peu' };
    const item = { kind: 'clinics', id: 'cabinet-durand' } as const;
    const { id } = await app.get(SettingsProposals).propose(viewer, item, body);
    return { body, id, revision };
  };
  const [one, two, three] = [await asked(0.81), await asked(0.82), await asked(0.83)];
  const way = '/api/v1/settings/proposals';
  const here = '/api/v1/settings/clinics/cabinet-durand/proposals';
  return {
    [`GET ${way}`]: () => [{ path: way, headers: mine }],
    'POST /api/v1/settings/{kind}/{id}/proposals': () => [
      { path: here, headers: theirs, body: one.body },
      { path: here, headers: theirs, body: { ...one.body, changes: { numbers: [] } }, status: 403 },
      { path: here, headers: theirs, body: { ...one.body, revision: 'old' }, status: 409 },
      { path: here, headers: theirs, body: { ...one.body, changes: { kind: 'tente' } }, status: 400 },
    ],
    [`POST ${way}/{proposalId}/refuse`]: () => [
      { path: `${way}/${one.id}/refuse`, headers: mine, body: { answer: 'Pas encore.' } },
      { path: `${way}/none/refuse`, headers: mine, body: { answer: 'Non' }, status: 404 },
      { path: `${way}/${one.id}/refuse`, headers: mine, body: { answer: '' }, status: 400 },
    ],
    [`POST ${way}/{proposalId}/withdraw`]: () => [
      { path: `${way}/${two.id}/withdraw`, headers: theirs, body: {} },
      { path: `${way}/${one.id}/withdraw`, headers: theirs, body: {}, status: 409 },
    ],
    [`POST ${way}/{proposalId}/accept`]: () => [
      {
        path: `${way}/${three.id}/accept`,
        headers: mine,
        body: { revision: three.revision, from: '2026-04-20' },
      },
      {
        path: `${way}/${one.id}/accept`,
        headers: mine,
        body: { revision: three.revision, from: '2026-04-20' },
        status: 409,
      },
    ],
  };
}
