import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  liveHeartbeatSchema,
  livePatchSchema,
  liveRefusals,
  liveSnapshotSchema,
  type ReportAction,
} from '@vigie/contracts';
import { demoSettings, simulateDays } from '@vigie/simulator';
import { io } from 'socket.io-client';
import { z } from 'zod';

import { ApiKeys } from '../access/api-keys';
import { createTestPerson } from '../access/testing/test-person';
import { apiScopes } from '../access/api-key';
import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { Bell } from '../platform/bell';
import { ManualClock } from '../platform/clock';
import { Publisher } from '../satisfaction/publisher';
import { ReaderLinks } from '../reports/readers/reader-links';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { accountQuestions, type Asked } from './account-questions';
import { createTestServer, type TestServer } from './test-server';

type Json = Readonly<Record<string, unknown>>;
type Operation = Readonly<{ responses: Readonly<Record<string, Readonly<{ content?: Json }>>> }>;
/** 20 April 2026: March has been final for ten days. */
const now = Date.UTC(2026, 3, 20, 9);
const clock = new ManualClock(now);
const json = 'application/json';
const problem = 'application/problem+json';

let server: TestServer;
let file: Readonly<{ paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }>;
let key = '';
let officer = '';
let commentId = '';
let concernId = '';
let callbackId = '';
let callId = '';
let action: ReportAction;
let readerToken = '';
let ofAccounts: Awaited<ReturnType<typeof accountQuestions>> = {};

beforeAll(async () => {
  server = await createTestServer({
    clock,
    env: {
      VIGIE_PUBLIC_URL: 'https://avis.example',
      VIGIE_SURVEY_WEBHOOK_URL: 'http://127.0.0.1:9/never',
      VIGIE_SURVEY_WEBHOOK_SECRET: 'a secret that only the specs know',
    },
  });
  await createTestTenant(server.database, 'centre');
  key = (await server.app.get(ApiKeys).create('centre', 'spec', apiScopes)).text;
  ({ cookie: officer } = await createTestPerson(server.app, 'centre', [
    { role: 'officer', scope: { kind: 'all' } },
    { role: 'administrator', scope: { kind: 'all' } },
  ]));
  const settings = demoSettings();
  const text = JSON.stringify({
    ...settings,
    clinics: [...(settings.clinics ?? []), { id: 'durand', campaigns: true }],
  });
  await server.app.get(SettingsRegistrar).register('centre', { format: 'yaml', text });
  const today = simulateDays('contract', '2026-04-20', '2026-04-21', { smallPractices: false });
  const intake = server.app.get(EventIntake);
  await intake.receiveBulk(
    'centre',
    [...today].filter(({ time }) => Date.parse(time) <= now),
  );
  await intake.receive('centre', answeredMarch());
  await intake.receive('centre', discontent());
  await server.app.get(Projector).foldNow('centre');
  await server.app.get(Publisher).publish('centre');
  clock.advance(10_000);
  await server.app.get(Publisher).publish('centre');
  file = (await (await fetch(`${server.url}/api/docs/openapi.json`)).json()) as typeof file;
  commentId = await idIn('/api/v1/comments?month=2026-03&clinicId=durand', 'comments');
  concernId = await idIn('/api/v1/live', 'concerns');
  callbackId = await idIn('/api/v1/callbacks', 'callbacks');
  callId = await idIn('/api/v1/calls?range=today', 'calls');
  action = (await (
    await ask('POST', { path: '/api/v1/reports/actions', body: newAction })
  ).json()) as ReportAction;
  const reader = { clinicId: 'durand', month: '2026-03', version: 1, recipient: 1 };
  readerToken = (await server.app.get(ReaderLinks).make('centre', reader))?.token ?? '';
  ofAccounts = await accountQuestions(server.app, 'centre', server.url);
});
afterAll(() => server.close());

const asOfficer = () => ({ authorization: '', origin: server.url, cookie: officer });
const kept = { callMonths: 12, agentMonths: 3, auditMonths: 12 };
const newAction = { clinicId: 'durand', month: '2026-03', text: 'Un poste de plus', owner: 'Claire' };
const newCampaign = {
  campaignId: '0d3f6a52-2a55-4b1e-9d0e-5f2a7c1b8e44',
  clinicId: 'durand',
  order: {
    ...{ kind: 'vaccination', title: 'Grippe', sentence: 'Voulez-vous un rendez-vous ?', nothingSold: true },
    ...{ orderedBy: 'Dr Durand', orderedOn: '2026-04-01', startsOn: '2026-04-01', endsOn: '2026-06-01' },
    ...{ callFrom: '00:00', callUntil: '23:59' },
  },
};
const ofCampaign = `/api/v1/campaigns/${newCampaign.campaignId}`;
const events = [{ specversion: '1.0', id: 'e1', source: '/x', type: 'no.such', subject: 's', time: 'x' }];
const csv = { 'content-type': 'text/csv' };

