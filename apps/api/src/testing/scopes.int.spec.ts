import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LiveClientEvents, LiveServerEvents, SettingsFile, Sheet } from '@vigie/contracts';
import { io, type Socket } from 'socket.io-client';

import { Admission } from '../access/admission';
import { ApiKeys } from '../access/api-keys';
import { apiScopes } from '../access/api-key';
import { permissionExtension } from '../access/may';
import { ruleOf, type Permission } from '../access/permissions';
import { createTestPerson } from '../access/testing/test-person';
import type { WallSight } from '../access/viewer';
import type { ViewerScope } from '../access/viewer-scope';
import { Projector } from '../fold/projector';
import { EventIntake } from '../intake/event-intake';
import { Bell } from '../platform/bell';
import { ManualClock } from '../platform/clock';
import { Publisher } from '../satisfaction/publisher';
import { SettingsRegistrar } from '../settings/settings-registrar';
import { everythingTold } from '../settings/testing/inform-staff';
import { sheetTemplates } from '../sheets/templates/sheet-templates';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from './test-server';

/*
 * Own figures only (A11): every route and every frame × what a viewer may see × a foreign clinic in path, query and body.
 * Each clinic is called by a canary, which is in its id and name and in the names of its queue, team, secretary, callers'
 * reasons, patients' comments, notes and actions: none may be in an answer to who sees the other one.
 */

type Operations = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
/** A body that is a text is a table. */
type Question = Readonly<{ path: string; body?: unknown }>;
/** What is asked, about one clinic where it names any. */
type Ask = (of: Ids) => readonly Question[];
type Ids = Readonly<{
  clinic: string;
  queue: string;
  team: string;
  agent: string;
  comment: string;
  action: string;
  concern: string;
  callback: string;
  call: string;
  incident: string;
  handover: string;
  campaign: string;
  contact: string;
}>;

/** 20 April 2026: March has been final for ten days. */
const now = Date.UTC(2026, 3, 20, 9);
const clock = new ManualClock(now);
const north = 'nordcanary';
const south = 'sudcanary';
const scopes = {
  all: { kind: 'all' },
  north: { kind: 'clinics', clinicIds: [north] },
  south: { kind: 'clinics', clinicIds: [south] },
  northTeam: { kind: 'teams', teamIds: [`team-${north}`] },
  southAgent: { kind: 'agent', agentId: `ag-${south}` },
  northWall: { kind: 'teams', teamIds: [`team-${north}`] },
  namelessWall: { kind: 'all' },
} as const satisfies Readonly<Record<string, ViewerScope>>;
type ScopeName = keyof typeof scopes;
/** Televisions among them, and whether they name clinics. */
const walls: Readonly<Partial<Record<ScopeName, WallSight>>> = {
  northWall: { linkId: 'north', namesClinics: true },
  namelessWall: { linkId: 'nameless', namesClinics: false },
};
/** Who may not see which canary. */
const foreignTo: readonly (readonly [ScopeName, string])[] = [
  ['north', south],
  ['south', north],
  ['northTeam', south],
  ['southAgent', north],
];
/** By the link of a television nothing but the stream opens: see `access/wall/wall.int.spec.ts`. */
const foreignToWalls: typeof foreignTo = [
  ['northWall', south],
  ['namelessWall', north],
  ['namelessWall', south],
];

const settings: SettingsFile = {
  centre: { staffNotice: everythingTold },
  clinics: [north, south].map((id) => ({ id, name: `Cabinet ${id}`, shortName: id, campaigns: true })),
  queues: [north, south].map((id) => ({ id: `q-${id}`, name: `Accueil ${id}`, clinicId: id })),
  teams: [north, south].map((id) => ({
    id: `team-${id}`,
    name: `Équipe ${id}`,
    queues: [`q-${id}`],
    members: [`ag-${id}`],
  })),
  agents: [north, south].map((id) => ({ id: `ag-${id}`, name: `Anne ${id}` })),
};

const sheetOf = (clinic: string): Sheet => ({ ...sheetTemplates.fr, disclosure: `Ici ${clinic}` });

const orderOf = (clinic: string) => ({
  ...{ kind: 'event', title: `Campagne ${clinic}`, sentence: `${clinic} vous invite`, nothingSold: true },
  ...{ orderedBy: `Dr ${clinic}`, orderedOn: '2026-04-01', startsOn: '2026-04-01', endsOn: '2026-06-01' },
  ...{ callFrom: '00:00', callUntil: '23:59' },
});
const newCampaign = (clinic: string) => ({
  campaignId: randomUUID(),
  clinicId: clinic,
  order: orderOf(clinic),
});

const march = 'from=2026-03-01&to=2026-04-01';
const range = 'from=2026-04-20&to=2026-04-21';
const uuid = '00000000-0000-4000-8000-000000000000';

