import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { createTestServer, type TestServer } from '../testing/test-server';
import { createTestTenant } from '../tenants/testing/test-tenant';
import { apiScopes, type ApiScope } from './api-key';
import { ApiKeys } from './api-keys';
import { Entries } from './entries';
import { permissionExtension } from './may';
import { permissions, ruleOf, type Permission } from './permissions';
import { roles, type Role } from './roles';
import { createTestPerson } from './testing/test-person';

/** Every way in and who may, written out: whoever adds one decides here who may use it. */
const table: Readonly<Record<string, Permission>> = {
  '/live watch': 'board.see',
  '/live stay': 'self.see',
  'DELETE /api/v1/comments/:id': 'comments.hide',
  'DELETE /api/v1/me/mailings/:id': 'self.change',
  'DELETE /api/v1/me/views/:id': 'self.change',
  'DELETE /api/v1/me/passkeys/:id': 'self.change',
  'DELETE /api/v1/me/sessions': 'self.change',
  'DELETE /api/v1/me/sessions/:id': 'self.change',
  'DELETE /api/v1/people/:id': 'people.manage',
  'DELETE /api/v1/people/:id/second-factor': 'people.manage',
  'DELETE /api/v1/people/:id/sessions': 'people.manage',
  'DELETE /api/v1/people/:id/sessions/:sessionId': 'people.manage',
  'DELETE /api/v1/wall-links/:id': 'walls.manage',
  'DELETE /api/v1/reports/:month/clinics/:clinicId/readers': 'reports.annotate',
  'DELETE /api/v1/reports/actions/:id': 'reports.annotate',
  'GET /api/v1/audit': 'audit.see',
  'GET /api/v1/audit/export': 'audit.export',
  'GET /api/v1/audit/verification': 'audit.verify',
  'GET /api/v1/second-factor-rule': 'people.see',
  'PUT /api/v1/second-factor-rule': 'people.manage',
  'POST /api/v1/audit/verification': 'audit.verify',
  'POST /api/v1/callers/erase': 'callers.erase',
  'GET /api/v1/callers/erasures': 'erasures.see',
  'GET /api/v1/retention': 'retention.see',
  'POST /api/v1/retention/preview': 'retention.see',
  'PUT /api/v1/retention': 'retention.change',
  'POST /api/v1/callers/export': 'callers.export',
  'GET /api/v1/callbacks': 'callbacks.work',
  'GET /api/v1/callbacks/figures': 'metrics.see',
  'GET /api/v1/callbacks/export': 'callbacks.export',
  'GET /api/v1/callbacks/:id': 'callbacks.work',
  'GET /api/v1/campaigns': 'campaigns.see',
  'GET /api/v1/campaigns/:id/contacts': 'callbacks.work',
  'GET /api/v1/campaigns/:id/versions': 'campaigns.see',
  'GET /api/v1/campaigns/figures': 'metrics.see',
  'GET /api/v1/campaigns/marks': 'marks.lift',
  'POST /api/v1/campaigns/marks/:id/lift': 'marks.lift',
  'POST /api/v1/campaigns/marks/:id/restore': 'marks.lift',
  'POST /api/v1/campaigns': 'campaigns.write',
  'POST /api/v1/campaigns/:id/contacts/:contactId/claim': 'callbacks.work',
  'POST /api/v1/campaigns/:id/contacts/:contactId/outcome': 'callbacks.work',
  'POST /api/v1/campaigns/:id/contacts/:contactId/release': 'callbacks.work',
  'POST /api/v1/campaigns/:id/end': 'campaigns.write',
  'POST /api/v1/campaigns/:id/list': 'campaigns.write',
  'PUT /api/v1/campaigns/:id': 'campaigns.write',
  'GET /api/v1/followups': 'callbacks.work',
  'GET /api/v1/followups/figures': 'metrics.see',
  'GET /api/v1/clinics/:clinicId/greeting': 'reports.see',
  'GET /api/v1/handovers': 'metrics.see',
  'GET /api/v1/handovers/figures': 'metrics.see',
  'POST /api/v1/handovers/:id/acknowledge': 'handovers.acknowledge',
  'POST /api/v1/followups': 'callbacks.work',
  'POST /api/v1/followups/:id/answers': 'callbacks.work',
  'POST /api/v1/followups/:id/cancel': 'callbacks.work',
  'GET /api/v1/callbacks/:id/calls': 'callers.see',
  'GET /api/v1/calls/:id/earlier': 'callers.see',
  'GET /api/v1/callers/:hash/calls': 'callers.see',
  'GET /api/v1/callers/frequent': 'frequent.see',
  'GET /api/v1/callers/shared': 'numbers.share',
  'PUT /api/v1/callers/shared/:callId': 'numbers.share',
  'DELETE /api/v1/callers/shared/:callId': 'numbers.share',
  'POST /api/v1/callbacks/:id/call': 'calls.place',
  'GET /api/v1/call-ways': 'connectors.see',
  'PUT /api/v1/call-ways': 'connectors.manage',
  'POST /api/v1/call-ways/test': 'connectors.manage',
  'POST /api/v1/call-ways/remove': 'connectors.manage',
  'POST /api/v1/callbacks/:id/claim': 'callbacks.work',
  'POST /api/v1/callbacks/:id/number': 'callbacks.number',
  'POST /api/v1/callbacks/:id/release': 'callbacks.work',
  'POST /api/v1/callbacks/:id/attempts': 'callbacks.work',
  'POST /api/v1/callbacks/:id/close': 'callbacks.work',
  'POST /api/v1/callbacks/:id/reopen': 'callbacks.work',
  'GET /api/v1/clinics/:clinicId/diagnosis': 'reports.see',
  'GET /api/v1/diagnoses': 'reports.see',
  'GET /api/v1/comments': 'comments.see',
  'GET /api/v1/comments/log': 'comments.see',
  'DELETE /api/v1/connectors/:id': 'connectors.manage',
  'DELETE /api/v1/connectors/:id/recording': 'connectors.manage',
  'GET /api/v1/connectors/:id/recording': 'connectors.manage',
  'POST /api/v1/connectors/:id/recording': 'connectors.manage',
  'GET /api/v1/connectors': 'connectors.see',
  'PATCH /api/v1/connectors/:id': 'connectors.manage',
  'POST /api/v1/connectors': 'connectors.manage',
  'POST /api/v1/connectors/test': 'connectors.manage',
  'DELETE /api/v1/keys/:id': 'keys.manage',
  'GET /api/v1/keys': 'keys.see',
  'GET /api/v1/calls': 'calls.read',
  'GET /api/v1/calls/:id': 'calls.read',
  'GET /api/v1/history': 'metrics.see',
  'GET /api/v1/history/breakdown': 'metrics.see',
  'GET /api/v1/history/presets': 'metrics.see',
  'GET /api/v1/incidents': 'incidents.see',
  'GET /api/v1/incidents/:id': 'incidents.see',
  'POST /api/v1/incidents/:id/take': 'incidents.work',
  'POST /api/v1/incidents/:id/notes': 'incidents.work',
  'POST /api/v1/incidents/:id/end': 'incidents.work',
  'POST /api/v1/incidents/:id/review': 'incidents.work',
  'GET /api/v1/live': 'board.see',
  'GET /api/v1/live/calls': 'calls.see',
  'GET /api/v1/me': 'self.see',
  'GET /api/v1/me/data': 'self.see',
  'GET /api/v1/history/invoice': 'metrics.see',
  'GET /api/v1/me/mailings': 'self.see',
  'GET /api/v1/me/views': 'self.see',
  'GET /api/v1/me/passkeys': 'self.see',
  'GET /api/v1/me/second-factor': 'self.see',
  'GET /api/v1/me/sessions': 'self.see',
  'GET /api/v1/metrics': 'metrics.see',
  'GET /api/v1/own-call': 'calls.note',
  'GET /api/v1/own-call/sheet': 'calls.note',
  'POST /api/v1/own-call/notes': 'calls.note',
  'GET /api/v1/people': 'people.see',
  'GET /api/v1/people/:id/sessions': 'people.see',
  'GET /api/v1/reports': 'reports.see',
  'GET /api/v1/reports/:month/clinics/:clinicId': 'reports.see',
  'GET /api/v1/reports/:month/clinics/:clinicId/notes': 'reports.see',
  'GET /api/v1/reports/:month/clinics/:clinicId/readers': 'reports.see',
  'GET /api/v1/reports/actions': 'reports.see',
  'GET /api/v1/reports/actions/:id/changes': 'reports.see',
  'GET /api/v1/satisfaction': 'satisfaction.see',
  'GET /api/v1/settings': 'settings.see',
  'GET /api/v1/settings/:kind/:id/changes': 'settings.see',
  'GET /api/v1/settings/file': 'settings.see',
  'GET /api/v1/settings/proposals': 'settings.see',
  'GET /api/v1/sheet-changes': 'sheets.acknowledge',
  'GET /api/v1/sheet-templates/:language': 'sheets.write',
  'GET /api/v1/sheets': 'sheets.see',
  'GET /api/v1/sheets/:clinicId': 'sheets.see',
  'GET /api/v1/sheets/:clinicId/file': 'sheets.see',
  'DELETE /api/v1/sheets/:clinicId/readers': 'sheets.write',
  'GET /api/v1/sheets/:clinicId/questions': 'sheets.see',
  'GET /api/v1/sheets/:clinicId/readers': 'sheets.write',
  'GET /api/v1/sheets/:clinicId/requests': 'sheets.write',
  'POST /api/v1/sheets/:clinicId/requests': 'sheets.write',
  'POST /api/v1/sheets/:clinicId/requests/:requestId': 'sheets.write',
  'GET /api/v1/sheets/:clinicId/versions/:version': 'sheets.see',
  'POST /api/v1/sheets/:clinicId/questions': 'sheets.write',
  'POST /api/v1/sheet-changes/:clinicId': 'sheets.acknowledge',
  'POST /api/v1/sheet-files': 'sheets.write',
  'POST /api/v1/sheets/:clinicId/versions/:version/accept': 'sheets.manage',
  'POST /api/v1/sheets/:clinicId/versions/:version/approve': 'sheets.approve',
  'POST /api/v1/sheets/:clinicId/versions/:version/decline': 'sheets.manage',
  'PUT /api/v1/sheets/:clinicId': 'sheets.write',
  'GET /api/v1/staff-notice': 'settings.see',
  'GET /api/v1/staff-plan': 'settings.see',
  'GET /api/v1/staff-plan/:teamId/changes': 'settings.see',
  'PUT /api/v1/staff-plan/:teamId': 'settings.change',
  'PUT /api/v1/staff-notice': 'settings.manage',
  'GET /api/v1/sign-in/ways': 'session.begin',
  'GET /api/v1/tenants': 'tenants.list',
  'GET /api/v1/wall': 'wall.see',
  'GET /api/v1/wall-links': 'walls.see',
  'GET /health/live': 'health.see',
  'GET /health/ready': 'health.see',
  'GET /metrics': 'instruments.see',
  'PATCH /api/v1/keys/:id': 'keys.manage',
  'PATCH /api/v1/me': 'self.change',
  'PATCH /api/v1/me/mailings/:id': 'self.change',
  'PATCH /api/v1/me/passkeys/:id': 'self.change',
  'PATCH /api/v1/people/:id': 'people.manage',
  'PATCH /api/v1/reports/actions/:id': 'reports.annotate',
  'PATCH /api/v1/settings/:kind/:id': 'settings.change',
  'POST /api/v1/comments/:id/hide': 'comments.hide',
  'POST /api/v1/comments/:id/show': 'comments.hide',
  'POST /api/v1/events': 'events.send',
  'POST /api/v1/hooks/:tenantId/:connectorId': 'hooks.deliver',
  'POST /api/v1/imports/asterisk-queue-log': 'tables.import',
  'POST /api/v1/imports/calls-csv': 'tables.import',
  'POST /api/v1/imports/followups-csv': 'callbacks.work',
  'POST /api/v1/imports/staff-csv': 'tables.import',
  'POST /api/v1/imports/survey-csv': 'tables.import',
  'POST /api/v1/keys': 'keys.manage',
  'POST /api/v1/keys/:id/replace': 'keys.manage',
  'POST /api/v1/clinic-alerts/acknowledge': 'alerts.acknowledge',
  'POST /api/v1/clinic-alerts/look': 'alerts.acknowledge',
  'POST /api/v1/links/ask': 'session.begin',
  'POST /api/v1/links/accept': 'session.begin',
  'POST /api/v1/links/look': 'session.begin',
  'POST /api/v1/live/clinics/:id/claim': 'troubles.claim',
  'POST /api/v1/live/clinics/:id/release': 'troubles.claim',
  'POST /api/v1/live/concerns/:id/acknowledge': 'concerns.acknowledge',
  'POST /api/v1/me/mailings': 'self.change',
  'POST /api/v1/me/views': 'self.change',
  'POST /api/v1/me/passkeys': 'self.change',
  'POST /api/v1/me/passkeys/begin': 'self.change',
  'POST /api/v1/me/second-factor': 'self.change',
  'POST /api/v1/me/second-factor/recovery-codes': 'self.change',
  'POST /api/v1/me/second-factor/switch-off': 'self.change',
  'POST /api/v1/people': 'people.manage',
  'POST /api/v1/people/:id/letters': 'people.manage',
  'POST /api/v1/people/:id/links': 'people.manage',
  'POST /api/v1/reader/answers': 'reader.open',
  'POST /api/v1/reader/open': 'reader.open',
  'POST /api/v1/reader/sheet': 'reader.open',
  'POST /api/v1/reader/sheet/approve': 'reader.open',
  'POST /api/v1/reports/actions': 'reports.annotate',
  'POST /api/v1/settings/:kind/:id/proposals': 'settings.propose',
  'POST /api/v1/settings/proposals/:proposalId/accept': 'settings.decide',
  'POST /api/v1/settings/proposals/:proposalId/refuse': 'settings.decide',
  'POST /api/v1/settings/proposals/:proposalId/withdraw': 'settings.propose',
  'POST /api/v1/sign-in': 'session.begin',
  'POST /api/v1/sign-in/code': 'session.begin',
  'POST /api/v1/sign-in/passkey': 'session.begin',
  'POST /api/v1/sign-in/passkey/begin': 'session.begin',
  'POST /api/v1/sign-in/provider': 'session.begin',
  'POST /api/v1/sign-in/provider/begin': 'session.begin',
  'POST /api/v1/sign-out': 'self.change',
  'POST /api/v1/surveys/deliveries': 'surveys.invite',
  'POST /api/v1/surveys/invitations': 'surveys.invite',
  'POST /api/v1/surveys/refusals': 'surveys.invite',
  'POST /api/v1/wall-links': 'walls.manage',
  'POST /api/v1/wall/open': 'session.begin',
  'PUT /api/v1/history/invoice': 'invoice.count',
  'PUT /api/v1/me/password': 'self.change',
  'PUT /api/v1/me/second-factor': 'self.change',
  'PUT /api/v1/people/:id/memberships': 'people.manage',
  'PUT /api/v1/reports/:month/clinics/:clinicId/notes': 'reports.annotate',
};
/** Asked for within a route that another permission opens. */
const within: readonly Permission[] = ['agents.see', 'calls.export', 'settings.manage'];
const metricsToken = 'what-only-prometheus-knows';
const routes = Object.entries(table).filter(([way]) => !way.startsWith('/'));
const ofTenant = routes.filter(([, permission]) => ruleOf(permission).of === 'tenant');