/** What is asked of each operation of the OpenAPI file. An operation that is not asked is a fault of this list. */
const questionsOfFigures: Readonly<Record<string, () => readonly Asked[]>> = {
  'GET /api/v1/audit': () => [
    { path: '/api/v1/audit?action=comments.see&limit=1', headers: asOfficer() },
    { path: '/api/v1/audit?kind=nobody', headers: asOfficer() },
    { path: '/api/v1/audit?from=today', headers: asOfficer(), status: 400 },
    { path: '/api/v1/audit', status: 403 },
  ],
  'GET /api/v1/audit/export': () => [
    { path: '/api/v1/audit/export?action=comments.see', headers: asOfficer(), type: 'text/csv' },
    { path: '/api/v1/audit/export', status: 403 },
  ],
  'GET /api/v1/audit/verification': () => [
    { path: '/api/v1/audit/verification', headers: asOfficer() },
    { path: '/api/v1/audit/verification', status: 403 },
  ],
  'POST /api/v1/audit/verification': () => [
    { path: '/api/v1/audit/verification', headers: asOfficer(), status: 202 },
    { path: '/api/v1/audit/verification', status: 403 },
  ],
  'GET /api/v1/diagnoses': () => [
    { path: '/api/v1/diagnoses' },
    { path: '/api/v1/diagnoses?month=soon', status: 400 },
  ],
  'GET /api/v1/clinics/{clinicId}/diagnosis': () => [
    { path: '/api/v1/clinics/durand/diagnosis?month=2026-03' },
    { path: '/api/v1/clinics/nobody/diagnosis', status: 404 },
  ],
  'GET /api/v1/clinics/{clinicId}/greeting': () => [
    { path: '/api/v1/clinics/durand/greeting?month=2026-03' },
    { path: '/api/v1/clinics/nobody/greeting', status: 404 },
  ],
  'GET /api/v1/callers/erasures': () => [
    { path: '/api/v1/callers/erasures', headers: asOfficer() },
    { path: '/api/v1/callers/erasures', status: 403 },
  ],
  'GET /api/v1/retention': () => [
    { path: '/api/v1/retention', headers: asOfficer() },
    { path: '/api/v1/retention', status: 403 },
  ],
  'POST /api/v1/retention/preview': () => [
    { path: '/api/v1/retention/preview', headers: asOfficer(), body: kept },
    { path: '/api/v1/retention/preview', headers: asOfficer(), body: {}, status: 400 },
  ],
  'PUT /api/v1/retention': () => [
    { path: '/api/v1/retention', headers: asOfficer(), body: kept },
    { path: '/api/v1/retention', headers: asOfficer(), body: { ...kept, auditMonths: 6 }, status: 400 },
    { path: '/api/v1/retention', body: kept, status: 403 },
  ],
  'POST /api/v1/callers/export': () => [
    { path: '/api/v1/callers/export', headers: asOfficer(), body: { number: '01 99 00 12 34' } },
    {
      path: '/api/v1/callers/export',
      headers: asOfficer(),
      body: { number: 'nobody' },
      status: 400,
    },
  ],
  'POST /api/v1/callers/erase': () => [
    { path: '/api/v1/callers/erase', headers: asOfficer(), body: { number: '01 99 00 12 34' } },
    { path: '/api/v1/callers/erase', headers: asOfficer(), body: {}, status: 400 },
  ],
  'GET /api/v1/live': () => [
    { path: '/api/v1/live' },
    { path: '/api/v1/live?at=2026-04-20T10:00:00%2B02:00' },
    { path: '/api/v1/live?at=never', status: 400 },
  ],
  'GET /api/v1/live/calls': () => [
    { path: '/api/v1/live/calls?limit=200' },
    { path: '/api/v1/live/calls?limit=0', status: 400 },
  ],
  'POST /api/v1/live/concerns/{id}/acknowledge': () => [
    { path: `/api/v1/live/concerns/${concernId}/acknowledge` },
    { path: '/api/v1/live/concerns/nobody/acknowledge', status: 404 },
  ],
  'GET /api/v1/incidents': () => [
    { path: '/api/v1/incidents' },
    { path: '/api/v1/incidents?from=2026-04-01&to=2026-04-21' },
    { path: '/api/v1/incidents?from=2026-04-21', status: 400 },
    { path: '/api/v1/incidents', headers: asOfficer(), status: 403 },
  ],
  'GET /api/v1/incidents/{id}': () => [{ path: '/api/v1/incidents/nobody', status: 404 }],
  'POST /api/v1/incidents/{id}/take': () => [
    { path: '/api/v1/incidents/nobody/take', body: {}, status: 404 },
    { path: '/api/v1/incidents/nobody/take', body: { over: 'yes' }, status: 400 },
  ],
  'POST /api/v1/incidents/{id}/notes': () => [
    { path: '/api/v1/incidents/nobody/notes', body: { note: 'Rappelé' }, status: 404 },
    { path: '/api/v1/incidents/nobody/notes', body: {}, status: 400 },
  ],
  'POST /api/v1/incidents/{id}/end': () => [
    { path: '/api/v1/incidents/nobody/end', body: { outcome: 'clinic' }, status: 404 },
    { path: '/api/v1/incidents/nobody/end', body: { outcome: 'gone' }, status: 400 },
  ],
  'POST /api/v1/incidents/{id}/review': () => [
    { path: '/api/v1/incidents/nobody/review', body: {}, status: 404 },
  ],
  'GET /api/v1/callbacks': () => [
    { path: '/api/v1/callbacks' },
    { path: '/api/v1/callbacks?clinicId=nobody' },
    { path: '/api/v1/callbacks?limit=3' },
    { path: '/api/v1/callbacks?limit=0', status: 400 },
    { path: '/api/v1/callbacks?clinicId=', status: 400 },
  ],
  'GET /api/v1/callbacks/figures': () => [
    ...['none', 'day', 'clinic'].map((by) => ({
      path: `/api/v1/callbacks/figures?from=2026-04-20&to=2026-04-21&by=${by}`,
    })),
    { path: '/api/v1/callbacks/figures?from=2026-04-20', status: 400 },
  ],
  'GET /api/v1/callbacks/export': () => [
    { path: '/api/v1/callbacks/export?from=2026-04-20&to=2026-04-21', type: 'text/csv' },
    {
      path: '/api/v1/callbacks/export?from=2026-04-20&to=2026-04-21&format=xlsx',
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
    { path: '/api/v1/callbacks/export?from=2026-04-20&to=2026-04-21&format=json', status: 400 },
    { path: '/api/v1/callbacks/export?from=2026-04-20&to=2028-04-20', status: 400 },
  ],
  'GET /api/v1/campaigns': () => [{ path: '/api/v1/campaigns' }],
  'GET /api/v1/campaigns/figures': () => [
    ...['none', 'day', 'clinic', 'campaign'].map((by) => ({
      path: `/api/v1/campaigns/figures?from=2026-04-20&to=2026-04-21&by=${by}`,
    })),
    { path: '/api/v1/campaigns/figures?from=2026-04-20', status: 400 },
  ],
  'GET /api/v1/campaigns/marks': () => [
    { path: '/api/v1/campaigns/marks', headers: asOfficer() },
    { path: '/api/v1/campaigns/marks?clinicId=durand', headers: asOfficer() },
    { path: '/api/v1/campaigns/marks?clinicId=nobody', headers: asOfficer(), status: 404 },
    { path: '/api/v1/campaigns/marks', status: 403 },
  ],
  'POST /api/v1/campaigns/marks/{id}/lift': () => [
    {
      path: '/api/v1/campaigns/marks/nobody/lift',
      body: { clinicId: 'durand', reason: 'asked' },
      headers: asOfficer(),
      status: 404,
    },
    {
      path: '/api/v1/campaigns/marks/nobody/lift',
      body: { clinicId: 'durand' },
      headers: asOfficer(),
      status: 400,
    },
  ],
  'POST /api/v1/campaigns/marks/{id}/restore': () => [
    {
      path: '/api/v1/campaigns/marks/nobody/restore',
      body: { clinicId: 'durand' },
      headers: asOfficer(),
      status: 404,
    },
  ],
  'POST /api/v1/campaigns': () => [
    { path: '/api/v1/campaigns', body: newCampaign, status: 201 },
    { path: '/api/v1/campaigns', body: { ...newCampaign, clinicId: 'nobody' }, status: 409 },
    { path: '/api/v1/campaigns', body: { ...newCampaign, order: {} }, status: 400 },
  ],
  'PUT /api/v1/campaigns/{id}': () => [
    { path: ofCampaign, body: { basedOn: 1, order: newCampaign.order } },
    { path: ofCampaign, body: { basedOn: 9, order: newCampaign.order }, status: 409 },
    { path: '/api/v1/campaigns/nobody', body: { basedOn: 1, order: newCampaign.order }, status: 404 },
  ],
  'GET /api/v1/campaigns/{id}/versions': () => [
    { path: `${ofCampaign}/versions` },
    { path: '/api/v1/campaigns/nobody/versions', status: 404 },
  ],
  'POST /api/v1/campaigns/{id}/list': () => [
    { path: `${ofCampaign}/list`, body: { text: 'number,consent\n+33639980001,yes\nx,yes' } },
    { path: `${ofCampaign}/list`, body: { text: 'x' }, status: 400 },
  ],
  'GET /api/v1/campaigns/{id}/contacts': () => [
    { path: `${ofCampaign}/contacts` },
    { path: '/api/v1/campaigns/nobody/contacts', status: 404 },
  ],
  'POST /api/v1/campaigns/{id}/contacts/{contactId}/claim': () => [
    { path: `${ofCampaign}/contacts/nobody/claim`, status: 404 },
  ],
  'POST /api/v1/campaigns/{id}/contacts/{contactId}/release': () => [
    { path: `${ofCampaign}/contacts/nobody/release`, status: 404 },
  ],
  'POST /api/v1/campaigns/{id}/contacts/{contactId}/outcome': () => [
    { path: `${ofCampaign}/contacts/nobody/outcome`, body: { outcome: 'accepted' }, status: 404 },
    { path: `${ofCampaign}/contacts/nobody/outcome`, body: {}, status: 400 },
  ],
  'POST /api/v1/campaigns/{id}/end': () => [
    { path: `${ofCampaign}/end` },
    { path: `${ofCampaign}/end`, status: 409 },
  ],
  'GET /api/v1/followups': () => [
    { path: '/api/v1/followups' },
    { path: '/api/v1/followups?clinicId=nobody' },
    { path: '/api/v1/followups?clinicId=', status: 400 },
  ],
  'GET /api/v1/handovers': () => [{ path: '/api/v1/handovers' }],
  'GET /api/v1/handovers/figures': () => [
    ...['none', 'day', 'clinic'].map((by) => ({
      path: `/api/v1/handovers/figures?from=2026-04-20&to=2026-04-21&by=${by}`,
    })),
    { path: '/api/v1/handovers/figures?from=2026-04-20', status: 400 },
  ],
  'POST /api/v1/handovers/{id}/acknowledge': () => [
    { path: '/api/v1/handovers/nobody/acknowledge', body: {}, status: 404 },
  ],
  'GET /api/v1/followups/figures': () => [
    ...['none', 'day', 'clinic', 'type'].map((by) => ({
      path: `/api/v1/followups/figures?from=2026-04-20&to=2026-04-21&by=${by}`,
    })),
    { path: '/api/v1/followups/figures?from=2026-04-20', status: 400 },
  ],
  'POST /api/v1/followups': () => [
    { path: '/api/v1/followups', body: { clinicId: 'nobody', type: 'same_day' }, status: 409 },
    { path: '/api/v1/followups', body: { clinicId: 'nobody' }, status: 400 },
    {
      path: '/api/v1/followups',
      body: { clinicId: 'nobody', type: 'same_day', reference: '0639980001' },
      status: 400,
    },
  ],
  'POST /api/v1/followups/{id}/cancel': () => [
    { path: `/api/v1/followups/${callbackId}/cancel`, status: 404 },
    { path: '/api/v1/followups/nobody/cancel', status: 404 },
  ],
  'GET /api/v1/callbacks/{id}': () => [
    { path: `/api/v1/callbacks/${callbackId}` },
    { path: '/api/v1/callbacks/nobody', status: 404 },
  ],
  'GET /api/v1/callbacks/{id}/calls': () => [
    { path: `/api/v1/callbacks/${callbackId}/calls?limit=2` },
    { path: `/api/v1/callbacks/${callbackId}/calls?limit=0`, status: 400 },
    { path: '/api/v1/callbacks/nobody/calls', status: 404 },
  ],
  'GET /api/v1/calls/{id}/earlier': () => [
    { path: `/api/v1/calls/${callId}/earlier` },
    { path: '/api/v1/calls/nobody/earlier', status: 404 },
  ],
  'GET /api/v1/callers/{hash}/calls': () => [
    { path: `/api/v1/callers/${'0'.repeat(32)}/calls?clinicId=durand` },
    { path: `/api/v1/callers/${'0'.repeat(32)}/calls`, status: 400 },
    { path: `/api/v1/callers/${'0'.repeat(32)}/calls?clinicId=nobody`, status: 404 },
    { path: `/api/v1/callers/${'0'.repeat(32)}/calls?clinicId=durand`, headers: asOfficer(), status: 403 },
  ],
  'GET /api/v1/callers/frequent': () => [
    { path: '/api/v1/callers/frequent' },
    { path: '/api/v1/callers/frequent?clinicId=durand' },
    { path: '/api/v1/callers/frequent', headers: asOfficer(), status: 403 },
  ],
  'GET /api/v1/callers/shared': () => [
    { path: '/api/v1/callers/shared', headers: asOfficer() },
    { path: '/api/v1/callers/shared', status: 403 },
  ],
  'PUT /api/v1/callers/shared/{callId}': () =>
    (
      [
        [callId, 'pharmacy', 204],
        [callId, 'one', 409],
        [callId, 'hotel', 400],
        ['nobody', 'one', 404],
      ] as const
    ).map(([id, kind, status]) => ({
      path: `/api/v1/callers/shared/${id}`,
      headers: asOfficer(),
      body: { kind },
      status,
    })),
  'DELETE /api/v1/callers/shared/{callId}': () => [
    { path: `/api/v1/callers/shared/${callId}`, headers: asOfficer(), status: 204 },
    { path: '/api/v1/callers/shared/nobody', headers: asOfficer(), status: 404 },
  ],
  'POST /api/v1/callbacks/{id}/claim': () => [
    { path: `/api/v1/callbacks/${callbackId}/claim`, body: { by: 'Claire' } },
    { path: `/api/v1/callbacks/${callbackId}/claim`, body: { by: 'Anne' }, status: 409 },
    { path: `/api/v1/callbacks/${callbackId}/claim`, body: { by: 7 }, status: 400 },
  ],
  'POST /api/v1/callbacks/{id}/number': () => [
    { path: `/api/v1/callbacks/${callbackId}/number`, body: { by: 'Claire' }, status: 403 },
  ],
  'POST /api/v1/callbacks/{id}/release': () => [
    { path: `/api/v1/callbacks/${callbackId}/release`, body: { by: 'Claire' }, status: 204 },
  ],
  'POST /api/v1/callbacks/{id}/attempts': () => [
    { path: `/api/v1/callbacks/${callbackId}/attempts`, body: { outcome: 'noAnswer' }, status: 204 },
    { path: `/api/v1/callbacks/${callbackId}/attempts`, body: { outcome: 'reached' }, status: 400 },
  ],
  'POST /api/v1/callbacks/{id}/close': () => [
    { path: `/api/v1/callbacks/${callbackId}/close`, body: { outcome: 'settled' }, status: 204 },
    { path: `/api/v1/callbacks/${callbackId}/close`, body: { outcome: 'settled' }, status: 409 },
  ],
  'POST /api/v1/followups/{id}/answers': () => [
    {
      path: `/api/v1/followups/${callbackId}/answers`,
      body: {
        version: 1,
        answers: { condition: 'yes', medicines: 'yes', appointments: 'yes', services: 'yes', plan: 'yes' },
      },
      status: 409,
    },
    {
      path: `/api/v1/followups/${callbackId}/answers`,
      body: { version: 1, answers: { note: 'x' } },
      status: 400,
    },
  ],
  'POST /api/v1/callbacks/{id}/reopen': () => [
    { path: `/api/v1/callbacks/${callbackId}/reopen`, status: 204 },
    { path: `/api/v1/callbacks/${callbackId}/reopen`, status: 409 },
  ],
  'GET /api/v1/calls': () => [
    { path: '/api/v1/calls?range=today&on=2026-04-20' },
    { path: '/api/v1/calls?range=month&count=answered&limit=3' },
    { path: '/api/v1/calls?range=month&count=holds', status: 400 },
  ],
  'GET /api/v1/calls/{id}': () => [
    { path: `/api/v1/calls/${callId}` },
    { path: '/api/v1/calls/00000000-0000-4000-8000-000000000000', status: 404 },
  ],
  'GET /api/v1/history': () => [
    { path: '/api/v1/history?range=today&on=2026-04-20' },
    { path: '/api/v1/history?range=year&clinicId=durand&compare=none' },
    { path: '/api/v1/history?range=custom', status: 400 },
  ],
  'GET /api/v1/history/breakdown': () => [
    { path: '/api/v1/history/breakdown?range=month&on=2026-04-20&by=clinic' },
    { path: '/api/v1/history/breakdown?range=month', status: 400 },
  ],
  'GET /api/v1/history/presets': () => [
    { path: '/api/v1/history/presets?range=month&on=2026-04-20' },
    { path: '/api/v1/history/presets?range=custom', status: 400 },
  ],
  'GET /api/v1/history/invoice': () => [
    { path: '/api/v1/history/invoice?month=2026-04' },
    { path: '/api/v1/history/invoice?month=april', status: 400 },
  ],
  'PUT /api/v1/history/invoice': () => [
    {
      path: '/api/v1/history/invoice?month=2026-04',
      headers: csv,
      body: 'cabinet;appels\ndurand;12\n',
    },
    {
      path: '/api/v1/history/invoice?month=2026-04',
      headers: csv,
      body: 'cabinet;appels\nnobody;12\n',
      status: 400,
    },
  ],
  'GET /api/v1/metrics': () => [
    ...['none', 'queue', 'team', 'clinic', 'agent', 'language', 'reason'].map((by) => ({
      path: `/api/v1/metrics?from=2026-04-20&to=2026-04-21&interval=1h&by=${by}`,
    })),
    { path: '/api/v1/metrics?from=2026-04-20&to=2026-04-21&interval=15m&by=clinic' },
    { path: '/api/v1/metrics?from=2026-03-01&to=2026-04-01&clinicId=durand' },
    { path: '/api/v1/metrics?from=2026-03-01&to=2026-04-01&by=clinic&returns=true' },
    { path: '/api/v1/metrics?from=2026-04-20&to=2026-04-21&by=clinic&format=csv', type: 'text/csv' },
    { path: '/api/v1/metrics?from=2026-04-20', status: 400 },
  ],
  'GET /api/v1/satisfaction': () => [
    { path: '/api/v1/satisfaction?month=2026-03' },
    { path: '/api/v1/satisfaction?month=2026-03&clinicId=durand&by=reason' },
    { path: '/api/v1/satisfaction?month=2026-04' },
    { path: '/api/v1/satisfaction?month=2026-13', status: 400 },
  ],
  'GET /api/v1/comments': () => [
    { path: '/api/v1/comments?month=2026-03&clinicId=durand' },
    { path: '/api/v1/comments?month=2026-04&clinicId=durand' },
    { path: '/api/v1/comments?month=2026-03', status: 400 },
  ],
  'POST /api/v1/comments/{id}/hide': () => [
    { path: `/api/v1/comments/${commentId}/hide`, body: { reason: 'personal' } },
  ],
  'POST /api/v1/comments/{id}/show': () => [{ path: `/api/v1/comments/${commentId}/show` }],
  'DELETE /api/v1/comments/{id}': () => [
    { path: `/api/v1/comments/${commentId}` },
    { path: '/api/v1/comments/nobody', status: 404 },
  ],
  'GET /api/v1/comments/log': () => [{ path: '/api/v1/comments/log' }],
  'GET /api/v1/reports': () => [
    { path: '/api/v1/reports?month=2026-03' },
    { path: '/api/v1/reports?month=2026-04' },
    { path: '/api/v1/reports?month=x', status: 400 },
  ],
  'GET /api/v1/reports/{month}/clinics/{clinicId}': () => [
    ...['fr', 'ca', 'en', 'es'].map((language) => ({
      path: `/api/v1/reports/2026-03/clinics/durand?language=${language}`,
    })),
    { path: '/api/v1/reports/2026-04/clinics/radiologie-sud' },
    { path: '/api/v1/reports/2026-03/clinics/durand?format=csv', type: 'text/csv' },
    { path: '/api/v1/reports/2026-03/clinics/durand?format=pdf', type: 'application/pdf' },
    { path: '/api/v1/reports/2026-03/clinics/nobody', status: 404 },
  ],
  'PUT /api/v1/reports/{month}/clinics/{clinicId}/notes': () => [
    { path: '/api/v1/reports/2026-03/clinics/durand/notes', body: { paragraphs: ['Une panne le 9.'] } },
    { path: '/api/v1/reports/2026-03/clinics/durand/notes', body: {}, status: 400 },
  ],
  'GET /api/v1/reports/{month}/clinics/{clinicId}/notes': () => [
    { path: '/api/v1/reports/2026-03/clinics/durand/notes' },
  ],
  'GET /api/v1/reports/{month}/clinics/{clinicId}/readers': () => [
    { path: '/api/v1/reports/2026-03/clinics/durand/readers' },
    { path: '/api/v1/reports/never/clinics/durand/readers', status: 400 },
  ],
  ...Object.fromEntries(
    ['look', 'acknowledge'].map((what) => [
      `POST /api/v1/clinic-alerts/${what}`,
      () => [
        {
          path: `/api/v1/clinic-alerts/${what}`,
          headers: { authorization: '' },
          body: { token: 'no' },
          status: 404,
        },
        { path: `/api/v1/clinic-alerts/${what}`, headers: { authorization: '' }, body: {}, status: 400 },
      ],
    ]),
  ),
  'POST /api/v1/reader/open': () => [
    { path: '/api/v1/reader/open', headers: { authorization: '' }, body: { token: readerToken } },
    { path: '/api/v1/reader/open', headers: { authorization: '' }, body: { token: 'no' }, status: 404 },
  ],
  'POST /api/v1/reader/sheet': () => [
    { path: '/api/v1/reader/sheet', headers: { authorization: '' }, body: { token: readerToken } },
    { path: '/api/v1/reader/sheet', headers: { authorization: '' }, body: { token: 'no' }, status: 404 },
  ],
  'POST /api/v1/reader/sheet/approve': () => [
    {
      path: '/api/v1/reader/sheet/approve',
      headers: { authorization: '' },
      body: { token: readerToken, version: 9, name: 'Anne' },
      status: 409,
    },
  ],
  'POST /api/v1/reader/answers': () => [
    {
      path: '/api/v1/reader/answers',
      headers: { authorization: '' },
      body: { token: readerToken, kind: 'question', text: 'Pourquoi le lundi ?' },
    },
    {
      path: '/api/v1/reader/answers',
      headers: { authorization: '' },
      body: { token: readerToken, kind: 'accepted', actionId: 'nobody' },
      status: 404,
    },
    { path: '/api/v1/reader/answers', headers: { authorization: '' }, body: { kind: 'no' }, status: 400 },
  ],
  'DELETE /api/v1/reports/{month}/clinics/{clinicId}/readers': () => [
    { path: '/api/v1/reports/2026-03/clinics/durand/readers' },
  ],
  'POST /api/v1/reports/actions': () => [
    {
      path: '/api/v1/reports/actions',
      body: { ...newAction, due: '2026-05-01', expected: 'Moins' },
      status: 201,
    },
    { path: '/api/v1/reports/actions', body: { text: 'x' }, status: 400 },
  ],
  'PATCH /api/v1/reports/actions/{id}': () => [
    { path: `/api/v1/reports/actions/${action.id}`, body: { status: 'done', outcome: 'Fait' } },
  ],
  'GET /api/v1/reports/actions': () => [{ path: '/api/v1/reports/actions?clinicId=durand' }],
  'GET /api/v1/reports/actions/{id}/changes': () => [
    { path: `/api/v1/reports/actions/${action.id}/changes` },
  ],
  'DELETE /api/v1/reports/actions/{id}': () => [
    { path: `/api/v1/reports/actions/${action.id}`, status: 204 },
    { path: `/api/v1/reports/actions/${action.id}`, status: 404 },
  ],
  'POST /api/v1/events': () => [
    { path: '/api/v1/events', body: events },
    { path: '/api/v1/events', headers: { 'content-type': 'text/html' }, body: events, status: 415 },
    { path: '/api/v1/events', headers: { authorization: 'Bearer no' }, body: events, status: 401 },
  ],
  'POST /api/v1/imports/asterisk-queue-log': () => [
    {
      path: '/api/v1/imports/asterisk-queue-log',
      headers: { 'content-type': 'text/plain' },
      body: '1774000000|1774000000.1|rdv|NONE|ENTERQUEUE||+33199001234|1\n1774000009|1774000000.1|rdv|NONE|ABANDON|1|1|9\nnonsense\n17',
    },
  ],
  'POST /api/v1/live/clinics/{id}/claim': () => [
    { path: '/api/v1/live/clinics/durand/claim', body: { by: 'Claire' } },
    { path: '/api/v1/live/clinics/durand/claim', body: {}, status: 400 },
  ],
  'POST /api/v1/live/clinics/{id}/release': () => [
    { path: '/api/v1/live/clinics/durand/release', status: 204 },
  ],
  'POST /api/v1/imports/staff-csv': () => [
    { path: '/api/v1/imports/staff-csv', headers: csv, body: 'date;team;from;to;planned\n' },
  ],
  'POST /api/v1/imports/followups-csv': () =>
    ['?clinicId=nobody', '?clinicId=', '?clinicId=nobody&preview=perhaps'].map((query, n) => ({
      path: `/api/v1/imports/followups-csv${query}`,
      headers: csv,
      body: 'dossier;sortie\nD-1;2026-04-20\n',
      status: n === 0 ? 409 : 400,
    })),
  'POST /api/v1/imports/calls-csv': () => [
    {
      path: '/api/v1/imports/calls-csv',
      headers: csv,
      body: 'callId,arrivedAt,queue,agent,answered,waitSeconds,talkSeconds,resolved,rating,extra\nk1,2026-04-20T09:00:00+02:00,rdv,anna,yes,5,60,yes,4,x\nk2,never,rdv,,no,,,,,\n',
    },
  ],
  'POST /api/v1/imports/survey-csv': () => [
    {
      path: '/api/v1/imports/survey-csv',
      headers: csv,
      body: 'source,callId,answeredAt,channel,language,overall\n/pbx,m1,2026-03-09T12:00:00,SMS,fr,5\n',
    },
  ],
  'POST /api/v1/surveys/invitations': () => [
    {
      path: '/api/v1/surveys/invitations',
      body: { source: '/pbx', callId: 'nobody', channel: 'sms', address: '+33639980001' },
    },
    { path: '/api/v1/surveys/invitations', body: {}, status: 400 },
  ],
  'POST /api/v1/surveys/deliveries': () => [
    {
      path: '/api/v1/surveys/deliveries',
      body: { invitationId: 'AAAAAAAAAAAAAAAA', outcome: 'delivered' },
      status: 404,
    },
  ],
  'POST /api/v1/surveys/refusals': () => [
    { path: '/api/v1/surveys/refusals', body: { channel: 'sms', address: '+33639980001' } },
  ],
};

describe('every answer of the API', () => {
  it('is asked for, of every operation of the OpenAPI file', () => {
    const told = Object.entries(file.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const asked = [...Object.keys(questionsOfFigures), ...Object.keys(ofAccounts)];
    expect(asked.toSorted()).toEqual(told.toSorted());
  });

  it.each(Object.keys(questionsOfFigures))('is what the file says: %s', async (operation) => {
    for (const asked of questionsOfFigures[operation]?.() ?? []) await holdAgainstFile(operation, asked);
  });

  it('is what the file says about people, from the invitation to the end', async () => {
    for (const [operation, ask] of Object.entries(ofAccounts))
      for (const asked of ask()) await holdAgainstFile(operation, asked);
  });

  it('would be found out if it said something else', () => {
    const said = file.paths['/api/v1/reports']?.['get']?.responses['200']?.content?.[json] as {
      schema: Json;
    };
    expect(
      checkOf(said.schema).safeParse({ month: '2026-03', months: [], clinics: [], total: {} }).success,
    ).toBe(false);
    expect(
      checkOf({ type: 'object', properties: { a: { type: 'string' } } }).safeParse({ b: 1 }).success,
    ).toBe(false);
  });
});

describe('every frame of the live stream', () => {
  it('is what its schema says', async () => {
    const frames: Record<string, unknown[]> = { snapshot: [], patch: [], heartbeat: [], refused: [] };
    const client = io(`${server.url}/live`, {
      transports: ['websocket'],
      extraHeaders: { authorization: `Bearer ${key}` },
    });
    for (const [name, seen] of Object.entries(frames))
      client.on(name, (frame: unknown) => void seen.push(frame));
    try {
      client.emit('watch', {});
      await until(() => frames['snapshot']?.length === 1);
      clock.advance(6_000);
      await server.app.get(EventIntake).receive('centre', [
        {
          specversion: '1.0',
          id: 'n1',
          source: '/pbx',
          type: 'call.enqueued',
          subject: 'new',
          time: new Date(clock.now()).toISOString(),
          data: { queueId: 'q', clinicId: 'durand' },
        },
      ]);
      await server.app.get(Projector).foldNow('centre');
      server.app.get(Bell).ringFolded('centre');
      client.emit('watch', { clinicIds: 'none' });
      const missing = (): string[] => Object.keys(frames).filter((name) => frames[name]?.length === 0);
      await until(() => missing().length === 0).catch(() => undefined);
      expect(missing()).toEqual([]);
    } finally {
      client.disconnect();
    }
    const schemas = {
      snapshot: liveSnapshotSchema,
      patch: livePatchSchema,
      heartbeat: liveHeartbeatSchema,
      refused: z.enum(liveRefusals),
    };
    for (const [name, schema] of Object.entries(schemas)) {
      const check = checkOf(z.toJSONSchema(schema, { target: 'openapi-3.0' }));
      for (const frame of frames[name] ?? []) {
        const read = check.safeParse(frame);
        expect([name, read.error?.issues.slice(0, 3)]).toEqual([name, undefined]);
      }
    }
  });
});

async function holdAgainstFile(operation: string, asked: Asked): Promise<void> {
  const [method = '', path = ''] = operation.split(' ');
  const { status = 200, type = status < 300 ? json : problem } = asked;
  const answer = await ask(method, asked);
  expect([asked.path, answer.status]).toEqual([asked.path, status]);
  if (status === 204) return;
  expect(answer.headers.get('content-type')).toContain(type);
  const schema = saidOf(method, path, status, type);
  expect([asked.path, schema]).not.toEqual([asked.path, undefined]);
  if (!type.endsWith('json')) return;
  const read = checkOf(schema ?? {}).safeParse(await answer.json());
  expect([asked.path, read.error?.issues.slice(0, 3)]).toEqual([asked.path, undefined]);
}

/** What the OpenAPI file says of an answer: under its status, else as what any other status answers. */
function saidOf(method: string, path: string, status: number, type: string): Json | undefined {
  const said = file.paths[path]?.[method.toLowerCase()]?.responses ?? {};
  const content = (said[String(status)] ?? said['default'])?.content?.[type];
  return (content as { readonly schema?: Json } | undefined)?.schema;
}

/** A check of a JSON schema that takes no field the schema does not name. */
function checkOf(schema: Json): z.ZodType {
  return z.fromJSONSchema(closed(schema) as Parameters<typeof z.fromJSONSchema>[0], {
    defaultTarget: 'openapi-3.0',
  });
}

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, of]) => [name, closed(of)]));
  const isClosed = 'properties' in schema && !('additionalProperties' in schema);
  return isClosed ? { ...inner, additionalProperties: false } : inner;
}