/** What is asked of each operation that tells or changes something of calls. One that is missing here is a fault. */
const questions: Readonly<Record<string, Ask>> = {
  'GET /api/v1/live': () => [{ path: '/live' }, { path: '/live?at=2026-04-20T10:58:00%2B02:00' }],
  'GET /api/v1/live/calls': ({ clinic, team }) => [
    { path: '/live/calls?limit=200' },
    { path: `/live/calls?clinicId=${clinic}` },
    { path: `/live/calls?teamId=${team}` },
  ],
  'POST /api/v1/live/concerns/{id}/acknowledge': ({ concern }) => [
    { path: `/live/concerns/${concern}/acknowledge` },
  ],
  'POST /api/v1/live/clinics/{id}/claim': ({ clinic }) => [
    { path: `/live/clinics/${clinic}/claim`, body: { by: 'Claire' } },
  ],
  'POST /api/v1/live/clinics/{id}/release': ({ clinic }) => [{ path: `/live/clinics/${clinic}/release` }],
  'GET /api/v1/incidents': () => [{ path: '/incidents' }],
  'GET /api/v1/incidents/{id}': ({ incident }) => [{ path: `/incidents/${incident}` }],
  'POST /api/v1/incidents/{id}/take': ({ incident }) => [{ path: `/incidents/${incident}/take`, body: {} }],
  'POST /api/v1/incidents/{id}/notes': ({ incident }) => [
    { path: `/incidents/${incident}/notes`, body: { note: 'Rappelé' } },
  ],
  'POST /api/v1/incidents/{id}/end': ({ incident }) => [
    { path: `/incidents/${incident}/end`, body: { outcome: 'clinic' } },
  ],
  'POST /api/v1/incidents/{id}/review': ({ incident }) => [
    { path: `/incidents/${incident}/review`, body: {} },
  ],
  'GET /api/v1/callbacks': () => [{ path: '/callbacks' }],
  'GET /api/v1/callbacks/figures': () =>
    ['none', 'day', 'clinic'].map((by) => ({
      path: `/callbacks/figures?from=2026-04-01&to=2026-04-21&by=${by}`,
    })),
  'GET /api/v1/callbacks/export': () => [{ path: '/callbacks/export?from=2026-04-01&to=2026-04-21' }],
  'GET /api/v1/campaigns': () => [{ path: '/campaigns' }],
  'GET /api/v1/campaigns/figures': () =>
    ['none', 'day', 'clinic', 'campaign'].map((by) => ({
      path: `/campaigns/figures?from=2026-04-01&to=2026-04-21&by=${by}`,
    })),
  'POST /api/v1/campaigns': ({ clinic }) => [{ path: '/campaigns', body: newCampaign(clinic) }],
  'GET /api/v1/campaigns/{id}/versions': ({ campaign }) => [{ path: `/campaigns/${campaign}/versions` }],
  'PUT /api/v1/campaigns/{id}': ({ campaign, clinic }) => [
    { path: `/campaigns/${campaign}`, body: { basedOn: 1, order: orderOf(clinic) } },
  ],
  'POST /api/v1/campaigns/{id}/list': ({ campaign }) => [
    { path: `/campaigns/${campaign}/list`, body: { text: 'number,consent\n+33639980078,yes' } },
  ],
  'GET /api/v1/campaigns/{id}/contacts': ({ campaign }) => [{ path: `/campaigns/${campaign}/contacts` }],
  'POST /api/v1/campaigns/{id}/contacts/{contactId}/claim': ({ campaign, contact }) => [
    { path: `/campaigns/${campaign}/contacts/${contact}/claim` },
  ],
  'POST /api/v1/campaigns/{id}/contacts/{contactId}/release': ({ campaign, contact }) => [
    { path: `/campaigns/${campaign}/contacts/${contact}/release` },
  ],
  'POST /api/v1/campaigns/{id}/contacts/{contactId}/outcome': ({ campaign, contact }) => [
    { path: `/campaigns/${campaign}/contacts/${contact}/outcome`, body: { outcome: 'noAnswer' } },
  ],
  'POST /api/v1/campaigns/{id}/end': ({ campaign }) => [{ path: `/campaigns/${campaign}/end` }],
  'GET /api/v1/followups': ({ clinic }) => [
    { path: '/followups' },
    { path: `/followups?clinicId=${clinic}` },
  ],
  'GET /api/v1/handovers': () => [{ path: '/handovers' }],
  'POST /api/v1/handovers/{id}/acknowledge': ({ handover }) => [
    { path: `/handovers/${handover}/acknowledge` },
  ],
  'GET /api/v1/handovers/figures': () =>
    ['none', 'day', 'clinic'].map((by) => ({
      path: `/handovers/figures?from=2026-04-01&to=2026-04-21&by=${by}`,
    })),
  'GET /api/v1/followups/figures': () =>
    ['none', 'day', 'clinic', 'type'].map((by) => ({
      path: `/followups/figures?from=2026-04-01&to=2026-04-21&by=${by}`,
    })),
  'POST /api/v1/followups': ({ clinic }) => [
    { path: '/followups', body: { clinicId: clinic, type: 'same_day' } },
  ],
  'POST /api/v1/imports/followups-csv': ({ clinic }) =>
    ['', '&preview=true'].map((more) => ({
      path: `/imports/followups-csv?clinicId=${clinic}&type=same_day${more}`,
      body: 'dossier;sortie\nD-1;2026-04-20\n',
    })),
  'POST /api/v1/followups/{id}/cancel': ({ callback }) => [{ path: `/followups/${callback}/cancel` }],
  'GET /api/v1/callbacks/{id}': ({ callback }) => [{ path: `/callbacks/${callback}` }],
  'GET /api/v1/callbacks/{id}/calls': ({ callback }) => [{ path: `/callbacks/${callback}/calls` }],
  'GET /api/v1/calls/{id}/earlier': ({ call }) => [{ path: `/calls/${call}/earlier` }],
  'GET /api/v1/callers/{hash}/calls': ({ clinic }) => [
    { path: `/callers/${'0'.repeat(32)}/calls?clinicId=${clinic}` },
  ],
  'GET /api/v1/callers/frequent': ({ clinic }) => [
    { path: '/callers/frequent' },
    { path: `/callers/frequent?clinicId=${clinic}` },
  ],
  'POST /api/v1/callbacks/{id}/claim': ({ callback }) => [
    { path: `/callbacks/${callback}/claim`, body: { by: 'Claire' } },
  ],
  'POST /api/v1/callbacks/{id}/number': ({ callback }) => [
    { path: `/callbacks/${callback}/number`, body: { by: 'Claire' } },
  ],
  'POST /api/v1/callbacks/{id}/release': ({ callback }) => [{ path: `/callbacks/${callback}/release` }],
  'POST /api/v1/callbacks/{id}/attempts': ({ callback }) => [
    { path: `/callbacks/${callback}/attempts`, body: { outcome: 'noAnswer' } },
  ],
  'POST /api/v1/callbacks/{id}/close': ({ callback }) => [
    { path: `/callbacks/${callback}/close`, body: { outcome: 'settled' } },
  ],
  'POST /api/v1/followups/{id}/answers': ({ callback }) => [
    {
      path: `/followups/${callback}/answers`,
      body: {
        version: 1,
        answers: { condition: 'yes', medicines: 'yes', appointments: 'yes', services: 'yes', plan: 'no' },
      },
    },
  ],
  'POST /api/v1/callbacks/{id}/reopen': ({ callback }) => [{ path: `/callbacks/${callback}/reopen` }],
  'GET /api/v1/metrics': ({ clinic, queue, team, agent }) => [
    ...['none', 'queue', 'team', 'clinic', 'agent', 'language', 'reason'].map((by) => ({
      path: `/metrics?${range}&by=${by}`,
    })),
    { path: `/metrics?${range}&by=queue&peaks=true` },
    { path: `/metrics?${range}&by=clinic&returns=true` },
    { path: `/metrics?${range}&by=team&returns=true&clinicId=${clinic}` },
    { path: `/metrics?${march}&by=clinic` },
    { path: `/metrics?${range}&clinicId=${clinic}` },
    { path: `/metrics?${march}&clinicId=${clinic}` },
    { path: `/metrics?${range}&queueId=${queue}` },
    { path: `/metrics?${range}&teamId=${team}` },
    { path: `/metrics?${range}&agentId=${agent}` },
    { path: `/metrics?${range}&by=reason&clinicId=${clinic}` },
  ],
  'GET /api/v1/calls': ({ clinic, queue, team }) => [
    { path: '/calls?range=today' },
    { path: '/calls?range=today&count=answered&limit=200' },
    { path: `/calls?range=today&clinicId=${clinic}` },
    { path: `/calls?range=today&queueId=${queue}` },
    { path: `/calls?range=today&teamId=${team}` },
  ],
  'GET /api/v1/calls/{id}': ({ call }) => [{ path: `/calls/${call}` }],
  'GET /api/v1/history': ({ clinic, queue, team }) => [
    { path: '/history?range=today' },
    { path: '/history?range=month&on=2026-03-01' },
    { path: `/history?range=today&clinicId=${clinic}` },
    { path: `/history?range=today&queueId=${queue}` },
    { path: `/history?range=today&teamId=${team}` },
    { path: `/history?range=today&coveredOnly=true` },
  ],
  'GET /api/v1/history/breakdown': ({ clinic, queue, team }) => [
    ...['clinic', 'team', 'queue', 'language', 'reason', 'hour', 'weekday'].map((by) => ({
      path: `/history/breakdown?range=today&by=${by}`,
    })),
    { path: `/history/breakdown?range=today&by=reason&clinicId=${clinic}` },
    { path: `/history/breakdown?range=today&by=clinic&queueId=${queue}` },
    { path: `/history/breakdown?range=today&by=queue&teamId=${team}` },
  ],
  'GET /api/v1/history/presets': ({ clinic, queue, team }) => [
    { path: '/history/presets?range=today' },
    { path: `/history/presets?range=today&clinicId=${clinic}` },
    { path: `/history/presets?range=today&queueId=${queue}` },
    { path: `/history/presets?range=today&teamId=${team}` },
  ],
  'GET /api/v1/history/invoice': () => [{ path: '/history/invoice?month=2026-04' }],
  'PUT /api/v1/history/invoice': ({ clinic }) => [
    { path: '/history/invoice?month=2026-03', body: `cabinet;appels\n${clinic};12\n` },
  ],
  'GET /api/v1/satisfaction': ({ clinic }) => [
    { path: '/satisfaction?month=2026-03' },
    { path: `/satisfaction?month=2026-03&clinicId=${clinic}` },
    { path: `/satisfaction?month=2026-03&clinicId=${clinic}&by=reason` },
  ],
  'GET /api/v1/comments': ({ clinic }) => [{ path: `/comments?month=2026-03&clinicId=${clinic}` }],
  'GET /api/v1/comments/log': () => [{ path: '/comments/log' }],
  'POST /api/v1/comments/{id}/hide': ({ comment }) => [
    { path: `/comments/${comment}/hide`, body: { reason: 'personal' } },
  ],
  'POST /api/v1/comments/{id}/show': ({ comment }) => [{ path: `/comments/${comment}/show` }],
  'DELETE /api/v1/comments/{id}': ({ comment }) => [{ path: `/comments/${comment}` }],
  'GET /api/v1/reports': () => [{ path: '/reports?month=2026-03' }, { path: '/reports' }],
  'GET /api/v1/reports/{month}/clinics/{clinicId}': ({ clinic }) =>
    ['json', 'csv', 'spreadsheet', 'pdf'].map((format) => ({
      path: `/reports/2026-03/clinics/${clinic}?format=${format}`,
    })),
  'GET /api/v1/reports/{month}/clinics/{clinicId}/notes': ({ clinic }) => [
    { path: `/reports/2026-03/clinics/${clinic}/notes` },
  ],
  'PUT /api/v1/reports/{month}/clinics/{clinicId}/notes': ({ clinic }) => [
    { path: `/reports/2026-03/clinics/${clinic}/notes`, body: { paragraphs: [`Le mois ${clinic}.`] } },
  ],
  'GET /api/v1/reports/{month}/clinics/{clinicId}/readers': ({ clinic }) => [
    { path: `/reports/2026-03/clinics/${clinic}/readers` },
  ],
  'DELETE /api/v1/reports/{month}/clinics/{clinicId}/readers': ({ clinic }) => [
    { path: `/reports/2026-03/clinics/${clinic}/readers` },
  ],
  'GET /api/v1/reports/actions': ({ clinic }) => [
    { path: '/reports/actions' },
    { path: `/reports/actions?clinicId=${clinic}` },
  ],
  'GET /api/v1/reports/actions/{id}/changes': ({ action }) => [
    { path: `/reports/actions/${action}/changes` },
  ],
  'POST /api/v1/reports/actions': ({ clinic }) => [
    {
      path: '/reports/actions',
      body: { clinicId: clinic, month: '2026-03', text: `Un poste ${clinic}`, owner: 'Claire' },
    },
  ],
  'PATCH /api/v1/reports/actions/{id}': ({ action }) => [
    { path: `/reports/actions/${action}`, body: { status: 'done' } },
  ],
  'DELETE /api/v1/reports/actions/{id}': ({ action }) => [{ path: `/reports/actions/${action}` }],
  'GET /api/v1/diagnoses': () => [{ path: '/diagnoses' }],
  'GET /api/v1/clinics/{clinicId}/diagnosis': ({ clinic }) => [{ path: `/clinics/${clinic}/diagnosis` }],
  'GET /api/v1/clinics/{clinicId}/greeting': ({ clinic }) => [{ path: `/clinics/${clinic}/greeting` }],
  'GET /api/v1/sheets': () => [{ path: '/sheets' }],
  'GET /api/v1/sheet-changes': () => [{ path: '/sheet-changes' }],
  'POST /api/v1/sheet-changes/{clinicId}': ({ clinic }) => [
    { path: `/sheet-changes/${clinic}`, body: { version: 1 } },
  ],
  'GET /api/v1/sheets/{clinicId}': ({ clinic }) => [{ path: `/sheets/${clinic}` }],
  'GET /api/v1/sheets/{clinicId}/versions/{version}': ({ clinic }) => [
    { path: `/sheets/${clinic}/versions/1` },
  ],
  'GET /api/v1/sheets/{clinicId}/file': ({ clinic }) => [{ path: `/sheets/${clinic}/file?format=csv` }],
  'PUT /api/v1/sheets/{clinicId}': ({ clinic }) => [
    { path: `/sheets/${clinic}`, body: { basedOn: 1, sheet: sheetOf(clinic) } },
  ],
  'POST /api/v1/sheets/{clinicId}/versions/{version}/approve': ({ clinic }) => [
    { path: `/sheets/${clinic}/versions/1/approve` },
  ],
  'POST /api/v1/sheets/{clinicId}/versions/{version}/accept': ({ clinic }) => [
    { path: `/sheets/${clinic}/versions/1/accept` },
  ],
  'POST /api/v1/sheets/{clinicId}/versions/{version}/decline': ({ clinic }) => [
    { path: `/sheets/${clinic}/versions/1/decline`, body: { why: `Non, ${clinic}` } },
  ],
  'GET /api/v1/sheets/{clinicId}/questions': ({ clinic }) => [{ path: `/sheets/${clinic}/questions` }],
  'GET /api/v1/sheets/{clinicId}/requests': ({ clinic }) => [{ path: `/sheets/${clinic}/requests` }],
  'POST /api/v1/sheets/{clinicId}/requests': ({ clinic }) => [
    { path: `/sheets/${clinic}/requests`, body: { text: 'Le parking ?' } },
  ],
  'POST /api/v1/sheets/{clinicId}/requests/{requestId}': ({ clinic }) => [
    { path: `/sheets/${clinic}/requests/none`, body: { state: 'taken' } },
  ],
  'GET /api/v1/sheets/{clinicId}/readers': ({ clinic }) => [{ path: `/sheets/${clinic}/readers` }],
  'DELETE /api/v1/sheets/{clinicId}/readers': ({ clinic }) => [{ path: `/sheets/${clinic}/readers` }],
  'POST /api/v1/sheets/{clinicId}/questions': ({ clinic }) => [
    { path: `/sheets/${clinic}/questions`, body: { question: clinic, decision: 'accepted' } },
  ],
  'GET /api/v1/sheet-templates/{language}': () => [{ path: '/sheet-templates/fr' }],
  'POST /api/v1/sheet-files': () => [
    { path: '/sheet-files', body: { format: 'yaml', text: 'service: booking' } },
  ],
  'GET /api/v1/staff-notice': () => [{ path: '/staff-notice' }],
  'PUT /api/v1/staff-notice': () => [{ path: '/staff-notice', body: everythingTold }],
  'GET /api/v1/staff-plan': () => [{ path: '/staff-plan' }, { path: '/staff-plan?day=2026-04-20' }],
  'GET /api/v1/staff-plan/{teamId}/changes': ({ team }) => [{ path: `/staff-plan/${team}/changes` }],
  'PUT /api/v1/staff-plan/{teamId}': ({ team }) => [
    { path: `/staff-plan/${team}`, body: { day: '2026-04-20', revision: 'none', spans: null } },
  ],
  'GET /api/v1/settings': () => [{ path: '/settings' }],
  'GET /api/v1/settings/file': () => [{ path: '/settings/file' }],
  'GET /api/v1/settings/{kind}/{id}/changes': ({ clinic, queue }) => [
    { path: `/settings/clinics/${clinic}/changes` },
    { path: `/settings/queues/${queue}/changes` },
  ],
  'PATCH /api/v1/settings/{kind}/{id}': ({ clinic }) => [
    {
      path: `/settings/clinics/${clinic}`,
      body: { revision: 'new', from: '2026-04-20', changes: { name: `Cabinet ${clinic}` } },
    },
  ],
  'GET /api/v1/settings/proposals': () => [{ path: '/settings/proposals' }],
  'POST /api/v1/settings/{kind}/{id}/proposals': ({ clinic }) => [
    {
      path: `/settings/clinics/${clinic}/proposals`,
      body: { revision: 'new', from: '2026-04-20', changes: { shortName: clinic }, note: '' },
    },
  ],
  'POST /api/v1/settings/proposals/{proposalId}/accept': () => [
    { path: `/settings/proposals/${uuid}/accept`, body: { revision: 'new', from: '2026-04-20' } },
  ],
  'POST /api/v1/settings/proposals/{proposalId}/refuse': () => [
    { path: `/settings/proposals/${uuid}/refuse`, body: { answer: 'Non' } },
  ],
  'POST /api/v1/settings/proposals/{proposalId}/withdraw': () => [
    { path: `/settings/proposals/${uuid}/withdraw` },
  ],
  'POST /api/v1/surveys/invitations': ({ clinic }) => [
    {
      path: '/surveys/invitations',
      body: { source: '/pbx', callId: `${clinic}-0`, channel: 'sms', address: '+33639980001' },
    },
  ],
  'POST /api/v1/surveys/deliveries': () => [
    { path: '/surveys/deliveries', body: { invitationId: 'AAAAAAAAAAAAAAAA', outcome: 'delivered' } },
  ],
};