type DescribedOperation = Readonly<{
  responses: Readonly<Record<string, unknown>>;
  [permissionExtension]?: string;
}>;

describe('who may do what', () => {
  let server: TestServer;
  const keys = new Map<ApiScope, string>();
  const cookies = new Map<Role, string>();

  beforeAll(async () => {
    server = await createTestServer({ env: { VIGIE_METRICS_TOKEN: metricsToken } });
    await createTestTenant(server.database, 'lyon');
    await createTestTenant(server.database, 'nice');
    await createTestTenant(server.database, 'example', { demo: true });
    for (const scope of apiScopes)
      keys.set(scope, (await server.app.get(ApiKeys).create('lyon', scope, [scope])).text);
    for (const role of roles) {
      const membership = { role, scope: { kind: 'all' } } as const;
      const person = await createTestPerson(server.app, 'lyon', [membership], { agentId: 'a1' });
      cookies.set(role, person.cookie);
    }
  });
  afterAll(() => server.close());

  const ask = async (way: string, headers: Record<string, string> = {}, query = ''): Promise<Response> => {
    const [method = '', path = ''] = way.split(' ');
    const address = path.replace(':month', '2026-10').replaceAll(/:\w+/g, 'nobody');
    return fetch(`${server.url}${address}${query}`, { method, headers });
  };
  const codeOf = async (answer: Response): Promise<string> => {
    // Some ways give files: what is refused is told as JSON by all of them.
    if (answer.headers.get('content-type')?.includes('json') !== true) return String(answer.status);
    const { code } = (await answer.json()) as { readonly code: string };
    return `${answer.status} ${code}`;
  };
  const withKey = (scope: ApiScope) => ({ authorization: `Bearer ${keys.get(scope) ?? ''}` });

  it('is one table, of every way into the running server', () => {
    const entries = server.app.get(Entries).list();
    expect(Object.fromEntries(entries.map(({ way, permission }) => [way, permission]))).toEqual(table);
    expect(new Set([...Object.values(table), ...within])).toEqual(new Set(Object.keys(permissions)));
  });

  it('is told for every operation of the OpenAPI file, which leaves out none', async () => {
    const file = (await (await fetch(`${server.url}/api/docs/openapi.json`)).json()) as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
    };
    const told = Object.entries(file.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => [
        `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
        operation[permissionExtension],
      ]),
    );
    const described = routes.filter(([way]) => way.includes(' /api/'));
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(described));
  });

  it('answers so many requests and no more, says the OpenAPI file, but of events, which have limits of their own', async () => {
    const file = (await (await fetch(`${server.url}/api/docs/openapi.json`)).json()) as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
    };
    const operations = Object.values(file.paths).flatMap((path) => Object.values(path));
    const uncounted = operations.filter(({ responses }) => responses['429'] === undefined);
    expect(new Set(uncounted.map((operation) => operation[permissionExtension]))).toEqual(
      new Set(['events.send']),
    );
    for (const { responses } of operations)
      if (responses['429'] !== undefined) expect(responses['429']).toHaveProperty('headers.Retry-After');
  });

  it.each(ofTenant)('lets nobody from elsewhere without a key: %s', async (way) => {
    expect(await codeOf(await ask(way, { 'x-forwarded-for': '192.0.2.1' }))).toBe('401 unauthorized');
    expect(await codeOf(await ask(way, { authorization: 'Bearer vg_lyon_no' }))).toBe('401 unauthorized');
  });

  it.each(ofTenant)('lets only a key with the scope of the table: %s', async (way, permission) => {
    const rule = ruleOf(permission);
    if (rule.of !== 'tenant') throw new Error('of a tenant');
    for (const scope of apiScopes) {
      const answer = await ask(way, withKey(scope));
      if (scope === rule.keyScope) expect([401, 403]).not.toContain(answer.status);
      else expect(await codeOf(answer)).toBe('403 missing_scope');
    }
    if (rule.keyScope === null) return;
    expect(await codeOf(await ask(way, withKey(rule.keyScope), '?tenant=nice'))).toBe('403 foreign_tenant');
  });

  it.each(ofTenant)(
    'knows nobody by the machine they sit at, but in the demonstration: %s',
    async (way, permission) => {
      const rule = ruleOf(permission);
      if (rule.of !== 'tenant') throw new Error('of a tenant');
      for (const query of ['', '?tenant=lyon', '?tenant=nobody'])
        expect([query, await codeOf(await ask(way, {}, query))]).toEqual([
          query,
          query === '' && rule.inDemo ? expect.not.stringMatching(/^40[13]/u) : '401 unauthorized',
        ]);
      expect((await ask(way, { 'x-forwarded-for': '127.0.0.1' }, '?tenant=example')).status).toBe(401);
    },
  );

  it.each(ofTenant)('lets only who has a role of the table: %s', async (way, permission) => {
    const rule = ruleOf(permission);
    if (rule.of !== 'tenant') throw new Error('of a tenant');
    const may = new Set(Object.keys(rule.roles));
    for (const role of roles) {
      const headers = { cookie: cookies.get(role) ?? '', origin: server.url };
      const answer = await ask(way, headers);
      if (may.has(role)) expect([role, [401, 403].includes(answer.status)]).toEqual([role, false]);
      else expect([role, await codeOf(answer)]).toEqual([role, '403 forbidden']);
      expect(await codeOf(await ask(way, headers, '?tenant=nice'))).toBe('403 foreign_tenant');
    }
  });

  it('lets no role and no key take out as a file what they may only look at, or ask by secretary', async () => {
    const asked = async (query: string, headers: Record<string, string>) =>
      codeOf(await ask('GET /api/v1/calls', headers, query));
    for (const format of ['csv', 'xlsx']) {
      const file = `?range=today&format=${format}`;
      expect(await asked(file, { cookie: cookies.get('secretary') ?? '' })).toBe('403 forbidden');
      for (const role of ['supervisor', 'manager'] as const)
        expect(await asked(file, { cookie: cookies.get(role) ?? '' })).toBe('200');
      expect(await asked(file, withKey('calls:read'))).toBe('200');
    }
    const bySecretary = async (headers: Record<string, string>) =>
      codeOf(await ask('GET /api/v1/metrics', headers, '?from=2026-10-01&to=2026-10-02&by=agent'));
    expect(await bySecretary({ cookie: cookies.get('manager') ?? '' })).toBe('403 forbidden');
    expect(await bySecretary(withKey('metrics:read'))).toBe('403 missing_scope');
  });

  it.each(routes.filter(([, permission]) => ruleOf(permission).of === 'self'))(
    'lets whoever is signed in, and no program: %s',
    async (way) => {
      expect(await codeOf(await ask(way, withKey('metrics:read')))).toBe('403 missing_scope');
      expect(await codeOf(await ask(way, { 'x-forwarded-for': '192.0.2.1' }))).toBe('401 unauthorized');
    },
  );

  it('tells of the installation to who has its token, and that it lives to anyone', async () => {
    for (const [way, permission] of routes) {
      const { of } = ruleOf(permission);
      if (of === 'operator') {
        expect((await ask(way)).status).toBe(401);
        expect((await ask(way, withKey('metrics:read'))).status).toBe(401);
        expect((await ask(way, { authorization: `Bearer ${metricsToken}` })).status).toBe(200);
      }
      if (of === 'anyone' && way.startsWith('GET'))
        expect((await ask(way, { 'x-forwarded-for': '192.0.2.1' })).status).toBe(200);
    }
  });
});