function ask(method: string, { path, headers, body }: Asked): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const all = {
    authorization: `Bearer ${key}`,
    ...(body !== undefined && { 'content-type': json }),
    ...headers,
  };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  return fetch(`${server.url}${path}`, { method, headers: sent, ...(body !== undefined && { body: text }) });
}

async function idIn(path: string, section: string): Promise<string> {
  const answer = (await (await ask('GET', { path })).json()) as Readonly<Record<string, object>>;
  const [first] = Object.values(answer[section] ?? {}) as { readonly id: string }[];
  return first?.id ?? `no ${section}`;
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < 60_000; waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(holds()).toBe(true);
}

const happened = (subject: string, type: string, at: number, data: object): object => ({
  specversion: '1.0',
  id: `${subject}-${type}`,
  source: '/pbx',
  type,
  subject,
  time: new Date(at).toISOString(),
  data,
});

/** Enough answers for a month to be published, with words. */
function answeredMarch(): object[] {
  const march = Date.UTC(2026, 2, 9, 9);
  return Array.from({ length: 40 }, (_, n) => n).flatMap((n) => {
    const at = march + n * 60_000;
    const items = { overall: 1 + (n % 5), clarity: 1 + ((n + 1) % 5), comment: 'Merci pour votre accueil.' };
    return [
      happened(`m${n}`, 'call.enqueued', at, { queueId: 'q', clinicId: 'durand' }),
      happened(`m${n}`, 'call.answered', at + 5_000, { agentId: 'anna' }),
      happened(`m${n}`, 'call.disconnected', at + 90_000, { side: 'caller' }),
      happened(`m${n}`, 'survey.answered', at + 600_000, { channel: 'sms', language: 'fr', items }),
    ];
  });
}

/** A caller of today who was not content and wishes to be called back. */
function discontent(): object[] {
  const at = now - 3_600_000;
  return [
    happened('sad', 'call.enqueued', at, { queueId: 'q', clinicId: 'durand', ani: '+33639980002' }),
    happened('sad', 'call.disconnected', at + 20_000, { side: 'caller' }),
    happened('sad', 'survey.answered', at + 600_000, {
      channel: 'sms',
      language: 'fr',
      items: { overall: 1, callback: 1 },
    }),
  ];
}