/** Of the whole tenant: they say nothing of calls, or are refused to who sees a part (see the last test). */
const ofNoClinic: ReadonlySet<Permission> = new Set<Permission>([
  'audit.see',
  'audit.verify',
  'audit.export',
  'people.see',
  'people.manage',
  'walls.see',
  'walls.manage',
  'keys.see',
  'keys.manage',
  'connectors.see',
  'connectors.manage',
  'hooks.deliver',
  'events.send',
  'tables.import',
  'callers.export',
  'callers.erase',
  'erasures.see',
  'retention.see',
  'retention.change',
  // Of one's own call alone, and by no key: see secretary.int.spec.
  'calls.note',
  // By no key, and of a row that a person has taken: see calling.int.spec.
  'calls.place',
  // By no key: see callers.int.spec and campaigns.int.spec.
  'numbers.share',
  'marks.lift',
]);
/** An address that never wants to be asked: it says nothing of anybody's clinic. */
const tellsNothing = new Set(['POST /api/v1/surveys/refusals']);

const idsOf = (name: string, made: Omit<Ids, 'clinic' | 'queue' | 'team' | 'agent'>): Ids => ({
  clinic: name,
  queue: `q-${name}`,
  team: `team-${name}`,
  agent: `ag-${name}`,
  ...made,
});
const nobody = idsOf('nobodyknows', {
  comment: uuid,
  action: uuid,
  concern: uuid,
  callback: uuid,
  call: uuid,
  incident: uuid,
  handover: uuid,
  campaign: uuid,
  contact: uuid,
});

let server: TestServer;
let key = '';
let operations: Operations;
const ids = new Map<string, Ids>();

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
  const text = JSON.stringify(settings);
  await server.app.get(SettingsRegistrar).register('centre', { format: 'yaml', text });
  const intake = server.app.get(EventIntake);
  for (const name of [north, south]) await intake.receive('centre', [...marchOf(name), ...todayOf(name)]);
  await server.app.get(Projector).foldNow('centre');
  await server.app.get(Publisher).publish('centre');
  clock.advance(10_000);
  await server.app.get(Publisher).publish('centre');
  seeAs(server.app.get(Admission));
  const file = (await (await fetch(`${server.url}/api/docs/openapi.json`)).json()) as { paths: Operations };
  operations = file.paths;
  for (const name of [north, south]) ids.set(name, await madeFor(name));
});
afterAll(() => server.close());

/** Narrows whoever is admitted to the scope that the request names. */
function seeAs(admission: Admission): void {
  const admit = admission.viewer.bind(admission);
  admission.viewer = async (request, permission) => {
    const viewer = await admit(request, permission);
    const scope = scopes[(request.headers['x-sees'] as ScopeName | undefined) ?? 'all'];
    const wall = walls[request.headers['x-sees'] as ScopeName] ?? null;
    return { ...viewer, scope, wall, scopeOf: () => scope };
  };
}

async function madeFor(name: string): Promise<Ids> {
  const action = await answerOf('POST', 'all', {
    path: '/reports/actions',
    body: { clinicId: name, month: '2026-03', text: `Un poste pour ${name}`, owner: `Anne ${name}` },
  });
  await answerOf('PUT', 'all', {
    path: `/reports/2026-03/clinics/${name}/notes`,
    body: { paragraphs: [`Une panne chez ${name}.`] },
  });
  await answerOf('PUT', 'all', { path: `/sheets/${name}`, body: { basedOn: 0, sheet: sheetOf(name) } });
  const told = await answerOf('GET', 'all', { path: `/comments?month=2026-03&clinicId=${name}` });
  const { comments } = JSON.parse(told.text) as { comments: readonly { id: string; text: string }[] };
  expect(comments[0]?.text).toContain(name);
  const board = JSON.parse((await answerOf('GET', 'all', { path: '/live' })).text) as {
    concerns: Readonly<Record<string, { id: string; clinicId: string }>>;
  };
  const concern = Object.values(board.concerns).find(({ clinicId }) => clinicId === name);
  const list = JSON.parse((await answerOf('GET', 'all', { path: '/callbacks' })).text) as {
    callbacks: readonly { id: string; clinicId: string }[];
  };
  const callback = list.callbacks.find(({ clinicId }) => clinicId === name);
  expect(callback).toBeDefined();
  const behind = await answerOf('GET', 'all', { path: `/calls?range=month&clinicId=${name}` });
  const { calls } = JSON.parse(behind.text) as { calls: readonly { id: string }[] };
  expect(calls.length).toBeGreaterThan(0);
  return idsOf(name, {
    comment: comments[0]?.id ?? '',
    action: (JSON.parse(action.text) as { id: string }).id,
    concern: concern?.id ?? '',
    callback: callback?.id ?? '',
    call: calls[0]?.id ?? '',
    incident: await incidentOf(name),
    handover: await handoverOf(name),
    ...(await campaignOf(name)),
  });
}

async function incidentOf(name: string): Promise<string> {
  const { incidents } = JSON.parse((await answerOf('GET', 'all', { path: '/incidents' })).text) as {
    incidents: readonly { id: string; clinicId: string | null }[];
  };
  const incident = incidents.find(({ clinicId }) => clinicId === name);
  expect(incident).toBeDefined();
  return incident?.id ?? '';
}

async function handoverOf(name: string): Promise<string> {
  const { handovers } = JSON.parse((await answerOf('GET', 'all', { path: '/handovers' })).text) as {
    handovers: readonly { id: string; clinicId: string }[];
  };
  const handover = handovers.find(({ clinicId }) => clinicId === name);
  expect(handover).toBeDefined();
  return handover?.id ?? '';
}

async function campaignOf(name: string): Promise<Pick<Ids, 'campaign' | 'contact'>> {
  const made = await answerOf('POST', 'all', { path: '/campaigns', body: newCampaign(name) });
  const { id } = JSON.parse(made.text) as { id: string };
  const text = `number,consent,reference\n+33639980077,yes,ref-${name}`;
  await answerOf('POST', 'all', { path: `/campaigns/${id}/list`, body: { text } });
  const list = await answerOf('GET', 'all', { path: `/campaigns/${id}/contacts` });
  const { contacts } = JSON.parse(list.text) as { contacts: readonly { id: string; reference: string }[] };
  expect(contacts[0]?.reference).toContain(name);
  return { campaign: id, contact: contacts[0]?.id ?? '' };
}

type Told = { readonly status: number; readonly text: string };

async function answerOf(method: string, sees: ScopeName, { path, body }: Question): Promise<Told> {
  const isTable = typeof body === 'string';
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      'x-sees': sees,
      ...(body !== undefined && { 'content-type': isTable ? 'text/csv' : 'application/json' }),
    },
    ...(body !== undefined && { body: isTable ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, text: Buffer.from(await answer.arrayBuffer()).toString('latin1') };
}

const idsFor = (name: string): Ids => ids.get(name) ?? nobody;
const methodOf = (operation: string): string => operation.split(' ')[0] ?? '';

/** An answer without the ids that were asked for, which it may repeat, and without the number of the refusal. */
function withoutAsked({ status, text }: Told, of: Ids): Told {
  const asked = Object.values(of).toSorted((a, b) => b.length - a.length);
  const plain = asked.reduce((left, id) => left.replaceAll(id, '·'), text);
  return { status, text: plain.replaceAll(/"(instance|requestId)":"[^"]*"/gu, '') };
}

/** A secretary sees how many wait for each team, as the television of the room: to both, teams' names are no secret. */
function names(text: string, canary: string, sees: ScopeName): boolean {
  const teams = new RegExp(`team-${canary}|quipe ${canary}`, 'gu');
  return (sees === 'southAgent' || sees === 'namelessWall' ? text.replaceAll(teams, '') : text).includes(
    canary,
  );
}

describe('who sees a part of a centre', () => {
  it('is tried at every operation that tells or changes something of calls', () => {
    const told = Object.entries(operations).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) => {
        const permission = operation[permissionExtension] as Permission;
        const isOfClinics = ruleOf(permission).of === 'tenant' && !ofNoClinic.has(permission);
        return isOfClinics ? [`${method.toUpperCase()} ${path}`] : [];
      }),
    );
    expect(Object.keys(questions).toSorted()).toEqual(told.filter((of) => !tellsNothing.has(of)).toSorted());
  });

  it('has something to hide: who sees all sees both canaries', async () => {
    for (const path of [
      '/live',
      '/live/calls?limit=200',
      `/metrics?${range}&by=clinic`,
      '/reports?month=2026-03',
    ]) {
      const { text } = await answerOf('GET', 'all', { path });
      expect([path, text.includes(north), text.includes(south)]).toEqual([path, true, true]);
    }
  });

  const cases = Object.keys(questions).flatMap((operation) =>
    foreignTo.map(([sees, canary]) => [operation, sees, canary] as const),
  );

  it.each(cases)('is told nothing of another clinic: %s as %s', async (operation, sees, canary) => {
    const method = methodOf(operation);
    const foreign = questions[operation]?.(idsFor(canary)) ?? [];
    const unknown = questions[operation]?.(nobody) ?? [];
    for (const [index, question] of foreign.entries()) {
      const same = unknown[index] ?? question;
      const told = await answerOf(method, sees, question);
      expect([question.path, told.status < 500]).toEqual([question.path, true]);
      if (question.path === same.path && question.body === same.body) {
        expect([question.path, names(told.text, canary, sees)]).toEqual([question.path, false]);
        continue;
      }
      const ofNobody = await answerOf(method, sees, same);
      expect([question.path, withoutAsked(told, idsFor(canary))]).toEqual([
        question.path,
        withoutAsked(ofNobody, nobody),
      ]);
    }
  });

  it('is still told its own', async () => {
    const own = idsFor(north);
    for (const operation of Object.keys(questions).filter((of) => methodOf(of) === 'GET')) {
      for (const question of questions[operation]?.(own) ?? []) {
        const { status } = await answerOf('GET', 'north', question);
        const isOfStaff =
          /by=(team|agent)|^\/(?:metrics|history|calls)\b.*(?:teamId|agentId)=|settings\/file|staff-notice|^\/sheet-changes|staff-plan\/.*changes/u.test(
            question.path,
          );
        // A team is nothing that a clinic knows of.
        const refused = question.path.startsWith('/staff-plan/') ? 404 : 403;
        expect([question.path, status]).toEqual([question.path, isOfStaff ? refused : 200]);
      }
    }
    const told = await answerOf('GET', 'north', { path: '/reports?month=2026-03' });
    expect(told.text).toContain(`Cabinet ${north}`);
    const { text } = await answerOf('GET', 'north', { path: `/metrics?${range}&by=clinic` });
    expect(text).toContain(north);
  });

  it('adds up to no more than its own: totals are of its calls alone', async () => {
    const presentedOf = async (sees: ScopeName): Promise<number> => {
      const { text } = await answerOf('GET', sees, { path: `/metrics?${range}` });
      return (JSON.parse(text) as { total: { counts: { presented: number } } }).total.counts.presented;
    };
    const [all, one, other] = [
      await presentedOf('all'),
      await presentedOf('north'),
      await presentedOf('south'),
    ];
    expect([one > 0, other > 0, one + other]).toEqual([true, true, all]);
    const board = async (sees: ScopeName) =>
      (
        JSON.parse((await answerOf('GET', sees, { path: '/live' })).text) as {
          totals: { presentedDay: number };
        }
      ).totals.presentedDay;
    expect((await board('north')) + (await board('south'))).toBe(await board('all'));
  });

  it('sends no events and no tables, which may be of any clinic', async () => {
    const ways: readonly (readonly [string, string, string])[] = [
      ['/events', 'application/json', '[]'],
      ['/imports/calls-csv', 'text/csv', 'callId\n'],
      ['/imports/survey-csv', 'text/csv', 'callId\n'],
      ['/imports/staff-csv', 'text/csv', 'date\n'],
      ['/imports/asterisk-queue-log', 'text/plain', '1|1|q|NONE|ENTERQUEUE\n'],
    ];
    for (const [path, type, body] of ways) {
      const headers = { authorization: `Bearer ${key}`, 'x-sees': 'north', 'content-type': type };
      const answer = await fetch(`${server.url}/api/v1${path}`, { method: 'POST', headers, body });
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });

  it('acts on no caller as officer of a part, who may have called any clinic', async () => {
    const everyone = { role: 'officer', scope: { kind: 'all' } } as const;
    const { cookie } = await createTestPerson(server.app, 'centre', [everyone]);
    for (const path of ['export', 'erase']) {
      const answer = await fetch(`${server.url}/api/v1/callers/${path}`, {
        method: 'POST',
        headers: { cookie, origin: server.url, 'x-sees': 'north', 'content-type': 'application/json' },
        body: JSON.stringify({ number: '+33639980002' }),
      });
      expect([path, answer.status]).toEqual([path, 403]);
      expect(await answer.text()).toContain('the whole centre');
    }
  });

  it.each([...foreignTo, ...foreignToWalls])(
    'hears nothing of another clinic on the live stream: %s',
    async (sees, canary) => {
      const frames: string[] = [];
      const client: Socket<LiveServerEvents, LiveClientEvents> = io(`${server.url}/live`, {
        transports: ['websocket'],
        extraHeaders: { authorization: `Bearer ${key}`, 'x-sees': sees },
        forceNew: true,
      });
      client.onAny((event: string, frame: unknown) => void frames.push(`${event} ${JSON.stringify(frame)}`));
      try {
        for (const watch of [
          {},
          { clinicIds: [canary] },
          { teamIds: [`team-${canary}`] },
          { queueIds: [`q-${canary}`] },
        ]) {
          const before = frames.length;
          client.emit('watch', watch);
          await until(() => frames.slice(before).some((frame) => frame.startsWith('snapshot')));
        }
        clock.advance(6_000);
        const news = [north, south].map((name) =>
          happened(`${name}-${sees}`, 'call.enqueued', clock.now(), { queueId: `q-${name}`, clinicId: name }),
        );
        await server.app.get(EventIntake).receive('centre', news);
        await server.app.get(Projector).foldNow('centre');
        server.app.get(Bell).ringFolded('centre');
        await until(() => frames.some((frame) => frame.startsWith('heartbeat')));
        expect(frames.filter((frame) => names(frame, canary, sees))).toEqual([]);
      } finally {
        client.disconnect();
      }
    },
  );
});

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < 60_000; waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(holds()).toBe(true);
}

function happened(subject: string, type: string, at: number, data: object): object {
  return {
    specversion: '1.0',
    id: `${subject}-${type}`,
    source: '/pbx',
    type,
    subject,
    time: new Date(at).toISOString(),
    data,
  };
}

/** Enough answers for a month to be published, with words. */
function marchOf(name: string): object[] {
  const from = Date.UTC(2026, 2, 9, 9);
  return Array.from({ length: 40 }, (_, n) => n).flatMap((n) => {
    const at = from + n * 60_000;
    const subject = `${name}-${n}`;
    const items = {
      overall: 1 + (n % 5),
      clarity: 1 + ((n + 1) % 5),
      comment: `Merci pour votre accueil ${name}.`,
    };
    return [
      happened(subject, 'call.enqueued', at, { queueId: `q-${name}`, clinicId: name }),
      happened(subject, 'call.answered', at + 5_000, { agentId: `ag-${name}` }),
      happened(subject, 'call.disconnected', at + 90_000, { side: 'caller' }),
      happened(subject, 'call.dispositioned', at + 95_000, { reason: `motif-${name}` }),
      happened(subject, 'survey.answered', at + 600_000, { channel: 'sms', language: 'fr', items }),
    ];
  });
}

/** Today: one was answered, one waits, one was not content and wishes to be called back. */
function todayOf(name: string): object[] {
  const at = now - 1_800_000;
  const ani = name === north ? '+33639980002' : '+33639981003';
  const where = { queueId: `q-${name}`, clinicId: name, ani };
  return [
    happened(`${name}-taken`, 'call.enqueued', at, where),
    happened(`${name}-taken`, 'call.answered', at + 9_000, { agentId: `ag-${name}` }),
    happened(`${name}-taken`, 'call.disconnected', at + 60_000, { side: 'caller' }),
    happened(`${name}-taken`, 'call.dispositioned', at + 65_000, { reason: `motif-${name}`, urgent: true }),
    happened(`${name}-taken`, 'handover.written', at + 66_000, { handoverId: `M-${name}`, fields: ['name'] }),
    happened(`${name}-waits`, 'call.enqueued', now - 60_000, where),
    happened(`${name}-sad`, 'call.enqueued', at, where),
    happened(`${name}-sad`, 'call.disconnected', at + 20_000, { side: 'caller' }),
    happened(`${name}-sad`, 'survey.answered', at + 600_000, {
      channel: 'sms',
      language: 'fr',
      items: { overall: 1, callback: 1 },
    }),
  ];
}
